package dev.autoresearch.mcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON schema of a tool's parameters, written down one by one; every tool takes a folder and a session besides. */
final class Schema {
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();

    Schema text(String name, String description) {
        return property(name, "string", description, Map.of());
    }

    Schema oneOf(String name, String description, String... words) {
        return property(name, "string", description, Map.of("enum", List.of(words)));
    }

    Schema flag(String name, String description) {
        return property(name, "boolean", description, Map.of());
    }

    Schema number(String name, String description) {
        return property(name, "number", description, Map.of());
    }

    /** A number from zero on. */
    Schema amount(String name, String description) {
        return property(name, "number", description, Map.of("minimum", 0));
    }

    /** A whole number from 1 on. */
    Schema count(String name, String description) {
        return property(name, "integer", description, Map.of("minimum", 1));
    }

    Schema texts(String name, String description) {
        return property(name, "array", description, Map.of("items", Map.of("type", "string")));
    }

    /** An object with values of this type; {@code {}} stands for any. */
    Schema object(String name, String description, Map<String, Object> values) {
        return property(name, "object", description, Map.of("additionalProperties", values));
    }

    private Schema property(String name, String type, String description, Map<String, Object> more) {
        var property = typed(type, description);
        property.putAll(more);
        properties.put(name, property);
        return this;
    }

    private static Map<String, Object> typed(String type, String description) {
        var property = new LinkedHashMap<String, Object>();
        property.put("type", type);
        property.put("description", description);
        return property;
    }

    Schema require(String... names) {
        required.addAll(List.of(names));
        return this;
    }

    /** As the protocol wants it. */
    Map<String, Object> document() {
        var all = new LinkedHashMap<>(properties);
        all.put("cwd", typed("string", "The session's folder, relative to the server's. Default: the server's."));
        all.put("session", typed("string", "One of several sessions in the folder. Default: the server's, or none."));
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        schema.put("properties", all);
        if (!required.isEmpty()) schema.put("required", List.copyOf(required));
        return schema;
    }
}
