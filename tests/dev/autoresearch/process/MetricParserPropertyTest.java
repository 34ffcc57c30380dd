package dev.autoresearch.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class MetricParserPropertyTest {
    private static final String SPACE =
            "[ \\t\\x0B\\f\\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000\\uFEFF]";
    private static final Pattern LINE =
            Pattern.compile(SPACE + "*METRIC" + SPACE + "+([A-Za-z0-9_./\\-\\u00B5\\u03BC]+)" + SPACE + "*=" + SPACE
                    + "*([+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?)" + SPACE + "*");
    private static final List<String> RESERVED = List.of("__proto__", "constructor", "prototype");

    @Property(tries = 2000)
    void anyOutputCutAnywhereReadsAsTheGrammarSays(
            @ForAll("outputs") byte[] output, @ForAll @Size(max = 12) List<@IntRange(min = 1, max = 40) Integer> cuts) {
        assertEquals(reference(output), read(output, cuts));
    }

    @Property(tries = 500)
    void anyBytesAreRead(@ForAll byte[] output, @ForAll @Size(max = 5) List<@IntRange(min = 1, max = 9) Integer> cuts) {
        assertEquals(reference(output), read(output, cuts));
    }

    @Property(tries = 1000)
    void theTailIsTheEndOfWhatWasAddedHoweverItWasCut(
            @ForAll byte[] output, @ForAll @Size(max = 9) List<@IntRange(min = 1, max = 30) Integer> cuts) {
        OutputCapture.TailBuffer tail = new OutputCapture.TailBuffer(16);
        int at = 0;
        for (int i = 0; at < output.length; i++) {
            int count = i < cuts.size() ? Math.min(cuts.get(i), output.length - at) : output.length - at;
            tail.add(output, at, count);
            at += count;
        }
        int from = Math.max(0, output.length - 16);
        if (from > 0) while (from < output.length && (output[from] & 0xC0) == 0x80) from++;
        assertEquals(new String(output, from, output.length - from, StandardCharsets.UTF_8), tail.text());
        assertEquals(output.length, tail.total());
    }

    @Provide
    Arbitrary<byte[]> outputs() {
        Arbitrary<String> piece = Arbitraries.of(
                "METRIC ",
                "METRIC ",
                "METRIC ",
                "METRIC",
                "a",
                "b_c",
                "µs",
                "__proto__",
                "=",
                "=",
                " = ",
                "1",
                "2.5",
                "-3e2",
                "+.5",
                "7.",
                "1e400",
                "NaN",
                "0x1",
                "1d",
                "1,0",
                " ",
                "\t",
                "\u00A0",
                "\uFEFF",
                "é",
                "漢",
                "\u3042",
                "\n",
                "\n",
                "\r\n",
                "\r",
                "text",
                "\0",
                "METRIC a=1\n",
                "METRIC b=2\r\n",
                "\n METRIC a/b = -0.25",
                " ".repeat(4090),
                "x".repeat(5000));
        return piece.list().ofMaxSize(40).map(parts -> String.join("", parts).getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, List<Double>> read(byte[] output, List<Integer> cuts) {
        MetricParser lines = new MetricParser();
        int at = 0;
        for (int i = 0; at < output.length; i++) {
            int step = cuts.isEmpty() ? output.length : cuts.get(i % cuts.size());
            int count = Math.min(step, output.length - at);
            lines.feed(output, at, count);
            at += count;
        }
        lines.end();
        return lines.samples();
    }

    private static Map<String, List<Double>> reference(byte[] output) {
        Map<String, List<Double>> samples = new LinkedHashMap<>();
        String latin = new String(output, StandardCharsets.ISO_8859_1); // one char a byte, so that lengths are bytes
        for (String raw : latin.split("\r\n|\r|\n", -1)) {
            if (raw.length() > 4096) continue;
            Matcher line = LINE.matcher(new String(raw.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
            if (!line.matches() || RESERVED.contains(line.group(1))) continue;
            double value = Double.parseDouble(line.group(2));
            if (Double.isFinite(value))
                samples.computeIfAbsent(line.group(1), name -> new ArrayList<>())
                        .add(value);
        }
        return samples;
    }
}
