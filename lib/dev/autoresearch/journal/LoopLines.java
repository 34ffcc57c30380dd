package dev.autoresearch.journal;

import dev.autoresearch.model.Event;
import dev.autoresearch.model.Event.LoopBegun;
import dev.autoresearch.model.Event.LoopEnded;
import dev.autoresearch.model.Proposal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The lines of a loop and its iterations. */
final class LoopLines {
    private static final int MOST_ITERATIONS = 1_000_000_000;

    private LoopLines() {}

    static Map<String, Object> of(LoopBegun begun) {
        var line = new LinkedHashMap<String, Object>();
        line.put("type", "loop");
        line.put("id", begun.id());
        line.put("agent", begun.agent());
        line.put("limits", begun.limits());
        line.put("started", begun.started());
        return line;
    }

    static Event begun(JsonFields fields) {
        return new LoopBegun(fields.text("id"), fields.text("agent"), fields.texts("limits"), time(fields, "started"));
    }

    static Map<String, Object> of(LoopEnded ended) {
        var line = new LinkedHashMap<String, Object>();
        line.put("type", "loop_end");
        line.put("id", ended.id());
        line.put("reason", ended.reason());
        line.put("at", ended.at());
        return line;
    }

    static Event ended(JsonFields fields) {
        return new LoopEnded(fields.text("id"), fields.text("reason"), time(fields, "at"));
    }

    static Map<String, Object> of(Proposal proposal) {
        var line = new LinkedHashMap<String, Object>();
        line.put("type", "proposal");
        line.put("loop", proposal.loop());
        line.put("iteration", proposal.iteration());
        line.put("started", proposal.started());
        line.put("seconds", proposal.seconds());
        line.put("outcome", proposal.end().word());
        line.put("description", proposal.description());
        if (!proposal.hypothesis().isEmpty()) line.put("hypothesis", proposal.hypothesis());
        if (!proposal.learned().isEmpty()) line.put("learned", proposal.learned());
        if (!proposal.ideas().isEmpty()) line.put("ideas", proposal.ideas());
        if (!proposal.asi().isEmpty()) line.put("asi", proposal.asi());
        proposal.costUsd().ifPresent(cost -> line.put("cost_usd", cost));
        if (!proposal.note().isEmpty()) line.put("note", proposal.note());
        if (!proposal.tree().isEmpty()) line.put("tree", proposal.tree());
        proposal.stored().ifPresent(stored -> {
            line.put("ref", stored.ref());
            line.put("stored", stored.commit());
        });
        if (proposal.slot() > 0) line.put("slot", proposal.slot());
        return line;
    }

    static Event proposal(JsonFields fields) {
        var end = Proposal.End.of(fields.text("outcome"));
        double iteration = fields.number("iteration").orElse(0);
        boolean counted = iteration >= 1 && iteration <= MOST_ITERATIONS && iteration == Math.rint(iteration);
        if (end.isEmpty() || !counted) return new Event.Unknown("proposal");
        return new Proposal(
                fields.text("loop"),
                (int) iteration,
                time(fields, "started"),
                Math.max(0, fields.number("seconds").orElse(0)),
                end.get(),
                fields.text("description"),
                fields.text("hypothesis"),
                fields.texts("learned"),
                fields.texts("ideas"),
                fields.object("asi"),
                fields.number("cost_usd"),
                fields.text("note"),
                fields.text("tree"),
                stored(fields),
                (int) fields.number("slot").orElse(0));
    }

    private static Optional<Event.Stored> stored(JsonFields fields) {
        return fields.given("stored").map(commit -> new Event.Stored(fields.text("ref"), commit));
    }

    private static long time(JsonFields fields, String name) {
        return (long) fields.number(name).orElse(0);
    }
}
