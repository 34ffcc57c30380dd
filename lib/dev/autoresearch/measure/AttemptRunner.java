package dev.autoresearch.measure;

import dev.autoresearch.Change;
import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.git.Git;
import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.Evidence;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.LogEntry;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Measurement.Outcome;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Plan.PairMode;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Side;
import dev.autoresearch.model.Status;
import dev.autoresearch.model.TreeState;
import dev.autoresearch.model.Trial;
import dev.autoresearch.model.Verdict;
import dev.autoresearch.session.GuardCheck;
import dev.autoresearch.session.Protection;
import dev.autoresearch.session.Recovery;
import dev.autoresearch.session.RunRecorder;
import dev.autoresearch.session.SessionContext;
import dev.autoresearch.stats.RuleReplay;
import dev.autoresearch.stats.SingleRunJudgement;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Change, measure, decide, record. */
public final class AttemptRunner {
    private final SessionContext context;
    private final Plan plan;
    private final Recovery recovery;

    public AttemptRunner(SessionContext context, Plan plan) {
        this.context = context;
        this.plan = plan;
        this.recovery = new Recovery(context);
    }

    public Attempt attempt(LogEntry entry, Change change) {
        check();
        refuseCheating();
        var interrupted = finishInterrupted(entry);
        if (interrupted.isPresent() && change == Change.NONE) return interrupted.get();
        var session = context.begun();
        new Holdout(context, plan).refuseUnknown(session);
        context.refusePending(session);
        var git = context.git(session);
        apply(change, entry.description(), git);
        git.map(Git::editedSubmodules).filter(edited -> !edited.isEmpty()).ifPresent(this::warnOfSubmodules);
        if (isIncumbent(session, git)) {
            recovery.done();
            return new Attempt(
                    Optional.empty(), session.metric(), session.current().best(), Optional.empty());
        }
        return guarded(change, git, () -> {
            var benchmark = Benchmark.of(context, session, plan);
            return plan.rule().equals(Plan.SINGLE) || hasNothingToCompare(session, git)
                    ? single(session, benchmark, entry)
                    : measureInPairs(session, benchmark, git, entry);
        });
    }

    /** Refuses what would stop any attempt, before anything is changed or measured. */
    public void refuseUnready() {
        check();
        refuseCheating();
        var session = context.begun();
        new Holdout(context, plan).refuseUnknown(session);
        // an interrupted attempt is no obstacle: the next one finishes it
        if (session.pending().flatMap(Measurement::attempt).isEmpty()) context.refusePending(session);
    }

    void check() {
        if (!Plan.RULES.contains(plan.rule()))
            throw new Problem(
                    "unknown rule \"" + SafeText.line(plan.rule(), 40) + "\"",
                    Hint.of(
                            "it is auto, paired, or single: {}",
                            NextStep.of("attempt").with("--help", "")),
                    Problem.USAGE);
    }

    /** They are measured with every candidate, and stay when one is put back. */
    private void warnOfSubmodules(List<String> edited) {
        context.notice(
                "edits inside the submodule " + SafeText.names(edited) + " are no part of a candidate, though they"
                        + " are measured with it: commit them there, and try the new commit here");
    }

    /** A commit by hand, or one taken back: a single measurement does not show it. */
    private void warnOfOtherCode(Session session, Measurement measured) {
        var kept = session.current().incumbent().map(Run::commit).orElse("");
        var head = measured.candidate().map(TreeState::commit).orElse(kept);
        if (!head.startsWith(kept))
            context.notice("HEAD is not what was kept last, and one measurement is compared with values from before;"
                    + " another --rule measures HEAD as it is");
    }

    /** Without git the incumbent cannot be measured, and a baseline logged by hand says nothing of the noise. */
    private boolean hasNothingToCompare(Session session, Optional<Git> git) {
        if (git.isPresent()
                || plan.rule().equals(Plan.AUTO)
                || !session.current().hasIncumbent()) return false;
        if (RuleReplay.judge(session.current()).isPresent()) return false;
        context.notice(
                "one measurement decides, as --rule single: without git the incumbent cannot be measured, and its"
                        + " noise is not known (a baseline by attempt is measured several times)");
        return true;
    }

    /** One measurement, compared with the best so far. */
    Attempt single(Session session, Benchmark benchmark, LogEntry entry) {
        var measured = benchmark.measure(Optional.of(entry.description()));
        warnOfOtherCode(session, measured);
        context.append(List.of(measured));
        recovery.done();
        return decideSingle(entry);
    }

    Attempt decideSingle(LogEntry entry) {
        var session = context.session();
        var measured = session.pending().orElseThrow();
        var judgement = Optional.of(measured)
                .filter(Measurement::isMeasured)
                .map(one -> new SingleRunJudgement().judge(session.current(), one))
                .map(judged -> new GuardCheck(context, session).judge(session, judged, measured));
        return record(entry, judgement, measured);
    }

    /** The baseline is calibrated; any later candidate is measured against the incumbent. */
    private Attempt measureInPairs(Session session, Benchmark benchmark, Optional<Git> git, LogEntry entry) {
        var pairing = SideRunner.pairing(context, session, plan, benchmark.command());
        if (pairing == PairMode.NONE
                && (session.runs().isEmpty() || plan.pairing().isPresent()))
            context.notice("the incumbent is not measured again: its earlier values stand for it, so whatever made the"
                    + " machine slower or faster since then counts as the candidate's");
        var snapshot = git.map(Git::snapshotOnHead);
        var here = plan.remembering(session.current());
        var trial = new Trial(
                entry.description(),
                snapshot.map(TreeState::commit).orElse(""),
                snapshot.map(TreeState::tree).orElse(""),
                plan.rule(),
                plan.tolerance(),
                pairing,
                plan.maxPairs(),
                here.prepare(),
                here.carry());
        context.append(List.of(trial));
        recovery.done();
        return conduct(trial, entry);
    }

