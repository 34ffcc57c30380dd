package dev.autoresearch.stats;

import dev.autoresearch.Problem;
import dev.autoresearch.model.Evidence;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Measurement.Role;
import dev.autoresearch.model.Plan.PairMode;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Segment;
import dev.autoresearch.model.Side;
import dev.autoresearch.model.Trial;
import dev.autoresearch.model.Verdict;
import java.util.List;
import java.util.Optional;

/** Builds the statistical state again from what a journal holds; the same journal gives the same state (I4). */
public final class RuleReplay {
    private RuleReplay() {}

    /** The calibration as far as it got. */
    public static Calibration calibration(Segment segment, boolean twoPlaces) {
        var direction = segment.setup().metric().direction();
        var calibration = twoPlaces ? Calibration.inTwoPlaces(direction) : Calibration.inOnePlace(direction);
        for (var execution : segment.calibration()) {
            if (calibration.isDone()) break;
            if (execution.isMeasured())
                calibration.feed(
                        side(calibration, execution, twoPlaces),
                        execution.primary().getAsDouble());
        }
        return calibration;
    }

    /** With one place only, a calibration calls it the candidate's wherever it is. */
    private static Side side(Calibration calibration, Measurement execution, boolean twoPlaces) {
        return twoPlaces ? sideOf(execution) : calibration.next().side(true);
    }

    /** Were two places calibrated? A warm-up says nothing of that: later trials warm up places of their own. */
    public static boolean twoPlaces(List<Measurement> calibration) {
        boolean incumbent = false;
        boolean candidate = false;
        for (var execution : calibration) {
            if (!execution.counts()) continue;
            incumbent |= execution.isAt(Side.INCUMBENT);
            candidate |= execution.isAt(Side.CANDIDATE);
        }
        return incumbent && candidate;
    }

    /**
     * The judge for the next candidate.
     *
     * @return empty when the segment was not calibrated
     */
    public static Optional<PairedRule> judge(Segment segment) {
        return judge(segment, Evidence.NONE);
    }

    /**
     * The judge of a candidate that is being measured.
     *
     * @param open its trial and its executions so far
     * @return empty when the segment was not calibrated
     */
    public static Optional<PairedRule> judge(Segment segment, Evidence open) {
        var calibration = calibration(segment, twoPlaces(segment.calibration()));
        if (!calibration.isDone()) return learned(segment, open);
        var judge = calibration.judge();
        if (isExact(judge) && leavesPositive(segment, open.executions()))
            judge = PairedRule.calibrated(judge.scale().linear(calibration.values()[0]), calibration.values());
        boolean begun = false;
        var known = "";
        for (var run : segment.runs()) {
            if (begun) judge = after(on(judge, known, run.evidence()), run);
            // the first kept run is what was calibrated; what failed before it left nothing to learn from
            begun |= run.kept();
            known = incumbentAfter(known, run);
        }
        return Optional.of(on(judge, known, open));
    }

    /** A baseline of two executions is too short for a calibration; the other rule knows the noise by then. */
    private static Optional<PairedRule> learned(Segment segment, Evidence open) {
        if (segment.calibration().size() < 2) return Optional.empty();
        return PosteriorReplay.rule(segment, open).map(PairedRule::of);
    }

    /** The commit that the next candidate should stand on, as far as the journal can tell. */
    private static String incumbentAfter(String known, Run run) {
        if (run.kept()) return run.commit();
        // what was not measured, like a conflict, tells nothing of the commit that it stood on
        var evidence = run.evidence();
        return evidence.executions().isEmpty() ? known : commit(evidence).orElse(known);
    }

    /** The judge of a trial. On another commit than the known one stands other code: somebody committed, or took back. */
    private static PairedRule on(PairedRule judge, String known, Evidence tried) {
        var commit = commit(tried).orElse(known);
        boolean same = known.isEmpty() || commit.startsWith(known) || known.startsWith(commit);
        return same ? judge : judge.ofOtherCode();
    }

