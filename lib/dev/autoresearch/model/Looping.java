package dev.autoresearch.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far the latest loop of a segment got: the fold over its lines.
 *
 * @param id of the loop
 * @param agent the agent's command
 * @param limits when it ends, in words
 * @param proposed number of the latest iteration, interrupted ones included
 * @param iterations how many count
 * @param costUsd what they cost, as far as agents told
 * @param losses iterations in a row without a keep
 * @param failures iterations in a row in which the agent's command failed
 * @param idle iterations in a row that left nothing to measure
 * @param sinceGain runs logged since the loop began or last kept a gain that its interval does not doubt
 * @param activeMillis time it was at work in earlier starts
 * @param since epoch milliseconds of its latest start
 * @param seen epoch milliseconds of its latest line
 * @param latest its latest iteration
 * @param open is that one still to be measured?
 * @param ownKeep did the agent at work keep a run by itself?
 * @param counts how often each status and each end of an iteration occurred
 * @param reason why it ended; empty while it goes on
 */
public record Looping(
        String id,
        String agent,
        List<String> limits,
        int proposed,
        int iterations,
        double costUsd,
        int losses,
        int failures,
        int idle,
        int sinceGain,
        long activeMillis,
        long since,
        long seen,
        Optional<Proposal> latest,
        boolean open,
        boolean ownKeep,
        Map<String, Integer> counts,
        String reason) {

    static Looping of(LoopBegun begun) {
        return new Looping(
                begun.id(),
                begun.agent(),
                List.copyOf(begun.limits()),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                begun.started(),
                begun.started(),
                Optional.empty(),
                false,
                false,
                Map.of(),
                "");
    }

    /** May the same command go on with it? */
    public boolean canGoOn(String command) {
        return agent.equals(command) && (reason.isEmpty() || reason.equals(LoopEnded.INTERRUPTED));
    }

    /** Milliseconds that it has been at work in all, at this time of its latest start. */
    public long activeMillis(long now) {
        return activeMillis + Math.max(0, now - since);
    }

    /** How often a status or an end occurred. */
    public int count(String word) {
        return counts.getOrDefault(word, 0);
    }

    Looping with(LoopBegun again) {
        long before = activeMillis + Math.max(0, seen - since);
        return new Looping(
                id,
                agent,
                List.copyOf(again.limits()),
                proposed,
                iterations,
                costUsd,
                losses,
                failures,
                idle,
                sinceGain,
                before,
                again.started(),
                again.started(),
                latest,
                open,
                false,
                counts,
                "");
    }

    Looping with(Proposal next) {
        // what other agents left when the loop ended does not take the place of the one that is to be measured
        if (open && next.end() == Proposal.End.INTERRUPTED) return beside(next);
        boolean corrected = latest.isPresent() && latest.get().iteration() == next.iteration();
        boolean counted = next.end().counts() && !corrected;
        var more = plus(next.end().word());
        if (corrected) more = Looping.minus(more, latest.get().end().word());
        double cost = costUsd + (corrected ? 0 : next.costUsd().orElse(0));
        return new Looping(
                id,
                agent,
                limits,
                Math.max(proposed, next.iteration()),
                iterations + (counted ? 1 : 0),
                cost,
                counted ? (ownKeep ? 0 : losses + 1) : losses,
                next.end().isAgentsFailure() ? failures + 1 : next.end().counts() ? 0 : failures,
                next.end().counts() && !next.end().isMeasured() ? idle + 1 : idle,
                sinceGain,
                activeMillis,
                since,
                Math.max(seen, next.started() + (long) (1000 * next.seconds())),
                Optional.of(next),
                next.end() == Proposal.End.CANDIDATE,
                false,
                more,
                reason);
    }

    private Looping beside(Proposal other) {
        return new Looping(
                id,
                agent,
                limits,
                Math.max(proposed, other.iteration()),
                iterations,
                costUsd + other.costUsd().orElse(0),
                losses,
                failures,
                idle,
                sinceGain,
                activeMillis,
                since,
                Math.max(seen, other.started() + (long) (1000 * other.seconds())),
                latest,
                true,
                ownKeep,
                plus(other.end().word()),
                reason);
    }

    Looping with(Run run) {
        // the baseline is no iteration's result
        if (!reason.isEmpty() || run.baseline()) return this;
        boolean kept = run.kept();
        return new Looping(
                id,
                agent,
                limits,
                proposed,
                iterations,
                costUsd,
                kept ? 0 : losses,
                failures,
                0,
                kept && isGain(run) ? 0 : sinceGain + 1,
                activeMillis,
                since,
                Math.max(seen, (long) run.timestamp()),
                latest,
                false,
                kept,
                plus(run.status().word()),
                reason);
    }

    /** A keep counts as a gain unless the interval of its change holds zero, as a simplification's does. */
    private static boolean isGain(Run run) {
        var figures = run.evidence().judgement().flatMap(Judgement::comparison);
        if (figures.isEmpty()
                || figures.get().low().isEmpty()
                || figures.get().high().isEmpty()) return true;
        return figures.get().low().getAsDouble() * figures.get().high().getAsDouble() > 0;
    }

    Looping with(LoopEnded end) {
        return new Looping(
                id,
                agent,
                limits,
                proposed,
                iterations,
                costUsd,
                losses,
                failures,
                idle,
                sinceGain,
                activeMillis,
                since,
                Math.max(seen, end.at()),
                latest,
                open,
                false,
                counts,
                end.reason());
    }

    private Map<String, Integer> plus(String word) {
        var more = new LinkedHashMap<>(counts);
        more.merge(word, 1, Integer::sum);
        return Collections.unmodifiableMap(more);
    }

    private static Map<String, Integer> minus(Map<String, Integer> counts, String word) {
        var fewer = new LinkedHashMap<>(counts);
        fewer.computeIfPresent(word, (key, count) -> count > 1 ? count - 1 : null);
        return Collections.unmodifiableMap(fewer);
    }
}
