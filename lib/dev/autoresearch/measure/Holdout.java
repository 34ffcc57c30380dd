package dev.autoresearch.measure;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.git.Git;
import dev.autoresearch.git.Worktree;
import dev.autoresearch.journal.Journal;
import dev.autoresearch.model.Event;
import dev.autoresearch.model.Evidence;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Measurement.Role;
import dev.autoresearch.model.Measurement.Role.Purpose;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Plan.PairMode;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Run.HoldoutResult;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Setup;
import dev.autoresearch.model.Side;
import dev.autoresearch.model.Status;
import dev.autoresearch.model.Trial;
import dev.autoresearch.model.Verdict;
import dev.autoresearch.session.Protection;
import dev.autoresearch.session.SessionContext;
import dev.autoresearch.session.UserDirs;
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
 * A second benchmark that only says whether a gain is real. It has a journal of its own outside the project. Neither
 * its command nor its numbers are shown to an agent, in the session's journal or in any output.
 */
public final class Holdout {
    /** The chance to confirm a candidate that changes nothing for the holdout. */
    private static final double ALPHA = 0.05;

    private static final int MOST_PAIRS = 30;

    private static final NextStep ANEW = Protection.BEGIN_ANEW.with("--holdout", "CMD");

    private static final String RULE = "holdout";

    private final SessionContext context;
    private final Plan plan;
    private Optional<Journal> journal = Optional.empty();

    public Holdout(SessionContext context, Plan plan) {
        this.context = context;
        this.plan = plan;
    }

    /** Asked for only when there is a holdout: without one, a user needs no home. */
    private Path folder() {
        return UserDirs.stateHome().resolve(Worktree.nameFor(context.files().home()));
    }

    private Journal journal() {
        if (journal.isEmpty()) journal = Optional.of(new Journal(file(), Layout.SDK));
        return journal.get();
    }

    private Path file() {
        return folder().resolve("holdout.jsonl");
    }

    /** Remembers the benchmark that has to confirm what a session would keep. */
    public void begin(Setup session, String command) {
        if (command.isBlank())
            throw new Problem("the holdout's command is empty", "give a command that prints the session's METRIC");
        var setup = Setup.of(session.name(), session.metric()).command(command).git(false);
        journal().append(List.of(new Event.Begin(setup, true)));
    }

    /** Gives the benchmark of a session whose holdout is not known on this machine. */
    public void give(Session session, String command) {
        if (!isWanted(session))
            throw new Problem("this session was begun without a holdout", Hint.of("begin anew with one: {}", ANEW));
        var known = command(session);
        if (known.isPresent() && known.get().equals(command)) return;
        if (known.isPresent() && !journal().session().runs().isEmpty())
            throw new Problem(
                    "this session has another holdout, which has judged candidates already",
                    Hint.of("a new one needs a new session: {}", ANEW));
        begin(session.setup(), command);
    }

    /** What a person may see; empty without a holdout. */
    public Optional<HoldoutResult> seen(Session session) {
        if (!isWanted(session)) return Optional.empty();
        refuseUnknown(session);
        var held = journal().session();
        return Optional.of(new HoldoutResult(held.setup().command().orElseThrow(), file(), held.runs()));
    }

    private static boolean isWanted(Session session) {
        return session.setup().safeguards().holdout();
    }

    private Optional<String> command(Session session) {
        if (!isWanted(session)) return Optional.empty();
        var held = journal().session().setup();
        // an older session of this folder may have had another
        return held.sameGoal(session.setup()) ? held.command() : Optional.empty();
    }

    /** Better before anything is measured than after. */
    void refuseUnknown(Session session) {
        if (isWanted(session) && command(session).isEmpty())
            throw new Problem(
                    "this session has a holdout, and its command is not known on this machine",
                    Hint.of(
                            "give it again: {} (it is kept outside the project)",
                            NextStep.of("holdout").with("-c", "CMD")));
    }

