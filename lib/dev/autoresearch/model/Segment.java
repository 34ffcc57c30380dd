package dev.autoresearch.model;

import dev.autoresearch.model.Event.BenchmarkFingerprint;
import dev.autoresearch.model.Measurement.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A stretch of a session with one metric and one benchmark.
 *
 * @param index from 0
 * @param runs in the order in which they were logged
 * @param calibration executions of identical code, warm-ups included, in order
 * @param fingerprint what the files that measure looked like at its baseline
 * @param checks how far verify and audit got
 * @param rounds executions in the rounds of a sweep, in order
 * @param course runs as they were logged, what was executed while an agent worked, and settlements, in their order
 */
public record Segment(
        int index,
        Setup setup,
        List<Run> runs,
        List<Measurement> calibration,
        Optional<BenchmarkFingerprint> fingerprint,
        Checks checks,
        List<Measurement> rounds,
        List<Event> course) {

    /** A segment that was not calibrated, checked or swept. */
    public Segment(int index, Setup setup, List<Run> runs) {
        this(index, setup, runs, List.of(), Optional.empty(), Checks.NONE, List.of(), List.copyOf(runs));
    }

    /** One line: the goal, the metric, the benchmark, how many runs. */
    @Override
    public String toString() {
        return setup + "   " + Format.count(runs.size(), "run");
    }

    /** The first run, whatever became of it. */
    public Optional<Run> baseline() {
        return runs.isEmpty() ? Optional.empty() : Optional.of(runs.get(0));
    }

    /** The kept run with the best metric; the earliest of equals. */
    public Optional<Run> best() {
        Optional<Run> best = Optional.empty();
        for (var run : runs) {
            if (!run.kept() || !run.measured()) continue;
            if (best.isEmpty() || setup.metric().better(run.metric(), best.get().metric())) best = Optional.of(run);
        }
        return best;
    }

    /**
     * The run that was kept last, which a candidate is measured against. Under drift its value need not be the best: what it
     * beat was measured in another hour.
     */
    public Optional<Run> incumbent() {
        Optional<Run> incumbent = Optional.empty();
        for (var run : runs) if (run.kept() && run.measured()) incumbent = Optional.of(run);
        return incumbent;
    }

    /** What each run had to beat, run by run: the best that was kept before it. */
    public List<Optional<Run>> references() {
        var references = new ArrayList<Optional<Run>>(runs.size());
        Optional<Run> best = Optional.empty();
        for (var run : runs) {
            references.add(best);
            if (!run.kept() || !run.measured()) continue;
            if (best.isEmpty() || setup.metric().better(run.metric(), best.get().metric())) best = Optional.of(run);
        }
        return references;
    }

    /** An option of the newest trial that has it. */
    public Optional<String> newest(Function<Trial, Optional<String>> option) {
        Optional<String> newest = Optional.empty();
        for (var run : runs) {
            var newer = run.evidence().trial().flatMap(option);
            if (newer.isPresent()) newest = newer;
        }
        return newest;
    }

    /** The commit of the newest kept tree: that of a run, or of a revert after it; empty where there is none. */
    public String head() {
        var head = "";
        for (var event : course) {
            if (event instanceof Run run && run.kept()) head = run.commit();
            if (event instanceof Settlement settlement && settlement.isRevoked()) head = settlement.revert();
        }
        return head;
    }

    /** Is there a kept tree that a candidate can be measured against? */
    public boolean hasIncumbent() {
        return incumbent().isPresent();
    }

    /** The signed change of the best metric against the baseline in percent; empty when either is missing or 0. */
    public OptionalDouble change() {
        var baseline = baseline().map(Run::value).orElse(OptionalDouble.empty());
        var best = best();
        if (baseline.isEmpty() || best.isEmpty()) return OptionalDouble.empty();
        return Format.change(baseline.getAsDouble(), best.get().metric());
    }

    /** {@code , best 98.3 ms (-31.0%)}; empty when nothing was kept. */
    public String outcome() {
        var metric = setup.metric();
        return best().map(best -> ", best " + metric.text(best.metric())).orElse("")
                + Format.percent(" (", change(), ")");
    }

    /** {@code 23 runs: 6 kept, 17 discarded}. */
    public String tally() {
        var counts = new ArrayList<String>();
        for (var status : Status.values()) if (count(status) > 0) counts.add(count(status) + " " + status.past());
        return Format.count(runs.size(), "run") + (counts.isEmpty() ? "" : ": " + String.join(", ", counts));
    }

    /** How many of the kept runs are shown to be improvements by more than a model's word. */
    public int proven() {
        int proven = 0;
        for (var run : runs) if (run.isProven()) proven++;
        return proven;
    }

    /** How many of the keeps that a model made, and that stand, it expects to be no improvement; empty without such. */
    public OptionalDouble expectedFalseKeeps() {
        boolean isModelled = false;
        double expected = 0;
        for (var run : runs) {
            if (!run.kept() || run.sure().isEmpty()) continue;
            isModelled = true;
            expected += 1 - run.sure().getAsDouble();
        }
        return isModelled ? OptionalDouble.of(expected) : OptionalDouble.empty();
    }

    /** {@code 17 gains kept, 12 proven, expected false 0.3}, where a model kept something; the baseline is no gain. */
    public Optional<String> gains() {
        var wrong = expectedFalseKeeps();
        if (wrong.isEmpty()) return Optional.empty();
        int kept = 0;
        for (var run : runs) if (run.kept() && !run.baseline()) kept++;
        return Optional.of(Format.count(kept, "gain") + " kept, " + proven() + " proven, expected false "
                + Format.expected(wrong.getAsDouble()));
    }

    public int count(Status status) {
        int count = 0;
        for (var run : runs) if (run.status() == status) count++;
        return count;
    }

    /** How many runs ended with each status, by its word; only where a run was revoked that is among them. */
    public Map<String, Object> counts() {
        var counts = new LinkedHashMap<String, Object>();
        for (var status : Status.values())
            if (status != Status.REVOKED || count(status) > 0) counts.put(status.word(), count(status));
        return counts;
    }

    /**
     * How far the checks of what a segment kept got.
     *
     * @param executions those of a verify or audit that has no result yet, in order
     * @param verified the newest result of a verify
     * @param audited results of audits, oldest first
     */
    public record Checks(List<Measurement> executions, Optional<VerifyResult> verified, List<AuditResult> audited) {
        public static final Checks NONE = new Checks(List.of(), Optional.empty(), List.of());

        Checks with(Measurement execution) {
            return new Checks(plus(executions, execution), verified, audited);
        }

        Checks with(VerifyResult result) {
            var open =
                    executions.stream().filter(one -> !purpose(one).ofVerify()).toList();
            return new Checks(open, Optional.of(result), audited);
        }

        Checks with(AuditResult result) {
            var open =
                    executions.stream().filter(one -> !purpose(one).ofAudit()).toList();
            return new Checks(open, verified, plus(audited, result));
        }

        private static Role.Purpose purpose(Measurement execution) {
            return execution.role().orElseThrow().purpose();
        }

        private static <T> List<T> plus(List<T> list, T more) {
            var longer = new ArrayList<>(list);
            longer.add(more);
            return List.copyOf(longer);
        }
    }
}
