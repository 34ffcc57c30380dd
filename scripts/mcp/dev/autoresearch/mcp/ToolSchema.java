package dev.autoresearch.mcp;

import dev.autoresearch.model.SafeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON schema of a tool's parameters, written down one by one; every tool takes a folder and a session besides. It
 * checks what it is given itself: the SDK's check says {@code /rule: does not have a value in the enumeration}, refuses
 * the {@code null} that some clients send for what is left out, and has no next step.
 */
final class ToolSchema {
    private final Map<String, Map<String, Object>> properties = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();

    ToolSchema text(String name, String description) {
        return property(name, "string", description, Map.of());
    }

    ToolSchema oneOf(String name, String description, String... words) {
        return property(name, "string", description, Map.of("enum", List.of(words)));
    }

    ToolSchema flag(String name, String description) {
        return property(name, "boolean", description, Map.of());
    }

    ToolSchema number(String name, String description) {
        return property(name, "number", description, Map.of());
    }

    /** A number from zero on. */
    ToolSchema amount(String name, String description) {
        return property(name, "number", description, Map.of("minimum", 0));
    }

    /** A whole number from 1 on. */
    ToolSchema count(String name, String description) {
        return property(name, "integer", description, Map.of("minimum", 1));
    }

    ToolSchema texts(String name, String description) {
        return property(name, "array", description, Map.of("items", Map.of("type", "string")));
    }

    /** An object with values of this type; {@code {}} stands for any. */
    ToolSchema object(String name, String description, Map<String, Object> values) {
        return property(name, "object", description, Map.of("additionalProperties", values));
    }

    private ToolSchema property(String name, String type, String description, Map<String, Object> more) {
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

    ToolSchema require(String... names) {
        required.addAll(List.of(names));
        return this;
    }

    /** What is wrong with these arguments; a member that is null counts as left out, and an unknown one is nothing wrong. */
    List<String> faults(Map<String, Object> arguments) {
        var faults = new ArrayList<String>();
        for (var name : required) if (arguments.get(name) == null) faults.add('"' + name + "\" is missing");
        all().forEach((name, property) -> {
            var value = arguments.get(name);
            if (value != null && !fits(property, value))
                faults.add('"' + name + "\" must be " + wanted(property) + ", not " + SafeText.line(shown(value), 60));
        });
        return faults;
    }

    private static boolean fits(Map<?, ?> property, Object value) {
        if (property.get("enum") instanceof List<?> words) return words.contains(value);
        return switch (String.valueOf(property.get("type"))) {
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "array" -> value instanceof List<?> items && items.stream().allMatch(String.class::isInstance);
            case "object" ->
                value instanceof Map<?, ?> members
                        && (property.get("additionalProperties") instanceof Map<?, ?> any && any.isEmpty()
                                || members.values().stream().allMatch(Number.class::isInstance));
            default -> value instanceof Number number && isInRange(property, number.doubleValue());
        };
    }

    private static boolean isInRange(Map<?, ?> property, double value) {
        boolean whole = "integer".equals(property.get("type"));
        if (whole && value != Math.rint(value)) return false;
        return !(property.get("minimum") instanceof Number least) || value >= least.doubleValue();
    }

    private static String wanted(Map<?, ?> property) {
        if (property.get("enum") instanceof List<?> words) {
            var texts = new ArrayList<String>();
            for (var word : words) texts.add(String.valueOf(word));
            return "one of " + String.join(", ", texts);
        }
        var from = property.get("minimum") instanceof Number least ? " from " + least : "";
        return switch (String.valueOf(property.get("type"))) {
            case "string" -> "a string";
            case "boolean" -> "true or false";
            case "array" -> "a list of strings";
            case "object" ->
                property.get("additionalProperties") instanceof Map<?, ?> any && any.isEmpty()
                        ? "an object"
                        : "an object of numbers";
            case "integer" -> "a whole number" + from;
            default -> "a number" + from;
        };
    }

    private static String shown(Object value) {
        return value instanceof String text ? '"' + text + '"' : String.valueOf(value);
    }

    /** Each parameter's name, for whoever guessed wrong: {@code description (required), hypothesis, …}. */
    String names() {
        var names = new ArrayList<String>();
        for (var name : all().keySet()) names.add(required.contains(name) ? name + " (required)" : name);
        return String.join(", ", names);
    }

    /** Every parameter with its part of the schema. */
    Map<String, Map<String, Object>> all() {
        var all = new LinkedHashMap<>(properties);
        all.put("cwd", typed("string", "The session's folder, relative to the server's. Default: the server's."));
        all.put("session", typed("string", "One of several sessions in the folder. Default: the server's, or none."));
        return all;
    }

    /** As the protocol wants it. */
    Map<String, Object> document() {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        schema.put("properties", all());
        if (!required.isEmpty()) schema.put("required", List.copyOf(required));
        return schema;
    }
}