    /** The judgement of a candidate, overruled where it would be kept and the holdout does not confirm it. */
    Judgement confirmed(Session session, String description, Judgement judgement) {
        if (!judgement.kept() || session.runs().isEmpty() || !isWanted(session)) return judgement;
        refuseUnknown(session);
        var trial = trial(session, description);
        boolean confirmed = known(trial).orElseGet(() -> isConfirmed(session, trial));
        if (confirmed) return judgement.and("; confirmed on the holdout");
        var reason = judgement.word().replace('_', ' ') + ", but not confirmed on the holdout";
        return judgement.overruled(Verdict.NOT_CONFIRMED, reason);
    }

    private Trial trial(Session session, String description) {
        var git = git(session);
        var begun = session.trial().flatMap(Evidence::trial);
        var pairing = begun.map(Trial::pairing)
                .or(plan::pairing)
                .filter(wanted -> wanted != PairMode.NONE)
                .orElse(PairMode.WORKTREE);
        return new Trial(
                description,
                begun.map(Trial::commit).orElseGet(git::head),
                begun.map(Trial::tree).orElseGet(git::snapshot),
                RULE,
                begun.map(Trial::tolerance).orElse(plan.tolerance()),
                pairing,
                plan.maxPairs(),
                begun.flatMap(Trial::prepare),
                begun.flatMap(Trial::carry));
    }

    private Git git(Session session) {
        return context.git(session)
                .orElseThrow(() -> new Problem(
                        "the holdout measures commits, and there is no git repository any more",
                        "bring the repository back, or begin anew without --holdout"));
    }

    private static boolean isSame(Trial one, Trial other) {
        return one.commit().equals(other.commit()) && one.tree().equals(other.tree());
    }

    /** The result of the same candidate before: it is not measured twice. */
    private Optional<Boolean> known(Trial trial) {
        return journal().session().runs().stream()
                .filter(run -> run.evidence()
                        .trial()
                        .filter(earlier -> isSame(earlier, trial))
                        .isPresent())
                .map(Run::kept)
                .findFirst();
    }

    /**
     * Incumbent and candidate measured in pairs by the holdout, where the trial before it measured them. The risk is fixed.
     * Every execution is in the holdout's own journal before the next one begins, so a killed attempt goes on.
     */
    private boolean isConfirmed(Session session, Trial trial) {
        var begun = journal().session().trial().flatMap(Evidence::trial);
        if (begun.filter(earlier -> isSame(earlier, trial)).isEmpty()) journal().append(List.of(trial));
        var sides = sides(session, trial);
        calibrate(sides);
        warmUp(sides, Side.INCUMBENT);
        warmUp(sides, Side.CANDIDATE);
        var decision = decide(sides, trial);
        journal()
                .append(List.of(
                        TrialRunner.judgement(RULE, decision, OptionalDouble.empty()), run(session, trial, decision)));
        return decision.verdict().keep();
    }

    private SideRunner sides(Session session, Trial trial) {
        var quiet = context.quietly(folder().resolve("output"));
        try {
            return SideRunner.of(
                    quiet,
                    session,
                    trial,
                    plan.command(journal().session().setup().command(), plan.timeout()));
        } catch (Problem namesTheCommand) {
            // its text would show the holdout to the loop
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
        return RuleReplay.calibration(journal().session().current(), false);
    }

    private Measurement execute(SideRunner sides, Purpose purpose, Side side) {
        var execution = sides.execute(new Role(purpose, side));
        journal().append(List.of(execution));
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
        return journal().session().trial().map(Evidence::executions).orElse(List.of());
    }

    private Decision decide(SideRunner sides, Trial begun) {
        var judge = calibration().judge();
        // the size of the gain was asked of the session's benchmark; here any gain confirms
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

    private Run run(Session session, Trial trial, Decision decision) {
        var held = journal().session();
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
