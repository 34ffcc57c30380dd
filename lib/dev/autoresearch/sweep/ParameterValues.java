package dev.autoresearch.sweep;

import dev.autoresearch.json.Json;
import dev.autoresearch.model.Run;
import dev.autoresearch.process.ShellWords;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One value for each parameter: what makes a variant.
 *
 * @param values by the parameter's name, in the order of the command line
 */
public record ParameterValues(Map<String, String> values) {
    /** The note of a run that holds its setting. */
    public static final String NOTE = "params";

    public ParameterValues {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The setting that a run was logged with; empty for a run of something else. */
    public static Optional<ParameterValues> of(Run run) {
        if (!(run.asi().get(NOTE) instanceof Map<?, ?> noted) || noted.isEmpty()) return Optional.empty();
        var values = new LinkedHashMap<String, String>();
        noted.forEach((name, value) -> values.put(
                String.valueOf(name), value instanceof Double number ? Json.number(number) : String.valueOf(value)));
        return Optional.of(new ParameterValues(values));
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

    /** Every value that runs were logged with, as the command line takes them: {@code batch=8,16 threads=1}. */
    public static String words(List<Run> runs) {
        var tried = new LinkedHashMap<String, Set<String>>();
        for (var run : runs)
            of(run).ifPresent(setting -> setting.values()
                    .forEach((name, value) -> tried.computeIfAbsent(name, unseen -> new LinkedHashSet<>())
                            .add(value)));
        var words = new ArrayList<String>();
        tried.forEach((name, values) -> words.add(name + "=" + ShellWords.quoted(String.join(",", values))));
        return String.join(" ", words);
    }

    /** {@code batch=8 threads=1}. */
    @Override
    public String toString() {
        return values.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(" "));
    }
}
