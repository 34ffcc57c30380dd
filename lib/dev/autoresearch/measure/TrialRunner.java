package dev.autoresearch.measure;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.model.Evidence;
import dev.autoresearch.model.Format;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Judgement.ComparisonFigures;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Measurement.Role;
import dev.autoresearch.model.Measurement.Role.Purpose;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Plan.PairMode;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Side;
import dev.autoresearch.model.TreeState;
import dev.autoresearch.model.Trial;
import dev.autoresearch.model.Verdict;
import dev.autoresearch.session.GuardCheck;
import dev.autoresearch.session.ProgressListener.PairForecast;
import dev.autoresearch.session.SessionContext;
import dev.autoresearch.stats.Calibration;
import dev.autoresearch.stats.Comparison;
import dev.autoresearch.stats.Decision;
import dev.autoresearch.stats.DecisionRule;
import dev.autoresearch.stats.GuardRule;
import dev.autoresearch.stats.KeepCriterion;
import dev.autoresearch.stats.NextExecution;
import dev.autoresearch.stats.PairedRule;
import dev.autoresearch.stats.PosteriorReplay;
import dev.autoresearch.stats.PosteriorRule;
import dev.autoresearch.stats.RuleReplay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Measures until a trial is decided. Every execution is in the journal before the next one begins. The state is
 * replayed from there, so a killed trial goes on where it stopped.
 */
record TrialRunner(SessionContext context, Plan plan) {
    private static final double SLOW_SECONDS = 8;
    private static final int BASELINE_RUNS = 2;
    private static final double NIGHT_SECONDS = 8 * 3600;
    private static final double IDEA_SECONDS = 60;
    /** By simulation (docs/verdicts.md). */
    private static final double RUNS_PER_IDEA = 1.1;

    /**
     * Measures the baseline until its noise is known.
     *
     * @return the judgement; empty when an execution failed
     */
    Optional<Judgement> calibrate(Trial trial) {
        if (trial.rule().equals(Plan.AUTO)) return twice(trial);
        var session = context.session();
        boolean twoPlaces = trial.pairing() == PairMode.WORKTREE && isCommitted(trial);
        var sides = SideRunner.of(context, session, trial, plan);
        var calibration = calibrate(sides, twoPlaces, Side.CANDIDATE);
        if (calibration.isEmpty()) return Optional.empty();
        refuseBias(calibration.get(), session.metric());
        var sigma = calibration.get().judge().sigma();
        return Optional.of(Judgement.of(trial.rule(), Verdict.BASELINE, true, noise(sigma)));
    }

    /** Two executions: whatever else is to be known of the noise, candidates tell. */
    private Optional<Judgement> twice(Trial trial) {
        var sides = SideRunner.of(context, context.session(), trial, plan);
        var values = baseline();
        while (values.size() < BASELINE_RUNS) {
            var execution = executed(sides, new Role(Purpose.CALIBRATION, Side.CANDIDATE));
            if (!execution.isMeasured()) return Optional.empty();
            if (values.isEmpty()) tellPace(execution.durationSeconds());
            values = baseline();
        }
        double first = values.get(0);
        double second = values.get(1);
        var change = Format.change(first, second);
        var reason = first == second
                ? "baseline: both executions gave the same value"
                : "baseline: the second execution differs by "
                        + (change.isPresent()
                                ? Format.percent(change.getAsDouble())
                                : context.session().metric().text(second - first));
        return Optional.of(Judgement.of(trial.rule(), Verdict.BASELINE, true, reason));
    }

    private List<Double> baseline() {
        var values = new ArrayList<Double>();
        for (var execution : context.session().current().calibration())
            if (execution.counts()) values.add(execution.primary().getAsDouble());
        return values;
    }

    /** What a night holds, where that is not much. */
    private void tellPace(double seconds) {
        if (seconds < SLOW_SECONDS) return;
        long ideas = Math.round(NIGHT_SECONDS / (RUNS_PER_IDEA * seconds + IDEA_SECONDS));
        context.notice("an execution takes " + Format.duration(seconds) + "; with about "
                + Format.duration(IDEA_SECONDS) + " an idea, 8 h are enough for about " + ideas + " ideas");
    }

