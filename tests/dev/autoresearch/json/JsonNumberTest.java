package dev.autoresearch.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers look as JavaScript's {@code String(number)} writes them, since two of the three peers are JavaScript. */
class JsonNumberTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "-1, -1",
        "100, 100",
        "142.5, 142.5",
        "0.1, 0.1",
        "1e15, 1000000000000000",
        "123456789012345680000, 123456789012345680000",
        "1e21, 1e+21",
        "1.5e300, 1.5e+300",
        "-1e21, -1e+21",
        "0.000001, 0.000001",
        "0.0000001, 1e-7",
        "-1.25e-9, -1.25e-9",
        "4.9e-324, 5e-324",
        "-4.9e-324, -5e-324",
        "9.9e-324, 1e-323",
        "2e-323, 2e-323",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "2.2250738585072014e-308, 2.2250738585072014e-308",
        "9007199254740993, 9007199254740992",
        "2e23, 2e+23",
        "1763865457.123, 1763865457.123"
    })
    void aNumberLooksAsInJavaScript(double value, String text) {
        assertEquals(text, Json.number(value));
    }

    @Test
    void thousandsOfNumbersLookAsNodeWritesThem(@TempDir Path folder) throws Exception {
        assumeTrue(isThereNode());
        var values = values();
        var bits = new StringBuilder();
        for (double value : values)
            bits.append(Long.toUnsignedString(Double.doubleToRawLongBits(value)))
                    .append('\n');
        Files.writeString(folder.resolve("bits.txt"), bits);
        var node = new ProcessBuilder("node", "-e", """
                        const view = new DataView(new ArrayBuffer(8));
                        for (const bits of require('fs').readFileSync('bits.txt', 'utf8').trim().split('\\n')) {
                            view.setBigUint64(0, BigInt(bits));
                            console.log(String(view.getFloat64(0)));
                        }""")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var expected = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertEquals(0, node.waitFor(), () -> String.join("\n", expected));
        assertEquals(values.size(), expected.size());
        var wrong = new ArrayList<String>();
        for (int i = 0; i < values.size(); i++)
            if (!Json.number(values.get(i)).equals(expected.get(i)))
                wrong.add(expected.get(i) + " but was " + Json.number(values.get(i)));
        assertEquals(List.of(), wrong);
    }

    private static List<Double> values() {
        var random = new Random(20261);
        var values = new ArrayList<Double>();
        while (values.size() < 4000) {
            double any = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(any)) values.add(any);
            values.add(random.nextGaussian() * Math.pow(10, random.nextInt(40) - 15));
            values.add(Math.rint(random.nextDouble() * 1e17));
            values.add(Double.longBitsToDouble(random.nextInt(1000)));
        }
        return values;
    }

    private static boolean isThereNode() throws InterruptedException {
        try {
            var version = new ProcessBuilder("node", "--version").start();
            return version.waitFor() == 0;
        } catch (IOException none) {
            return false;
        }
    }
}
