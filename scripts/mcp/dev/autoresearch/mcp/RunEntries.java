package dev.autoresearch.mcp;

import dev.autoresearch.model.LogEntry;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Status;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a call wants to be written down with a run. */
final class RunEntries {
    private RunEntries() {}

    /** Of an attempt, which decides its status itself. */
    static LogEntry of(ToolCall call) {
        var entry = LogEntry.of(call.required("description"));
        for (var note : call.members("asi").entrySet()) entry = entry.asi(note.getKey(), note.getValue());
        for (var note : new String[] {"hypothesis", "learned"})
            if (call.text(note).isPresent())
                entry = entry.asi(note, call.text(note).get());
        return call.text("idea").map(entry::idea).orElse(entry);
    }

    /** Of the run that waits. Numbers that were measured are taken from there, whatever the call says. */
    static LogEntry of(ToolCall call, Optional<Measurement> pending) {
        var entry = of(call);
        var status = call.text("status").flatMap(Status::of);
        if (status.isPresent()) entry = entry.status(status.get());
        var measured = pending.map(Measurement::primary).orElse(OptionalDouble.empty());
        boolean failed = status.isPresent() && status.get() != Status.KEEP && status.get() != Status.DISCARD;
        var given = call.number("metric");
        if (given.isPresent() && measured.isEmpty() && !failed) entry = entry.metric(given.getAsDouble());
        var more = new LinkedHashMap<>(call.members("metrics"));
        more.keySet()
                .removeAll(pending.map(Measurement::metrics).orElse(Map.of()).keySet());
        return more.isEmpty() ? entry : entry.asi("metrics", more);
    }
}
