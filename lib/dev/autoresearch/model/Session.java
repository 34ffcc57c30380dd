package dev.autoresearch.model;

import java.util.List;
import java.util.Optional;

/**
 * The state of a session: the fold over its journal and nothing else (I4).
 *
 * @param initialized has a config line been read?
 * @param segments at least one, oldest first
 * @param pending the measurement that waits to be logged
 * @param trial the trial that was begun and not decided, with its executions so far
 * @param nextNumber number of the run that is logged next
 */
public record Session(
        boolean initialized,
        List<Segment> segments,
        Optional<Measurement> pending,
        Optional<Evidence> trial,
        int nextNumber,
        Optional<LoopState> loop) {

    /** The state after these events, in time linear in their number. */
    public static Session replay(Layout layout, Iterable<? extends Event> events) {
        var fold = new SessionReplay(layout);
        for (var event : events) fold.apply(event);
        return fold.session();
    }

    /** One line: the goal, the metric, the benchmark, how many runs. */
    @Override
    public String toString() {
        return initialized ? current().toString() : Setup.NONE_YET;
    }

    /** The segment that the next run belongs to. */
    public Segment current() {
        return segments.get(segments.size() - 1);
    }

    /**
     * The state as it was when a segment ended.
     *
     * @param number of the segment, from 1 to as many as there are
     */
    public Session endOf(int number) {
        if (number == segments.size()) return this;
        var before = segments.subList(0, number);
        return new Session(initialized, before, Optional.empty(), Optional.empty(), nextNumber, Optional.empty());
    }

    /** What the next log is about: the pending measurement, or what the open trial came to. */
    public Optional<Measurement> loggable() {
        return pending.or(() -> trial.flatMap(Evidence::representative));
    }

    /** The git tree that the next log is about, where one was measured. */
    public Optional<String> loggableTree() {
        if (pending.isPresent()) return pending.get().candidate().map(TreeState::tree);
        return trial.flatMap(Evidence::trial).map(Trial::tree).filter(tree -> !tree.isEmpty());
    }

    public Setup setup() {
        return current().setup();
    }

    public Metric metric() {
        return setup().metric();
    }

    /** Runs of the current segment, oldest first. */
    public List<Run> runs() {
        return current().runs();
    }

    public int totalRuns() {
        int total = 0;
        for (var segment : segments) total += segment.runs().size();
        return total;
    }

    /** The run that was logged last, in whatever segment. */
    public Optional<Run> lastRun() {
        for (int i = segments.size() - 1; i >= 0; i--) {
            var runs = segments.get(i).runs();
            if (!runs.isEmpty()) return Optional.of(runs.get(runs.size() - 1));
        }
        return Optional.empty();
    }

    /** The latest run with this number. */
    public Optional<Run> run(int number) {
        for (int s = segments.size() - 1; s >= 0; s--) {
            var runs = segments.get(s).runs();
            for (int r = runs.size() - 1; r >= 0; r--)
                if (runs.get(r).number() == number) return Optional.of(runs.get(r));
        }
        return Optional.empty();
    }
}
