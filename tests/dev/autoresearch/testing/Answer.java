package dev.autoresearch.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** What a command answered: exit code, standard output, standard error. */
public record Answer(int exit, String out, String err) {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Holds it to an exit code; the rest is shown when it is another. */
    public Answer exits(int expected) {
        assertEquals(expected, exit, this::toString);
        return this;
    }

    /** Holds standard error to having all of these parts. */
    public Answer explains(String... parts) {
        for (var part : parts) assertTrue(err.contains(part), () -> "no \"" + part + "\" in " + this);
        return this;
    }

    /** Holds standard output to having all of these parts. */
    public Answer prints(String... parts) {
        for (var part : parts) assertTrue(out.contains(part), () -> "no \"" + part + "\" in " + this);
        return this;
    }

    /** Standard output, which must be exactly one JSON document. */
    public JsonNode json() {
        try {
            return STRICT.readTree(out);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not one JSON document: " + this, e);
        }
    }

    /** What that document has at a path such as {@code branches.0.name}, as text: {@code keep}, {@code 3}, {@code ["a"]}. */
    public String json(String path) {
        var found = json().at("/" + path.replace('.', '/'));
        assertFalse(found.isMissingNode(), () -> "no " + path + " in " + this);
        return found.isValueNode() ? found.asText() : found.toString();
    }
}