    private static Optional<String> commit(Evidence evidence) {
        return evidence.trial().map(Trial::commit).filter(id -> !id.isEmpty());
    }

    /** A logarithm is a convenience for exact values, and a count of errors may well come down to zero. */
    private static boolean isExact(PairedRule judge) {
        return judge.scale().logarithmic() && judge.noise().sigma() == 0;
    }

    static boolean leavesPositive(Segment segment, List<Measurement> open) {
        for (var run : segment.runs())
            if ((run.kept() && run.measured() && run.metric() <= 0)
                    || leavesPositive(run.evidence().executions())) return true;
        return leavesPositive(open);
    }

    private static boolean leavesPositive(List<Measurement> executions) {
        for (var execution : executions)
            if (execution.passed() && execution.primary().orElse(1) <= 0) return true;
        return false;
    }

    private static PairedRule after(PairedRule judge, Run run) {
        var tried = run.evidence().trial();
        var decided = run.evidence().judgement();
        boolean otherwise =
                decided.map(Judgement::verdict).filter(Verdict::isOpen).isPresent();
        if (otherwise || tried.isEmpty() || !PairedRule.isCalled(tried.get().rule())) return afterLog(judge, run);
        var aim = aim(tried.get());
        var begun = decided.isPresent() ? judge.recorded(aim, decided.get()) : judge.begin(aim);
        var comparison = fed(begun, judge.scale(), run.evidence());
        // A person may end a trial early; what was learned of the noise until then is not worth a case of its own.
        if (comparison.decision().isEmpty()) return afterLog(judge, run);
        return (PairedRule) comparison.after(run.kept());
    }

    /** A run that was kept without a trial is the new incumbent, known by one value. */
    private static PairedRule afterLog(PairedRule judge, Run run) {
        return run.kept() && run.measured() && acceptable(judge.scale(), run.metric())
                ? judge.afterScreen(true, judge.scale().cost(run.metric()))
                : judge;
    }

    /** The comparison of a trial as far as it got. */
    public static Comparison comparison(DecisionRule rule, Evidence evidence) {
        var trial = evidence.trial().orElseThrow();
        var aim = aim(trial);
        var begun = rule instanceof PosteriorRule posterior
                ? posterior.begin(aim, trial.pairing() != PairMode.NONE)
                : rule.begin(aim);
        return fed(begun, rule.scale(), evidence);
    }

    private static KeepCriterion aim(Trial trial) {
        return new KeepCriterion(trial.tolerance(), trial.maxPairs());
    }

    private static Comparison fed(Comparison comparison, CostScale scale, Evidence evidence) {
        for (var execution : evidence.executions())
            if (execution.role().orElseThrow().purpose() == Role.Purpose.TRIAL) {
                // another version of the rule may have asked for other executions: what followed it is no evidence here
                if (!comparison.next().allows(sideOf(execution))) break;
                feed(comparison, scale, execution);
            }
        return comparison;
    }

    /** Feeds one execution: its value, or that it gave none. */
    public static void feed(Comparison comparison, CostScale scale, Measurement execution) {
        if (isUseful(scale, execution))
            comparison.feed(sideOf(execution), execution.primary().getAsDouble());
        else comparison.crashed(sideOf(execution));
    }

    /** Did it pass with a value that this segment's metric can have? */
    public static boolean isUseful(CostScale scale, Measurement execution) {
        var value = execution.primary();
        return execution.passed() && value.isPresent() && acceptable(scale, value.getAsDouble());
    }

    private static boolean acceptable(CostScale scale, double value) {
        try {
            return Double.isFinite(scale.cost(value));
        } catch (Problem outOfScale) {
            return false;
        }
    }

    private static Side sideOf(Measurement execution) {
        return execution.isAt(Side.INCUMBENT) ? Side.INCUMBENT : Side.CANDIDATE;
    }
}
