package dev.autoresearch.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Property(tries = 500)
    void whatWasWrittenReadsBackTheSame(@ForAll("objects") Map<String, Object> object) {
        assertEquals(Optional.of(object), read(Json.line(object)));
        assertEquals(Optional.of(object), read(Json.pretty(object)));
    }

    @Property(tries = 500)
    void aLineHasNoLineBreakWhateverTheTextsSay(@ForAll String key, @ForAll String text) {
        var line = Json.line(Map.of(key, text));
        assertEquals(-1, line.indexOf('\n'));
        assertEquals(-1, line.indexOf('\r'));
    }

    @Property(tries = 1000)
    void anyBytesAreAnObjectOrNothing(@ForAll byte[] bytes) {
        assertEquals(Json.object(bytes, 0, bytes.length), Json.object(bytes, 0, bytes.length));
    }

    @Test
    void keysKeepTheirOrder() {
        var object = new LinkedHashMap<String, Object>();
        for (var key : List.of("z", "a", "m")) object.put(key, 1);
        assertEquals("{\"z\":1,\"a\":1,\"m\":1}", Json.line(object));
        assertEquals(
                List.of("z", "a", "m"),
                new ArrayList<>(read(Json.line(object)).orElseThrow().keySet()));
    }

    @Test
    void whatIsMissingIsWrittenAsNull() {
        var object = new LinkedHashMap<String, Object>();
        object.put("a", OptionalDouble.empty());
        object.put("b", OptionalInt.empty());
        object.put("c", Optional.empty());
        object.put("d", Json.NULL);
        object.put("e", OptionalDouble.of(1.5));
        object.put("f", OptionalInt.of(7));
        object.put("g", Optional.of("x"));
        assertEquals("{\"a\":null,\"b\":null,\"c\":null,\"d\":null,\"e\":1.5,\"f\":7,\"g\":\"x\"}", Json.line(object));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1]",
                "1",
                "null",
                "\"text\"",
                "{\"a\":1",
                "{\"a\":}",
                "{\"a\":1,}",
                "{'a':1}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":01}",
                "{\"a\":1}{\"b\":2}",
                "{\"a\":1} x",
                "// {}",
                "{\"a\":\"line\nbreak\"}"
            })
    void whatIsNotExactlyOneObjectIsNothing(String text) {
        assertEquals(Optional.empty(), read(text));
    }

    @Test
    void aByteRangeIsReadAndNothingAroundIt() {
        var bytes = "xx{\"a\":1}yy".getBytes(StandardCharsets.UTF_8);
        assertEquals(Optional.of(Map.of("a", 1.0)), Json.object(bytes, 2, bytes.length - 4));
    }

    @Test
    void longNumbersNamesAndTextsAreReadAndDeepNestingIsRefused() {
        var digits = "1".repeat(5000);
        assertEquals(
                Optional.of(Map.of("a", Double.POSITIVE_INFINITY)),
                read("{\"a\":" + digits + "}"),
                "as JSON.parse does");
        var name = "n".repeat(100_000);
        assertEquals(Optional.of(Map.of(name, 1.0)), read("{\"" + name + "\":1}"));
        var text = "t".repeat(30_000_000);
        assertEquals(Optional.of(Map.of("a", text)), read("{\"a\":\"" + text + "\"}"));
        assertEquals(Optional.empty(), read("{\"a\":" + "[".repeat(100_000)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aNumberThatJsonDoesNotHaveIsRefused(double value) {
        assertThrows(IllegalArgumentException.class, () -> Json.number(value));
        assertThrows(IllegalArgumentException.class, () -> Json.line(Map.of("a", value)));
    }

    private static Optional<Map<String, Object>> read(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return Json.object(bytes, 0, bytes.length);
    }

    @Provide
    Arbitrary<Map<String, Object>> objects() {
        return objects(3);
    }

    private static Arbitrary<Map<String, Object>> objects(int depth) {
        return Arbitraries.maps(wellFormed(), values(depth)).ofMaxSize(5);
    }

    private static Arbitrary<Object> values(int depth) {
        var doubles = Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite);
        Arbitrary<Object> plain = Arbitraries.oneOf(
                wellFormed().map(text -> (Object) text),
                // JavaScript writes no sign before zero
                doubles.map(number -> (Object) (number + 0.0)),
                Arbitraries.of(true, false, Json.NULL));
        if (depth == 0) return plain;
        return Arbitraries.oneOf(
                plain,
                Arbitraries.lazy(() -> values(depth - 1)).list().ofMaxSize(4).map(list -> (Object) list),
                Arbitraries.lazy(() -> objects(depth - 1)).map(map -> (Object) map));
    }

    private static Arbitrary<String> wellFormed() {
        return Arbitraries.strings()
                .ofMaxLength(12)
                .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text));
    }
}
