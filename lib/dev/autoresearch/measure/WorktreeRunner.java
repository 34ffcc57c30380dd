package dev.autoresearch.measure;

import dev.autoresearch.Problem;
import dev.autoresearch.git.Git;
import dev.autoresearch.git.Worktree;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Measurement.Role;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Side;
import dev.autoresearch.model.Trial;
import dev.autoresearch.session.SessionContext;
import dev.autoresearch.session.UserDirs;
import java.nio.file.Path;
import java.util.Optional;

/** The incumbent in a worktree beside the user's tree. */
public final class WorktreeRunner implements SideRunner {
    /** The parts of a worktree's state: commit, what was carried over, how it was prepared. */
    private static final char PART = '\n';

    private final SessionContext context;
    private final Benchmark benchmark;
    private final Trial trial;
    private final Plan plan;
    private Optional<Path> incumbent = Optional.empty();
    private boolean cold;

    WorktreeRunner(Benchmark benchmark, Trial trial, Plan plan) {
        this.context = benchmark.context();
        this.benchmark = benchmark;
        this.trial = trial;
        this.plan = plan;
    }

    @Override
    public Measurement execute(Role role) {
        if (role.side() == Side.CANDIDATE) {
            context.site().ifPresent(site -> site.cold().set(false));
            return benchmark.candidate(role, trial.tree());
        }
        var folder = folder();
        cold = false;
        return benchmark.elsewhere(role, folder);
    }

    @Override
    public boolean isCold(Side side) {
        if (side == Side.CANDIDATE)
            return context.site().map(site -> site.cold().get()).orElse(false);
        folder();
        return cold;
    }

    private Path folder() {
        if (incumbent.isEmpty()) {
            var git = context.git(benchmark.session()).orElseThrow();
            var worktree = worktree(context, git);
            cold = makeReady(worktree, trial.commit(), false);
            incumbent = Optional.of(worktree.root());
        }
        return incumbent.get();
    }

    public static Worktree worktree(SessionContext context, Git git) {
        var name = Worktree.nameFor(context.files().home());
        var folder = UserDirs.cache().resolve("incumbents").resolve(name);
        return context.site().isEmpty()
                ? git.worktree(folder)
                : context.home().orElse(git).worktree(folder, git);
    }

    /**
     * The candidate became the incumbent, and its worktree follows now. The ignored files in the user's tree are
     * still those of the kept code. A worktree that cannot follow now is made anew when it is next needed.
     */
    static void follow(SessionContext context, Session session, Trial kept, Plan plan) {
        var git = context.git(session).orElseThrow();
        var head = git.head();
        if (head.equals(kept.commit())) return;
        var beside = new WorktreeRunner(Benchmark.of(context, session, plan), kept, plan);
        try {
            beside.makeReady(worktree(context, git), head, true);
        } catch (Problem later) {
            context.notice("the incumbent's worktree could not follow yet: " + later.getMessage());
        }
    }

    /**
     * Brings the worktree to a commit.
     *
     * @param built are the ignored files in the user's tree those of this very commit? If not, a build in the worktree
     *     must find every source file newer than what is carried over
     * @return whether anything had to be done
     */
    private boolean makeReady(Worktree worktree, String commit, boolean built) {
        var before = worktree.readiness();
        var state = commit
                + PART
                + plan.carry().or(trial::carry).orElse(part(before, 1))
                + PART
                + plan.prepare().or(trial::prepare).orElse(part(before, 2));
        if (before.equals(state)) {
            worktree.checkout(commit);
            // not so if it had to be made anew
            if (worktree.isReady(state)) return false;
        } else if (built) worktree.checkout(commit);
        else {
            context.progress().line("making the incumbent's worktree");
            worktree.make(commit);
            worktree.tidyBeside();
        }
        PreparedWorktree.equip(context, worktree, part(state, 1), part(state, 2));
        worktree.ready(state);
        return true;
    }

    private static String part(String state, int index) {
        var parts = state.split(String.valueOf(PART), 3);
        return index < parts.length ? parts[index] : "";
    }
}
