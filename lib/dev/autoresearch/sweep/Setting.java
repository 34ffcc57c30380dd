package dev.autoresearch.sweep;

import dev.autoresearch.json.Json;
import dev.autoresearch.model.Run;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One value for each parameter: what makes a variant.
 *
 * @param values by the parameter's name, in the order of the command line
 */
public record Setting(Map<String, String> values) {
    /** The note of a run that holds its setting. */
    public static final String NOTE = "params";

    /** A copy that keeps the order. */
    public Setting(Map<String, String> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The setting that a run was logged with; empty for a run of something else. */
    public static Optional<Setting> of(Run run) {
        if (!(run.asi().get(NOTE) instanceof Map<?, ?> noted) || noted.isEmpty()) return Optional.empty();
        var values = new LinkedHashMap<String, String>();
        noted.forEach((name, value) -> values.put(
                String.valueOf(name), value instanceof Double number ? Json.number(number) : String.valueOf(value)));
        return Optional.of(new Setting(values));
    }

    /** The values for a document: what looks like a number is one, if it reads back as the same text. */
    public Map<String, Object> document() {
        var document = new LinkedHashMap<String, Object>();
        values.forEach((name, value) -> document.put(name, typed(value)));
        return document;
    }

    private static Object typed(String text) {
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number) && Json.number(number).equals(text)) return number;
        } catch (NumberFormatException aWord) {
            // stays the text that it is
        }
        return text;
    }

    /** {@code batch=8 threads=1}. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        values.forEach((name, value) -> text.append(text.length() == 0 ? "" : " ")
                .append(name)
                .append('=')
                .append(value));
        return text.toString();
    }
}
