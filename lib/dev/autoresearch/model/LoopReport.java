package dev.autoresearch.model;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a loop came to.
 *
 * @param reason its exit word: runs, hours, cost, losses, target, plateau, interrupted, idle or agent_failing
 * @param loop its counters
 * @param metric the session's metric
 * @param best the best kept run
 * @param change of the best against the baseline in percent
 * @param seconds that it was at work, all starts together
 */
public record LoopReport(
        String reason, LoopState loop, Metric metric, Optional<Run> best, OptionalDouble change, double seconds) {

    /** One line: {@code 100 iterations, 12 kept, best 98.3 ms (-31.0%), 8 h, ended by runs}. */
    @Override
    public String toString() {
        var value = best.map(run -> ", best " + metric.text(run.metric())).orElse("");
        return Format.count(loop.totals().iterations(), "iteration") + ", " + loop.count(Status.KEEP.word()) + " kept"
                + value
                + (change.isPresent() ? " (" + Format.percent(change.getAsDouble()) + ")" : "") + ", "
                + Format.duration(seconds) + ", ended by " + reason;
    }
}