    /** Only identical code can tell the two places apart: a baseline with edits of its own has one place. */
    private boolean isCommitted(Trial trial) {
        var git = context.git(context.session());
        return git.isPresent() && git.get().treeOf(trial.commit()).equals(trial.tree());
    }

    private static String noise(double sigma) {
        if (sigma == 0) return "baseline: every execution gave the same value";
        return "baseline: two executions differ by about " + Format.number(Math.rint(sigma * 1000) / 10) + "%";
    }

    /** Empty when the baseline's own execution failed. */
    private Optional<Calibration> calibrate(SideRunner sides, boolean twoPlaces, Side onlyPlace) {
        var calibration = RuleReplay.calibration(context.session().current(), twoPlaces);
        while (!calibration.isDone()) {
            var side = twoPlaces ? calibration.next().side(true) : onlyPlace;
            var purpose = calibration.isWarmUp() ? Purpose.WARM_UP : Purpose.CALIBRATION;
            var execution = executed(sides, new Role(purpose, side));
            if (!execution.isMeasured()) {
                if (side == Side.INCUMBENT) throw failedIncumbent(execution, "failed");
                return Optional.empty();
            }
            double seconds = execution.durationSeconds();
            if (context.session().current().calibration().size() == 1 && seconds >= SLOW_SECONDS)
                context.notice("an execution takes " + Format.duration(seconds)
                        + "; the baseline takes about eight of them, " + Format.duration(8 * seconds));
            calibration = RuleReplay.calibration(context.session().current(), twoPlaces);
        }
        return Optional.of(calibration);
    }

    /** Every execution is in the journal before anything else happens. */
    private Measurement executed(SideRunner sides, Role role) {
        var execution = sides.execute(role);
        context.append(List.of(execution));
        var candidate = execution.candidate();
        if (execution.passed()
                && candidate.isPresent()
                && !candidate.get().tree().equals(candidate.get().after())) throw wrote(candidate.get());
        return execution;
    }

    private Problem wrote(TreeState candidate) {
        var git = context.git(context.session()).orElseThrow();
        var files = SafeText.names(git.changed(candidate.tree(), candidate.after()));
        return new Problem(
                "the benchmark itself changed " + files + " in the tree, so it would not be what is measured next",
                """
                let git ignore what it writes (.git/info/exclude), then attempt again to go on
                or let it write elsewhere, and put back what it changed
                or, when it was you who edited meanwhile, undo that edit and attempt again""");
    }

    private void refuseBias(Calibration calibration, Metric metric) {
        if (plan.acceptBias() || calibration.bias().isEmpty()) return;
        var change = calibration.scale().change(calibration.bias().get().gain());
        var size = calibration.scale().logarithmic() ? Format.percent(100 * change) : metric.text(Math.abs(change));
        throw new Problem(
                "identical code measures " + size + " in the tree against the incumbent's worktree: the place matters",
                """
                measure both in one place:  add --pairing in-place
                or accept it:               add --accept-bias""");
    }

    Judgement decide(Trial begun) {
        var sides = SideRunner.of(context, context.session(), begun, plan);
        return new OpenTrial(begun, sides).decided();
    }

    /** A trial while it is measured: the rule and the comparison are built anew from the journal after a failure. */
    private final class OpenTrial {
        private final Trial begun;
        private final SideRunner sides;
        private DecisionRule rule;
        private Comparison comparison;
        private boolean forecast;
        private boolean confirming;
        private final GuardCheck guards;
        private boolean guarded;
        private Optional<GuardRule.Finding> broken = Optional.empty();

        OpenTrial(Trial begun, SideRunner sides) {
            this.begun = begun;
            this.sides = sides;
            this.guards = new GuardCheck(context, context.session());
            this.rule = rule(sides);
            this.comparison = RuleReplay.comparison(rule, evidence(context.session()));
        }

        private DecisionRule rule(SideRunner sides) {
            if (!begun.rule().equals(Plan.AUTO)) return judge(sides);
            var learned = PosteriorReplay.rule(context.session().current(), evidence(context.session()))
                    .orElseThrow();
            return plan.provisional() ? learned.provisional() : learned;
        }

        private void replay() {
            rule = rule(sides);
            comparison = RuleReplay.comparison(rule, evidence(context.session()));
        }

