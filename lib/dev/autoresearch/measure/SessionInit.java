package dev.autoresearch.measure;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.git.Git;
import dev.autoresearch.model.Event;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.Metric.Direction;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.SessionName;
import dev.autoresearch.model.Setup;
import dev.autoresearch.model.Setup.Safeguards;
import dev.autoresearch.report.ReportSpec;
import dev.autoresearch.session.Protection;
import dev.autoresearch.session.SessionContext;
import dev.autoresearch.stats.Guard;
import java.util.List;
import java.util.Optional;

/** Begins a session, continues it, or begins it anew; its holdout begins with it, and old worktrees go. */
public record SessionInit(SessionContext context, Optional<String> holdout) {
    private static final int LONGEST_NAME = 1000;

    /** Goes on with the session that is there, or begins one; returns its context. */
    public SessionContext continueOrBegin(Setup setup) {
        check(setup);
        var session = context.session();
        if (!session.initialized()) return begin(setup);
        if (session.setup().sameGoal(setup)) {
            refuseOtherSafeguards(session.setup().safeguards(), setup.safeguards());
            confirm(measuredBy(setup.command(), session));
            return context;
        }
        throw new Problem(
                "another session is here already: " + session.setup(),
                Hint.of("begin anew with {} (the old journal is kept), or use another folder", Protection.BEGIN_ANEW));
    }

    /** A script that names no safeguards goes on under the session's. */
    private static void refuseOtherSafeguards(Safeguards agreed, Safeguards wanted) {
        if (wanted.guards().isEmpty() && wanted.protect().isEmpty()) return;
        if (agreed.guards().equals(wanted.guards()) && agreed.protect().equals(wanted.protect())) return;
        throw new Problem(
                "the session here has other safeguards: guards " + agreed.guards() + ", protected " + agreed.protect(),
                Hint.of(
                        "name the same ones, or none; or begin anew with {} (the old journal is kept)",
                        Protection.BEGIN_ANEW));
    }

    /** A benchmark that was corrected before it measured anything takes over; what two of them say is not comparable. */
    private Session measuredBy(Optional<String> command, Session session) {
        var agreed = session.setup().command();
        if (command.isEmpty() || agreed.isEmpty() || command.equals(agreed)) return session;
        var setup = session.setup().command(command.get());
        if (session.current().runs().stream().anyMatch(Run::measured))
            throw new Problem(
                    "the session here is measured by another command: " + SafeText.line(agreed.get()),
                    Hint.of("name that one, or begin anew (the old journal is kept):\n{}", anew(setup)));
        context.refusePending(session);
        context.notice("nothing was measured so far: begun anew with " + SafeText.line(command.get()));
        return context.locked("init", false, () -> {
            context.append(List.of(new Event.Begin(setup, true)));
            return context.session();
        });
    }

    /** The command that begins anew with the same setup, to be pasted. It does not show the holdout's command. */
    private NextStep anew(Setup setup) {
        var step = NextStep.of("init")
                .with("--reset", "")
                .with("-C", context.files().root().toString());
        if (context.files().name().isPresent())
            step = step.with("--session", context.files().name().get().text());
        step = step.with("-n", setup.name()).with("-m", setup.metric().name());
        if (!setup.metric().unit().isEmpty())
            step = step.with("-u", setup.metric().unit());
        if (setup.metric().direction() == Direction.HIGHER) step = step.with("-d", "higher");
        if (setup.command().isPresent()) step = step.with("-c", setup.command().get());
        if (setup.report().isPresent())
            step = step.with("--report", setup.report().get());
        for (var guard : setup.safeguards().guards()) step = step.with("--guard", guard);
        for (var glob : setup.safeguards().protect()) step = step.with("--protect", glob);
        var layout = context.files().layout();
        if (layout != Layout.SDK) step = step.with("--layout", layout.word());
        return setup.git() ? step : step.with("--no-git", "");
    }

    private void confirm(Session session) {
        if (holdout.isEmpty()) return;
        context.locked("init", false, () -> {
            new Holdout(context, Plan.DEFAULT).give(session, holdout.get());
            return session;
        });
    }

    private Setup withHoldout(Setup setup) {
        if (holdout.isEmpty()) return setup;
        var safeguards = setup.safeguards();
        return setup.safeguards(new Safeguards(safeguards.guards(), safeguards.protect(), true));
    }

