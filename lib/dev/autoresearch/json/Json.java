package dev.autoresearch.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.NumberOutput;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * JSON text from and to plain values: {@code Map}, {@code List}, {@code String}, {@code Double}, {@code Boolean}, and
 * {@link #NULL}. Streaming only, since databind costs a command a tenth of a second.
 */
public final class Json {
    /** The value of a JSON {@code null}, since our maps and lists hold no Java null. */
    public static final Object NULL = Optional.empty();

    private static final MathContext ONE_DIGIT = new MathContext(1, RoundingMode.HALF_EVEN);

    /** The parser's own limits on long texts, names and numbers would turn a run's line into no line. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(100_000)
                    .build())
            .build();

    private Json() {}

    /**
     * The one object that the bytes hold.
     *
     * @return empty when the bytes are not exactly one JSON object
     */
    public static Optional<Map<String, Object>> object(byte[] bytes, int offset, int length) {
        try (var parser = FACTORY.createParser(bytes, offset, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) return Optional.empty();
            var object = readObject(parser);
            return parser.nextToken() == null ? Optional.of(object) : Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    public static Optional<Map<String, Object>> object(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return object(bytes, 0, bytes.length);
    }

    private static Map<String, Object> readObject(JsonParser parser) throws IOException {
        var object = new LinkedHashMap<String, Object>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var key = parser.currentName();
            parser.nextToken();
            object.put(key, read(parser));
        }
        return object;
    }

    private static Object read(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> readObject(parser);
            case START_ARRAY -> readArray(parser);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> NULL;
            default -> parser.getText();
        };
    }

    private static List<Object> readArray(JsonParser parser) throws IOException {
        var array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) array.add(read(parser));
        return array;
    }

    /** One line of compact JSON. */
    public static String line(Object value) {
        return text(value, false);
    }

    /** Indented JSON for people. */
    public static String pretty(Object value) {
        return text(value, true);
    }

    private static String text(Object value, boolean indented) {
        var text = new StringWriter();
        try (var generator = FACTORY.createGenerator(text)) {
            if (indented) generator.setPrettyPrinter(prettyPrinter());
            write(generator, value);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static DefaultPrettyPrinter prettyPrinter() {
        var colonThenSpace = Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);
        return new DefaultPrettyPrinter(colonThenSpace);
    }

    private static void write(JsonGenerator out, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) writeObject(out, map);
        else if (value instanceof Iterable<?> items) writeArray(out, items);
        else if (value instanceof Number number) out.writeNumber(number(number.doubleValue()));
        else if (value instanceof Boolean flag) out.writeBoolean(flag);
        else if (value instanceof OptionalDouble number) write(out, number.isPresent() ? number.getAsDouble() : NULL);
        else if (value instanceof OptionalInt number) write(out, number.isPresent() ? number.getAsInt() : NULL);
        else if (value instanceof Optional<?> optional) writeOptional(out, optional);
        else out.writeString(value.toString());
    }

    private static void writeOptional(JsonGenerator out, Optional<?> value) throws IOException {
        if (value.isPresent()) write(out, value.get());
        else out.writeNull();
    }

    private static void writeObject(JsonGenerator out, Map<?, ?> map) throws IOException {
        out.writeStartObject();
        for (var entry : map.entrySet()) {
            out.writeFieldName(String.valueOf(entry.getKey()));
            write(out, entry.getValue());
        }
        out.writeEndObject();
    }

    private static void writeArray(JsonGenerator out, Iterable<?> items) throws IOException {
        out.writeStartArray();
        for (var item : items) write(out, item);
        out.writeEndArray();
    }

    /**
     * A finite number as JavaScript writes it (ECMA-262, Number::toString): the fewest digits that read back the same, and
     * integral values without a fraction. An exponent comes only below 1e-6 and from 1e21 on.
     *
     * @throws IllegalArgumentException for NaN and infinities, which JSON does not have
     */
    public static String number(double value) {
        if (!Double.isFinite(value)) throw new IllegalArgumentException("not a finite number: " + value);
        if (value == Math.rint(value) && Math.abs(value) < 1e15) return Long.toString((long) value);
        var shortest = shortest(value);
        var magnitude = Math.abs(value);
        if (magnitude >= 1e-6 && magnitude < 1e21) return shortest.toPlainString();
        var digits = shortest.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - shortest.scale();
        var mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return (value < 0 ? "-" : "") + mantissa + "e" + (exponent < 0 ? "" : "+") + exponent;
    }

    /** Java always writes two digits, JavaScript one where that is enough: {@code 5e-324}. */
    private static BigDecimal shortest(double value) {
        var shortest = new BigDecimal(NumberOutput.toString(value, true)).stripTrailingZeros();
        if (shortest.precision() != 2) return shortest;
        var one = shortest.round(ONE_DIGIT).stripTrailingZeros();
        return one.doubleValue() == value ? one : shortest;
    }
}