    /** Measures a trial that was begun until it is decided, and records it. */
    Attempt conduct(Trial trial, LogEntry entry) {
        var runner = new TrialRunner(context, plan);
        var judgement = context.session().current().hasIncumbent()
                ? Optional.of(runner.decide(trial))
                : runner.calibrate(trial);
        var executions = context.session().trial().map(Evidence::executions).orElse(List.of());
        var attempt = record(entry, judgement, decisive(executions));
        if (attempt.kept() && trial.pairing() == PairMode.WORKTREE)
            WorktreeRunner.follow(context, context.session(), trial, plan);
        return attempt;
    }

    /** The execution that says why a candidate failed, if one did at once. */
    private static Measurement decisive(List<Measurement> executions) {
        return executions.stream()
                .filter(execution -> execution.isAt(Side.CANDIDATE) && !execution.isMeasured())
                .findFirst()
                .orElseGet(() -> executions.get(executions.size() - 1));
    }

    private Attempt record(LogEntry entry, Optional<Judgement> judged, Measurement measured) {
        var session = context.session();
        var judgement = judged.map(one -> new Holdout(context, plan).confirmed(session, entry.description(), one));
        var incumbent = session.current().best();
        var run = new RunRecorder(context).record(session, entry.status(status(measured, judgement)), judgement);
        var stored = run.evidence().stored().map(side -> NextStep.of("restore", run.number()));
        return new Attempt(Optional.of(run), session.metric(), incumbent, stored);
    }

    private static Status status(Measurement measured, Optional<Judgement> judgement) {
        if (judgement.isEmpty() || judgement.get().verdict() == Verdict.CRASHED)
            return measured.outcome() == Outcome.CHECKS_FAILED ? Status.CHECKS_FAILED : Status.CRASH;
        return judgement.get().kept() ? Status.KEEP : Status.DISCARD;
    }

    /** An attempt that was killed after its measuring began is brought to its end before anything else. */
    private Optional<Attempt> finishInterrupted(LogEntry entry) {
        var session = context.session();
        var measured = session.pending().flatMap(Measurement::attempt);
        if (measured.isPresent()) return Optional.of(finished(decideSingle(about(measured.get(), entry))));
        if (session.trial().isEmpty()) return Optional.empty();
        var trial = session.trial().get().trial().orElseThrow();
        var git = context.git(session);
        // without git a changed tree would go unnoticed
        if (git.isEmpty() || isLeftBehind(trial, git.get())) return Optional.empty();
        return Optional.of(finished(
                new AttemptRunner(context, plan.rule(trial.rule())).conduct(trial, about(trial.description(), entry))));
    }

    /** What was said of the interrupted attempt, if it is said again; else only what the journal has of it. */
    private static LogEntry about(String description, LogEntry entry) {
        return description.equals(entry.description()) ? entry : LogEntry.of(description);
    }

    private boolean isLeftBehind(Trial trial, Git git) {
        var name = "the interrupted attempt \"" + SafeText.line(trial.description(), 60) + "\"";
        boolean otherWay = plan.rule().equals(Plan.SINGLE)
                || (plan.pairing().isPresent() && plan.pairing().get() != trial.pairing());
        if (otherWay) context.notice(name + " is left behind: this one is measured in another way");
        else if (git.snapshot().equals(trial.tree()) && git.head().equals(trial.commit())) return false;
        else context.notice("the tree is not that of " + name + ", which is left behind");
        return true;
    }

    private Attempt finished(Attempt attempt) {
        context.notice("finished an interrupted attempt: " + attempt);
        return attempt;
    }

    private void apply(Change change, String description, Optional<Git> git) {
        if (change == Change.NONE) return;
        if (git.isPresent()) {
            var dirty = git.get().dirty();
            if (!dirty.isEmpty())
                throw new Problem(
                        "the tree has changes from before this attempt: " + SafeText.names(dirty),
                        "commit or stash them, or try them by themselves: attempt(\"what they do\")");
            recovery.beforeChange(description, git.get().head());
        }
        guarded(change, git, () -> {
            make(change, description, git);
            refuseCheating();
            return change;
        });
    }

    private static void make(Change change, String description, Optional<Git> git) {
        try {
            change.apply();
        } catch (Problem problem) {
            throw problem;
        } catch (Exception failure) {
            throw new Problem(
                            "the change \"" + SafeText.line(description, 60) + "\" failed: " + failure,
                            git.isPresent() ? "the tree was put back; correct the change" : "correct the change")
                    .because(failure);
        }
    }

    private void refuseCheating() {
        var protection = new Protection(context);
        protection.refuseTouched(context.session());
        protection.refuseOther(context.session(), plan.command());
    }

    /** Does a step of an attempt; if it fails before anything is measured, the tree is stored and put back. */
    private <T> T guarded(Change change, Optional<Git> git, Supplier<T> step) {
        try {
            return step.get();
        } catch (RuntimeException failure) {
            if (change != Change.NONE && git.isPresent()) recovery.finish();
            throw failure;
        }
    }

    private static boolean isIncumbent(Session session, Optional<Git> git) {
        return git.isPresent()
                && session.current().hasIncumbent()
                && git.get().dirty().isEmpty();
    }
}