    public SessionContext begin(Setup wanted) {
        var setup = withHoldout(wanted);
        check(setup);
        var fresh = context.withLayout(setup.layout());
        refuseExisting(fresh);
        // else a tree that an agent edits would be called dirty
        fresh.refuseBesideLoop("init");
        var git = cleanGit(fresh, setup);
        git.ifPresent(repository -> refuseOtherBranch(fresh, repository));
        return fresh.locked("init", false, () -> {
            refuseExisting(fresh);
            return append(fresh, setup, git);
        });
    }

    /** Asked before the lock as well: a refused init leaves not even a lock file behind. */
    private static void refuseExisting(SessionContext context) {
        var session = context.session();
        if (session.initialized())
            throw new Problem(
                    "a session is here already: " + session.setup(),
                    Hint.of("go on with it, or begin anew: {} (the old journal is kept)", Protection.BEGIN_ANEW));
    }

    /** Begins anew; the old journal is kept. Returns the context of the new one, which may be of another layout. */
    public SessionContext reset(Setup wanted) {
        var setup = withHoldout(wanted);
        check(setup);
        return context.locked("reset", false, () -> {
            var git = cleanGit(context, setup);
            git.ifPresent(repository -> refuseOtherBranch(context, repository));
            git.ifPresent(
                    repository -> WorktreeRunner.worktree(context, repository).remove());
            // The journal that is put aside may be of another layout than the one that begins.
            git.ifPresent(repository -> repository.exclude(context.files().own()));
            context.files()
                    .archive()
                    .ifPresent(old -> context.notice("the old journal is kept as " + old.getFileName()));
            return append(context.withLayout(setup.layout()), setup, git);
        });
    }

    private SessionContext append(SessionContext fresh, Setup setup, Optional<Git> git) {
        git.ifPresent(repository -> repository.exclude(fresh.files().own()));
        git.ifPresent(repository -> otherBranch(fresh, repository).ifPresent(repository::switchToNew));
        holdout.ifPresent(command -> new Holdout(fresh, Plan.DEFAULT).begin(setup, command));
        fresh.append(List.of(new Event.Begin(setup, true)));
        return fresh;
    }

    /** The branch of a named session that is not checked out: the one to begin on. */
    private static Optional<String> otherBranch(SessionContext context, Git git) {
        var branch = context.files().name().map(SessionName::branch);
        return git.branch().equals(branch) ? Optional.empty() : branch;
    }

    /** A branch of that name from elsewhere is the user's: a session does not begin on top of it unasked. */
    private static void refuseOtherBranch(SessionContext context, Git git) {
        var branch = otherBranch(context, git);
        if (branch.filter(git::hasBranch).isPresent())
            throw new Problem(
                    "the branch " + branch.get() + " is there already",
                    "git switch " + branch.get() + ", then begin on it; or give the session another name");
    }

    /** The repository that experiments will be committed to; it must be clean. */
    private static Optional<Git> cleanGit(SessionContext context, Setup setup) {
        var repository = setup.git() ? context.repository() : Optional.<Git>empty();
        if (repository.isEmpty() && setup.safeguards().holdout())
            throw new Problem(
                    "a holdout measures the incumbent beside the candidate, and so needs git",
                    "begin in a git repository without --no-git, or leave --holdout out");
        if (repository.isEmpty()) return repository;
        Git git = repository.get();
        if (!git.hasCommits())
            throw new Problem(
                    "the git repository has no commit yet, so nothing could be put back",
                    "git add -A && git commit -m \"Begin\", or use --no-git");
        var dirty = git.dirty();
        if (!dirty.isEmpty())
            throw new Problem(
                    "the tree has changes that are not committed: " + SafeText.names(dirty),
                    "git add -A && git commit, or git stash -u, or use --no-git");
        return repository;
    }

    private void check(Setup setup) {
        if (setup.name().isBlank())
            throw new Problem(
                    "the session needs a name", Hint.of("{}", NextStep.of("").text("-n", "what you want to improve")));
        if (setup.name().length() > LONGEST_NAME)
            throw new Problem(
                    "the name has " + setup.name().length() + " characters, more than " + LONGEST_NAME,
                    "give the goal in a few words");
        setup.report().ifPresent(ReportSpec::parse);
        setup.metric().checked();
        for (var guard : setup.safeguards().guards()) Guard.parse(guard);
        Protection.check(context, setup.safeguards().protect());
    }
}
