package dev.autoresearch.model;

import dev.autoresearch.model.Event.LoopBegun;
import dev.autoresearch.model.Event.LoopEnded;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far the latest loop of a segment got: the fold over its lines.
 *
 * @param begun its latest start
 * @param latest its latest iteration; empty before the first
 * @param open is the latest iteration's candidate still to be measured?
 * @param ownKeep did the agent at work keep a run by itself?
 * @param reason why it ended; empty while it goes on
 */
public record LoopState(
        LoopBegun begun,
        LoopCounts counts,
        Time time,
        Optional<Proposal> latest,
        boolean open,
        boolean ownKeep,
        String reason) {

    /**
     * What was counted.
     *
     * @param proposed number of the latest iteration, interrupted ones included
     * @param iterations how many count
     * @param costUsd what they cost in US dollars, as far as agents report it
     * @param losses iterations in a row without a keep
     * @param failures iterations in a row in which the agent's command failed
     * @param idle iterations in a row that left nothing to measure
     * @param sinceGain runs logged since the loop began or last kept a gain that its interval does not doubt
     * @param words how often each status and each end of an iteration occurred
     */
    public record LoopCounts(
            int proposed,
            int iterations,
            double costUsd,
            int losses,
            int failures,
            int idle,
            int sinceGain,
            Map<String, Integer> words) {
        private static final LoopCounts NONE = new LoopCounts(0, 0, 0, 0, 0, 0, 0, Map.of());

        /**
         * @param corrected the line of the same iteration that the next one replaces
         * @param ownKeep did the agent keep a run by itself?
         */
        private LoopCounts with(Proposal next, Optional<Proposal> corrected, boolean ownKeep) {
            var end = next.end();
            boolean first = corrected.isEmpty();
            var more = plus(words, end.word(), 1);
            return new LoopCounts(
                    Math.max(proposed, next.iteration()),
                    iterations + (first && end.counts() ? 1 : 0),
                    costUsd + (first ? next.costUsd().orElse(0) : 0),
                    !end.counts() || !first ? losses : ownKeep ? 0 : losses + 1,
                    end.isAgentsFailure() ? failures + 1 : end.counts() ? 0 : failures,
                    end.counts() && !end.isMeasured() ? idle + 1 : idle,
                    sinceGain,
                    corrected.map(wrong -> plus(more, wrong.end().word(), -1)).orElse(more));
        }

        private LoopCounts withoutKeep() {
            var fewer = plus(plus(words, Status.KEEP.word(), -1), Status.REVOKED.word(), 1);
            return new LoopCounts(proposed, iterations, costUsd, losses, failures, idle, sinceGain, fewer);
        }

        private LoopCounts with(Run run) {
            int noLoss = run.kept() ? 0 : losses;
            int noGain = run.kept() && isGain(run) ? 0 : sinceGain + 1;
            var more = plus(words, run.status().word(), 1);
            return new LoopCounts(proposed, iterations, costUsd, noLoss, failures, 0, noGain, more);
        }

        private static Map<String, Integer> plus(Map<String, Integer> words, String word, int number) {
            var more = new LinkedHashMap<>(words);
            int sum = words.getOrDefault(word, 0) + number;
            if (sum > 0) more.put(word, sum);
            else more.remove(word);
            return Collections.unmodifiableMap(more);
        }
    }

    /** A keep counts as a gain unless the interval of its change holds zero, as a simplification's does. */
    private static boolean isGain(Run run) {
        var figures = run.comparison();
        if (figures.isEmpty()
                || figures.get().low().isEmpty()
                || figures.get().high().isEmpty()) return true;
        return figures.get().low().getAsDouble() * figures.get().high().getAsDouble() > 0;
    }

    /**
     * When it was at work.
     *
     * @param before milliseconds in earlier starts
     * @param since epoch milliseconds of its latest start
     * @param seen epoch milliseconds of its latest line
     */
    public record Time(long before, long since, long seen) {
        private Time at(long moment) {
            return new Time(before, since, Math.max(seen, moment));
        }

        private Time after(Proposal proposal) {
            return at(proposal.started() + (long) (1000 * proposal.seconds()));
        }

        private Time again(long start) {
            return new Time(until(seen), start, start);
        }

        private long until(long now) {
            return before + Math.max(0, now - since);
        }
    }

    static LoopState of(LoopBegun begun) {
        var time = new Time(0, begun.started(), begun.started());
        return new LoopState(begun, LoopCounts.NONE, time, Optional.empty(), false, false, "");
    }

    public String id() {
        return begun.id();
    }

    /** When it ends, in words. */
    public List<String> limits() {
        return begun.limits();
    }

    /** May the same command go on with it? */
    public boolean canGoOn(String command) {
        return begun.agent().equals(command) && (reason.isEmpty() || reason.equals(LoopEnded.INTERRUPTED));
    }

    /** Milliseconds that it has been at work in all, at this time of its latest start. */
    public long activeMillis(long now) {
        return time.until(now);
    }

    /** How often a status or an end occurred. */
    public int count(String word) {
        return counts.words.getOrDefault(word, 0);
    }

    LoopState with(LoopBegun again) {
        return new LoopState(again, counts, time.again(again.started()), latest, open, false, "");
    }

    LoopState with(Proposal next) {
        // an interrupted agent's proposal does not replace the one that is to be measured
        if (open && next.end() == Proposal.End.INTERRUPTED) {
            var more = counts.with(next, Optional.empty(), ownKeep);
            return new LoopState(begun, more, time.after(next), latest, open, ownKeep, reason);
        }
        var corrected = latest.filter(last -> last.iteration() == next.iteration());
        return new LoopState(
                begun,
                counts.with(next, corrected, ownKeep),
                time.after(next),
                Optional.of(next),
                next.end() == Proposal.End.CANDIDATE,
                false,
                reason);
    }

    LoopState with(Run run) {
        // the baseline is no iteration's result
        if (!reason.isEmpty() || run.baseline()) return this;
        return new LoopState(
                begun, counts.with(run), time.at((long) run.timestamp()), latest, false, run.kept() && !open, reason);
    }

    /** A keep that was taken out is none of the loop's keeps any more. */
    LoopState withoutKeep() {
        if (count(Status.KEEP.word()) == 0) return this;
        return new LoopState(begun, counts.withoutKeep(), time, latest, open, ownKeep, reason);
    }

    LoopState with(LoopEnded end) {
        return new LoopState(begun, counts, time.at(end.at()), latest, open, false, end.reason());
    }

    /**
     * What a loop came to.
     *
     * @param reason its exit word: runs, hours, cost, losses, target, plateau, interrupted, idle or agent_failing
     * @param change of the best against the baseline in percent
     * @param seconds that it was at work, all starts together
     */
    public record LoopReport(
            String reason, LoopState loop, Metric metric, Optional<Run> best, OptionalDouble change, double seconds) {

        /** One line: {@code 100 iterations, 12 kept, best 98.3 ms (-31.0%), 8 h, ended by runs}. */
        @Override
        public String toString() {
            var value = best.map(run -> ", best " + metric.text(run.metric())).orElse("");
            return Format.count(loop.counts().iterations(), "iteration") + ", " + loop.count(Status.KEEP.word())
                    + " kept"
                    + value
                    + Format.percent(" (", change, ")") + ", "
                    + Format.duration(seconds) + ", ended by " + reason;
        }
    }
}