        Judgement decided() {
            warn();
            measure(this::next, this::compared, this::isUseful);
            if (broken.isPresent()) return refused(broken.get());
            var judgement = judgement(begun, comparison.decided());
            // a guard has no scale: what counts for it may be a value that the rule cannot compare
            measure(
                    () -> guards.next(begun, judgement),
                    this::executed,
                    execution -> execution.isAt(Side.CANDIDATE) ? execution.counts() : isUseful(execution));
            return guards.judge(begun, judgement);
        }

        /** What makes the comparison another one than the person may think. */
        private void warn() {
            if (!evidence(context.session()).executions().isEmpty()) return;
            if (rule.incumbentValue().isEmpty() && sides.measuresIncumbent())
                context.notice("HEAD is not what it was at the last run, so it is measured before the candidate");
            if (rule instanceof PairedRule paired) warnOfFewPairs(paired);
            else if (wasPaired())
                context.notice("this session was measured in pairs until now; auto needs fewer runs, and proves nothing"
                        + " (--rule paired goes on as before)");
        }

        /** Did another version decide here, before this one decided anything? */
        private boolean wasPaired() {
            boolean paired = false;
            for (var run : context.session().current().runs()) {
                var figures = run.evidence().judgement().flatMap(Judgement::comparison);
                if (figures.isEmpty()) continue;
                if (figures.get().sure().isPresent()) return false;
                paired |= figures.get().alpha().isPresent();
            }
            return paired;
        }

        private void warnOfFewPairs(PairedRule rule) {
            int fewest = rule.fewestPairs();
            int most = begun.maxPairs().orElse(fewest);
            if (most < fewest)
                context.notice(
                        "--max-pairs " + most + " can keep nothing now: a pair doubles the evidence at most, so it"
                                + " takes " + fewest + " of them");
        }

        /** A benchmark that passes with a value that cannot be compared looks like a crash without a cause. */
        private void warnOfUseless(Measurement execution) {
            if (!execution.isMeasured() || isUseful(execution)) return;
            var metric = context.session().metric();
            context.notice(
                    metric.name() + " is " + metric.text(execution.primary().getAsDouble())
                            + ", and its noise was measured in percent of values above zero, so it counts as a crash;"
                            + " --rule single compares it");
        }

        private void measure(
                Supplier<NextExecution> next, Function<Side, Measurement> execute, Predicate<Measurement> useful) {
            new PairRunner(useful, evidence(context.session()).executions())
                    .run(next, execute)
                    .ifPresent(failure -> {
                        throw failedIncumbent(failure, "failed " + PairRunner.MOST_FAILURES + " times in a row");
                    });
        }

        private boolean isUseful(Measurement execution) {
            return RuleReplay.isUseful(rule.scale(), execution);
        }

        private NextExecution next() {
            if (comparison.next() != NextExecution.NOTHING && isBrokenAtOnce()) return NextExecution.NOTHING;
            boolean news = !forecast || (confirming && !comparison.isConfirming());
            if (comparison.next() == NextExecution.EITHER && news) {
                forecast = true;
                confirming = comparison.isConfirming();
                tellForecast();
            }
            return comparison.next();
        }

        /** Asked once, when the candidate's first execution is there. */
        private boolean isBrokenAtOnce() {
            if (guarded || evidence(context.session()).typical(Side.CANDIDATE).isEmpty()) return broken.isPresent();
            guarded = true;
            broken = guards.brokenAtOnce(rule.incumbentValue().isPresent());
            broken.ifPresent(finding -> context.progress().line(finding.toString()));
            return broken.isPresent();
        }

        /** No risk was taken: no pair began. */
        private Judgement refused(GuardRule.Finding finding) {
            var seen = evidence(context.session());
            int runs = 0;
            for (var execution : seen.executions())
                if (execution.role().orElseThrow().purpose() == Purpose.TRIAL) runs++;
            var looked = seen.typical(Side.CANDIDATE).orElseThrow();
            var incumbent = rule.incumbentValue();
            double gain = incumbent.isPresent() && isUseful(looked)
                    ? rule.scale().cost(incumbent.getAsDouble())
                            - rule.scale().cost(looked.primary().getAsDouble())
                    : 0;
            var none = OptionalDouble.empty();
            var figures = new ComparisonFigures(
                    runs,
                    0,
                    gain,
                    OptionalDouble.of(rule.sigma()),
                    none,
                    none,
                    none,
                    none,
                    rule.scale().logarithmic(),
                    none,
                    List.of());
            return new Judgement(
                    begun.rule(),
                    Verdict.GUARD_FAILED,
                    false,
                    incumbent,
                    finding + " in the first run; not measured further",
                    Optional.of(figures));
        }

