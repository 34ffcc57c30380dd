package dev.autoresearch.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a person or an agent says of a run when logging it.
 *
 * @param description what was changed
 * @param status empty: keep if the run passed, else what it failed by
 * @param idea what to try next, for the backlog
 * @param metric a value that replaces the measured one, or stands for it
 * @param asi free-form notes
 */
public record LogEntry(
        String description,
        Optional<Status> status,
        Optional<String> idea,
        OptionalDouble metric,
        Map<String, Object> asi) {

    /** Only a description. */
    public static LogEntry of(String description) {
        return new LogEntry(description, Optional.empty(), Optional.empty(), OptionalDouble.empty(), Map.of());
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
