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
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Plan.PairMode;
import dev.autoresearch.model.Run.HoldoutResult;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Setup;
import dev.autoresearch.model.Trial;
import dev.autoresearch.model.Verdict;
import dev.autoresearch.session.SessionContext;
import dev.autoresearch.session.UserDirs;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A second benchmark that only says whether a gain is real. It has a journal of its own outside the project: neither its
 * command nor its numbers are in the session's journal, the output, or anything that an agent is told.
 */
public final class Holdout {
    private static final NextStep ANEW =
            NextStep.of("init").with("--reset", "").with("", "…").with("--holdout", "CMD");

    /** Names trials of its journal; no rule of the session's. */
    static final String RULE = "holdout";

    private final SessionContext context;
    private final Plan plan;

    public Holdout(SessionContext context, Plan plan) {
        this.context = context;
        this.plan = plan;
    }

    /** Asked for only when there is a holdout: without one, a user needs no home. */
    private Path folder() {
        return UserDirs.stateHome().resolve(Worktree.nameFor(context.files().home()));
    }

    private Journal journal() {
        return new Journal(file(), Layout.SDK);
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
        boolean confirmed = known(trial)
                .orElseGet(
                        () -> new HoldoutConfirmation(context, plan, journal(), folder()).isConfirmed(session, trial));
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

    static boolean isSame(Trial one, Trial other) {
        return one.commit().equals(other.commit()) && one.tree().equals(other.tree());
    }

    /** What came of the same candidate before: nobody gets a second throw of the dice. */
    private Optional<Boolean> known(Trial trial) {
        for (var run : journal().session().runs())
            if (run.evidence().trial().filter(earlier -> isSame(earlier, trial)).isPresent())
                return Optional.of(run.kept());
        return Optional.empty();
    }
}