        private void tellForecast() {
            var aim = new KeepCriterion(begun.tolerance(), begun.maxPairs());
            int most = rule instanceof PairedRule paired ? paired.mostPairs(aim) : 1;
            PairForecast.of(context.session(), rule.incumbentValue(), confirming, most)
                    .ifPresent(context.progress()::outlook);
        }

        private Measurement compared(Side side) {
            // What the incumbent's first execution in a new place pays for is not the candidate's gain.
            if (rule instanceof PairedRule && sides.isCold(side) && rule.sigma() > 0)
                TrialRunner.this.executed(sides, new Role(Purpose.WARM_UP, side));
            var execution = executed(side);
            boolean first = evidence(context.session()).executions().size() == 1;
            // only the journal knows how much time passed before the first execution
            if (isUseful(execution) && first && rule instanceof PosteriorRule) replay();
            else if (isUseful(execution)) RuleReplay.feed(comparison, rule.scale(), execution);
            else {
                replay();
                warnOfUseless(execution);
            }
            var scale = rule.scale();
            comparison.progress().ifPresent(progress -> context.progress().pairs(progress, scale));
            return execution;
        }

        private Measurement executed(Side side) {
            return TrialRunner.this.executed(sides, new Role(Purpose.TRIAL, side));
        }
    }

    private static Evidence evidence(Session session) {
        return session.trial().orElseThrow();
    }

    /** The judge of this segment; one that began without a calibrated baseline calibrates its incumbent now. */
    private PairedRule judge(SideRunner sides) {
        var known = RuleReplay.judge(context.session().current(), evidence(context.session()));
        if (known.isPresent()) return known.get();
        if (!sides.measuresIncumbent())
            throw new Problem(
                    "this segment's noise is not known, and without git the incumbent cannot be measured now",
                    Hint.of(
                            "{} decides by one measurement; or begin anew with {}",
                            NextStep.option("--rule", "single"),
                            NextStep.attempt("baseline")));
        calibrate(sides, false, Side.INCUMBENT);
        return RuleReplay.judge(context.session().current()).orElseThrow();
    }

    private Problem failedIncumbent(Measurement execution, String how) {
        var metric = context.session().metric();
        String ending = execution.ending();
        if (execution.passed())
            ending = execution.primary().isPresent()
                    ? metric.name() + " is " + metric.text(execution.primary().getAsDouble())
                            + ", which it never was in the calibration"
                    : "no METRIC " + metric.name() + " printed";
        return new Problem(
                "the incumbent's benchmark " + how + " (" + ending + ")",
                "see " + execution.output().orElse("its output") + "; if it needs ignored files or a build step, name"
                        + " them with --carry or --prepare, or use --pairing in-place");
    }

    private Judgement judgement(Trial begun, Decision decision) {
        var reference = evidence(context.session()).typical(Side.INCUMBENT).map(Measurement::primary);
        return judgement(begun.rule(), decision, reference.orElse(OptionalDouble.empty()));
    }

    /** @param reference the incumbent's value */
    static Judgement judgement(String rule, Decision decision, OptionalDouble reference) {
        var evidence = decision.test();
        var figures = new ComparisonFigures(
                decision.runs(),
                decision.pairs(),
                decision.screenGain(),
                decision.sigma(),
                evidence.isPresent() ? OptionalDouble.of(evidence.get().alpha()) : OptionalDouble.empty(),
                decision.change(),
                decision.low(),
                decision.high(),
                decision.scale().logarithmic(),
                decision.sure(),
                evidence.isPresent() ? new ArrayList<>(evidence.get().gains()) : List.of());
        return new Judgement(
                rule,
                decision.verdict(),
                decision.verdict().keep(),
                reference,
                decision.toString(),
                Optional.of(figures));
    }
}
