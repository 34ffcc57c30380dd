package dev.autoresearch.stats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.autoresearch.model.Metric.Direction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.OptionalDouble;

/** The vectors that the reference implementation produced, and the shapes they come in. */
final class GoldenVectors {
    /** What "equal" means for a vector that went through floating point in another language. */
    static final double TOLERANCE = 1e-9;

    private static final JsonNode ROOT = read();

    private GoldenVectors() {}

    static JsonNode vectors(String key) {
        return Objects.requireNonNull(ROOT.get(key), key);
    }

    static double[] doubles(JsonNode array) {
        double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).asDouble();
        }
        return values;
    }

    static Direction direction(JsonNode vector) {
        return vector.get("direction").asText().equals("higher") ? Direction.HIGHER : Direction.LOWER;
    }

    static OptionalDouble optional(JsonNode value) {
        return value.isNull() ? OptionalDouble.empty() : OptionalDouble.of(value.asDouble());
    }

    private static JsonNode read() {
        try (InputStream in = GoldenVectors.class.getResourceAsStream("golden.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
