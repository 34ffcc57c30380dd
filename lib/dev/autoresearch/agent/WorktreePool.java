package dev.autoresearch.agent;

import dev.autoresearch.Problem;
import dev.autoresearch.git.Git;
import dev.autoresearch.git.PendingKeeps;
import dev.autoresearch.git.Worktree;
import dev.autoresearch.journal.SessionLock;
import dev.autoresearch.measure.BenchmarkCommands;
import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.LogEntry;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.SessionName;
import dev.autoresearch.session.GitConfigBackup;
import dev.autoresearch.session.Recovery;
import dev.autoresearch.session.SessionContext;
import dev.autoresearch.session.UserDirs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Candidates in worktrees of their own, one for each agent. They may be edited at the same time, and are measured one
 * after the other. What is kept is fast-forwarded into the user's branch and tree. It waits on a ref while something
 * of the user's is in the way. Either way the next candidate builds on it.
 */
final class WorktreePool implements AutoCloseable {
    /** How much slower a keep may be on a branch that has moved on: it was a gain already. */
    private static final double NO_WORSE = 0.01;

    private final SessionContext context;
    private final Plan plan;
    private final PendingKeeps kept;
    private final SessionLock guard;
    private final GitConfigBackup settings;
    private final List<WorktreeWorkspace> slots = new ArrayList<>();
    private Optional<String> noticed = Optional.empty();
    private String rebased = "";

    private WorktreePool(SessionContext context, Plan plan, Git git, SessionLock guard) {
        this.context = context;
        this.plan = plan;
        this.kept = git.kept(context.files().name().map(SessionName::text).orElse(""));
        this.guard = guard;
        this.settings = GitConfigBackup.of(context, git);
    }

    /** The caller closes it. */
    static WorktreePool of(SessionContext context, Plan plan, int slots) {
        if (slots < 1 || slots > AgentLoop.MOST_AGENTS)
            throw new Problem(
                    "there can be 1 to " + AgentLoop.MOST_AGENTS + " agents, not " + slots,
                    "--agents 3",
                    Problem.USAGE);
        var session = context.begun();
        var git = context.git(session)
                .filter(Git::hasCommits)
                .orElseThrow(() -> new Problem(
                        "a worktree of its own needs a session that uses git",
                        "begin one in a git repository with a commit, without --no-git; or leave --isolated out"));
        context.requireBranch(session);
        refuseNamedFolder(context, session, plan);
        var lock = folders().resolve(Worktree.nameFor(context.files().home()) + ".lock");
        var pool = new WorktreePool(context, plan, git, SessionLock.acquireLoop(context.files(), true, lock));
        for (int i = 1; i <= slots; i++) pool.slots.add(pool.slot(i, git));
        return pool;
    }

    /** It would measure the user's tree instead of the worktree. */
    private static void refuseNamedFolder(SessionContext context, Session session, Plan plan) {
        var commands = new BenchmarkCommands(context);
        if (commands.nameRoot(commands.of(session, plan.command())))
            throw new Problem(
                    "the benchmark names " + context.files().root() + " itself, so it cannot measure another worktree",
                    "let it use relative paths, or leave --isolated and --agents out");
    }

    private static Path folder(SessionContext context, int number) {
        return folders().resolve(Worktree.nameFor(context.files().home()) + "-agent-" + number);
    }

    private static Path folders() {
        return UserDirs.cache().resolve("agents");
    }

    private WorktreeWorkspace slot(int number, Git git) {
        var worktree = git.worktree(folder(context, number));
        var site = new SessionContext.Site(worktree.root(), kept.ref(), number);
        return new WorktreeWorkspace(this, context.at(site), worktree);
    }

    List<WorktreeWorkspace> slots() {
        return List.copyOf(slots);
    }

    /**
     * Leaves nothing of a dead loop's agents. Their work is stored and in the journal, and worktrees that are not
     * needed now are gone. To be called before anything is begun.
     */
    void recover() {
        for (var left : left()) {
            left.recover();
            if (left.number() > slots.size()) left.remove();
        }
    }

    /** The worktrees that are there, of this loop or an earlier one. */
    private List<WorktreeWorkspace> left() {
        return IntStream.rangeClosed(1, AgentLoop.MOST_AGENTS)
                .filter(number -> Files.exists(folder(context, number)))
                .mapToObj(number -> number <= slots.size()
                        ? slots.get(number - 1)
                        : slot(number, context.home().orElseThrow()))
                .toList();
    }

    /** Brings what waits into the user's branch and tree, or says once why it waits on. */
    void merge() {
        var now = hindrance();
        if (now.isPresent() && !now.equals(noticed))
            context.notice("what was kept waits on " + kept.name() + ", because " + now.get() + "; to take it over: "
                    + kept.command());
        noticed = now;
    }

    private Optional<String> hindrance() {
        try {
            return kept.merge();
        } catch (Problem later) {
            // what was kept is safe where it is, and an attempt that is recorded has not failed
            return Optional.of(String.valueOf(later.getMessage()));
        }
    }

    Plan plan() {
        return plan;
    }

    PendingKeeps kept() {
        return kept;
    }

    /** What all agents could change, and none may. */
    GitConfigBackup settings() {
        return settings;
    }

    /**
     * What was kept while the user's branch moved on, brought onto that branch and measured again. It only has to be no
     * worse than what is new there; where it is worse, it waits on.
     *
     * @return what came of it; empty when there was no need, or when it was tried already on this commit
     */
    Optional<Attempt> rebaseKeeps(WorktreeWorkspace workspace, Plan plan) {
        // one measurement would have to be better than that of the very same change
        if (plan.rule().equals(Plan.SINGLE)) return Optional.empty();
        var overtaken = kept.overtaken();
        if (overtaken.isEmpty() || rebased.equals(kept.tip())) return Optional.empty();
        rebased = kept.tip();
        workspace.begin();
        kept.passOver(overtaken.get());
        try {
            return Optional.of(rebase(workspace, overtaken.get(), plan.tolerance(NO_WORSE)));
        } catch (Problem refused) {
            if (refused.exit() == Problem.INTERRUPTED) throw refused;
            // a branch on which nothing can be measured ends no loop
            context.notice("what was kept cannot be measured again on the branch that moved on, so it waits on: "
                    + refused.getMessage());
            return Optional.empty();
        } finally {
            kept.passOver(null);
        }
    }

    private Attempt rebase(WorktreeWorkspace workspace, String commit, Plan plan) {
        workspace.beginBefore(commit);
        var git = workspace.git();
        // another commit takes its place on the branch, and a run names it
        git.hold(Recovery.ref("overtaken/" + commit), commit);
        git.restore(commit);
        var entry = LogEntry.of(git.subject(commit) + ", on top of commit " + SafeText.shortId(rebased));
        var attempt = workspace.attempt(WorktreeWorkspace.withIdea(context.session(), entry, "what follows"), plan);
        if (attempt.kept() || !attempt.measured()) kept.forget(commit);
        return attempt;
    }

    /** Takes the worktrees away; edits in them that are not recorded are stored first. */
    @Override
    public void close() {
        try {
            context.locked("loop", false, () -> {
                noticed = Optional.empty();
                merge();
                return kept;
            });
            for (var left : left()) left.remove();
        } finally {
            guard.close();
        }
    }
}
