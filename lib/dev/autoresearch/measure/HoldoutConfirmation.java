package dev.autoresearch.measure;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.journal.Journal;
import dev.autoresearch.model.Evidence;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Measurement.Role;
import dev.autoresearch.model.Measurement.Role.Purpose;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Side;
import dev.autoresearch.model.Status;
import dev.autoresearch.model.Trial;
import dev.autoresearch.session.SessionContext;
import dev.autoresearch.stats.Calibration;
import dev.autoresearch.stats.Decision;
import dev.autoresearch.stats.KeepCriterion;
import dev.autoresearch.stats.RuleReplay;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * Incumbent and candidate measured by the holdout, in the places of the trial before it: at once in pairs, at a fixed
 * risk. Every execution is in the holdout's own journal before the next one begins.
 */
final class HoldoutConfirmation {
    /** The chance to confirm a candidate that changes nothing for the holdout. */
    private static final double ALPHA = 0.05;

    private static final int MOST_PAIRS = 30;

    private final SessionContext context;
    private final Plan plan;
    private final Journal journal;
    private final Path folder;

    HoldoutConfirmation(SessionContext context, Plan plan, Journal journal, Path folder) {
        this.context = context;
        this.plan = plan;
        this.journal = journal;
        this.folder = folder;
    }

    /** Measures until it is decided, or goes on where a killed attempt stopped. */
    boolean isConfirmed(Session session, Trial trial) {
        var begun = journal.session().trial().flatMap(Evidence::trial);
        if (begun.filter(earlier -> Holdout.isSame(earlier, trial)).isEmpty()) journal.append(List.of(trial));
        var sides = sides(session, trial);
        calibrate(sides);
        warmUp(sides, Side.INCUMBENT);
        warmUp(sides, Side.CANDIDATE);
        var decision = decide(sides, trial);
        journal.append(List.of(judgement(decision), run(session, trial, decision)));
        return decision.verdict().keep();
    }

    private SideRunner sides(Session session, Trial trial) {
        var quiet = context.quietly(folder.resolve("output"));
        try {
            return SideRunner.of(
                    quiet,
                    session,
                    trial,
                    plan.command(journal.session().setup().command(), plan.timeout()));
        } catch (Problem namesTheCommand) {
            // what it says would tell the loop what the holdout is
            throw new Problem(
                    "the holdout's benchmark cannot be run",
                    Hint.of(
                            "{} shows its command: check that its script is there and executable",
                            NextStep.of("holdout")));
        }
    }

    private void calibrate(SideRunner sides) {
        int failures = 0;
        for (var calibration = calibration(); !calibration.isDone(); calibration = calibration()) {
            var purpose = calibration.isWarmUp() ? Purpose.WARM_UP : Purpose.CALIBRATION;
            if (!execute(sides, purpose, Side.INCUMBENT).isMeasured() && ++failures == PairRunner.MOST_FAILURES)
                throw failing();
        }
    }

    private Calibration calibration() {
        return RuleReplay.calibration(journal.session().current(), false);
    }

    private Measurement execute(SideRunner sides, Purpose purpose, Side side) {
        var execution = sides.execute(new Role(purpose, side));
        journal.append(List.of(execution));
        return execution;
    }

    /** Caches and compilers get warm at each place once for each candidate. What fails on the incumbent is the holdout. */
    private void warmUp(SideRunner sides, Side side) {
        boolean mustPass = side == Side.INCUMBENT;
        for (var earlier : executions()) {
            boolean isWarmUp = earlier.role().orElseThrow().purpose() == Purpose.WARM_UP;
            if (earlier.isAt(side) && isWarmUp && (!mustPass || earlier.isMeasured())) return;
        }
        for (int failures = 1; !execute(sides, Purpose.WARM_UP, side).isMeasured() && mustPass; failures++)
            if (failures == PairRunner.MOST_FAILURES) throw failing();
    }

    private List<Measurement> executions() {
        return journal.session().trial().map(Evidence::executions).orElse(List.of());
    }

    private Decision decide(SideRunner sides, Trial begun) {
        var judge = calibration().judge();
        // whoever asked for a gain of some size has it from the session's benchmark; here any gain confirms
        var aim = new KeepCriterion(Math.max(0, begun.tolerance()), begun.maxPairs());
        var comparison = judge.check(begun.maxPairs().isPresent() ? aim : aim.withMaxPairs(MOST_PAIRS), ALPHA);
        for (var earlier : executions())
            if (earlier.role().orElseThrow().purpose() == Purpose.TRIAL)
                PairRunner.replay(comparison, judge.scale(), earlier);
        Predicate<Measurement> useful = execution -> RuleReplay.isUseful(judge.scale(), execution);
        var failure = new PairRunner(useful, List.of()).run(comparison::next, side -> {
            var execution = execute(sides, Purpose.TRIAL, side);
            RuleReplay.feed(comparison, judge.scale(), execution);
            return execution;
        });
        if (failure.isPresent()) throw failing();
        return comparison.decided();
    }

    private static Problem failing() {
        return new Problem(
                "the holdout's benchmark keeps failing on the incumbent",
                Hint.of("{} shows its command and where its output is", NextStep.of("holdout")));
    }

    private static Judgement judgement(Decision decision) {
        return new Judgement(
                Holdout.RULE,
                decision.verdict(),
                decision.verdict().keep(),
                OptionalDouble.empty(),
                decision.toString(),
                Optional.of(TrialRunner.figures(decision)));
    }

    private Run run(Session session, Trial trial, Decision decision) {
        var held = journal.session();
        var value = held.trial()
                .flatMap(evidence -> evidence.typical(Side.CANDIDATE))
                .map(Measurement::primary)
                .orElse(OptionalDouble.empty());
        Map<String, Double> metrics = new LinkedHashMap<>();
        if (value.isPresent()) metrics.put(session.metric().name(), value.getAsDouble());
        return new Run(
                held.nextNumber(),
                "",
                value.orElse(0),
                value.isPresent(),
                metrics,
                decision.verdict().keep() ? Status.KEEP : Status.DISCARD,
                held.runs().isEmpty(),
                trial.description(),
                context.clock().millis(),
                held.current().index(),
                OptionalDouble.empty(),
                Map.of(),
                Evidence.NONE);
    }
}
