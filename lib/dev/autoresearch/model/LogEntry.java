package dev.autoresearch.model;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a person or an agent says of a run when logging it.
 *
 * @param status empty: keep if the run passed, else what it failed by
 * @param idea what to try next, for the backlog
 * @param metric a value that replaces the measured one, or stands for it
 */
public record LogEntry(
        String description,
        Optional<Status> status,
        Optional<String> idea,
        OptionalDouble metric,
        Map<String, Object> asi) {

    public LogEntry {
        // a script may pass what it has not set
        if (description == null) description = "";
    }

    public static LogEntry of(String description) {
        return new LogEntry(description, Optional.empty(), Optional.empty(), OptionalDouble.empty(), Map.of());
    }

    /**
     * The same, which must say what was changed.
     *
     * @throws Problem when it does not
     */
    public LogEntry described() {
        if (description.isBlank())
            throw new Problem(
                    "an attempt needs a description",
                    Hint.of("say in a few words what was changed: {}", NextStep.attempt("larger read buffer")));
        return this;
    }

    public LogEntry status(Status status) {
        return new LogEntry(description, Optional.of(status), idea, metric, asi);
    }

    public LogEntry idea(String idea) {
        return new LogEntry(description, status, Optional.of(idea), metric, asi);
    }

    public LogEntry metric(double metric) {
        return new LogEntry(description, status, idea, OptionalDouble.of(metric), asi);
    }

    public LogEntry asi(String key, Object value) {
        var more = new LinkedHashMap<>(asi);
        more.put(key, value);
        return new LogEntry(description, status, idea, metric, more);
    }
}
