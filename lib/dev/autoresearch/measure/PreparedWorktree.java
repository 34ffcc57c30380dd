package dev.autoresearch.measure;

import dev.autoresearch.Problem;
import dev.autoresearch.git.Git;
import dev.autoresearch.git.Worktree;
import dev.autoresearch.model.Format;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Measurement.Role;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Side;
import dev.autoresearch.model.TreeState;
import dev.autoresearch.session.SessionContext;
import dev.autoresearch.session.UserDirs;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Commits measured in worktrees of their own, while the user's tree and branch are left alone. */
public final class PreparedWorktree {
    private static final long LARGE = 200L << 20;

    /** The worktree that changes are taken out of. */
    static final String WITHOUT = "without";

    private final SessionContext context;
    private final Plan plan;
    private final Git git;
    private final Benchmark benchmark;
    private final Set<String> made = new LinkedHashSet<>();
    private final Map<String, Prepared> ready = new HashMap<>();
    private final Set<Prepared> warm = new HashSet<>();

    /**
     * A commit in its worktree.
     *
     * @param side which side of a pair it is
     * @param state the commit and its tree
     * @param folder the session root there
     */
    record Prepared(Side side, TreeState state, Path folder) {
        boolean isOf(Measurement execution) {
            return execution.isAt(side)
                    && execution.candidate().map(TreeState::tree).orElse("").equals(state.tree());
        }
    }

    PreparedWorktree(SessionContext context, Session session, Plan plan, Git git) {
        this.context = context;
        this.plan = plan.remembering(session.current());
        this.git = git;
        this.benchmark = Benchmark.of(context, session, plan);
    }

    private Worktree worktree(String name) {
        var folder = Worktree.nameFor(context.files().home()) + "-" + name;
        return git.worktree(UserDirs.cache().resolve("checks").resolve(folder));
    }

    /** A commit in the worktree of that name, ready to be measured. */
    Prepared side(Side side, String name, String commit) {
        var before = Optional.ofNullable(ready.get(name));
        if (before.isPresent() && before.get().state().commit().equals(commit)) return before.get();
        var worktree = made(name, commit);
        worktree.checkout(commit);
        if (plan.prepare().isPresent())
            Benchmark.prepare(context, plan.prepare().get(), worktree.root());
        var prepared = new Prepared(side, new TreeState(commit, git.treeOf(commit)), worktree.root());
        ready.put(name, prepared);
        return prepared;
    }

    /** Made anew once, so that a build finds every source file newer than what is carried over from other code. */
    private Worktree made(String name, String commit) {
        var worktree = worktree(name);
        if (!made.add(name)) return worktree;
        worktree.remove();
        worktree.checkout(commit);
        carry(context, worktree, plan.carry().orElse(""));
        return worktree;
    }

    /**
     * HEAD without a change, as a commit on no branch. Empty where later changes build on it, or HEAD does not hold
     * it.
     */
    Optional<String> without(String head, String commit) {
        var scratch = made(WITHOUT, head);
        ready.remove(WITHOUT);
        scratch.checkout(head);
        return scratch.without(head, commit);
    }

    void close() {
        for (var name : made) worktree(name).remove();
        made.clear();
    }

    /** One execution there, in the journal before this returns. */
    Measurement execute(Prepared side, Role.Purpose purpose, Optional<String> about) {
        var execution = measure(side, purpose, about);
        context.append(List.of(execution));
        return execution;
    }

    /** The same, which the journal does not have yet. */
    Measurement measure(Prepared side, Role.Purpose purpose, Optional<String> about) {
        return benchmark
                .elsewhere(new Role(purpose, side.side()), side.folder())
                .on(side.state())
                .about(about);
    }

    /**
     * Executes uncounted, since the worktree is new, until one execution passes.
     *
     * @return the last failure, if none passed
     */
    Optional<Measurement> warmUp(Prepared side, Role.Purpose purpose, Optional<String> about) {
        if (warm.contains(side)) return Optional.empty();
        for (int failures = 1; ; failures++) {
            var execution = execute(side, purpose, about);
            if (execution.counts()) break;
            if (failures == PairRunner.MOST_FAILURES) return Optional.of(execution);
        }
        warm.add(side);
        return Optional.empty();
    }

    /** Gives a new worktree what the benchmark needs there: ignored files, and what a command makes of them. */
    public static void equip(SessionContext context, Worktree tree, String carry, String prepare) {
        carry(context, tree, carry);
        if (!prepare.isBlank()) Benchmark.prepare(context, prepare, tree.root());
    }

    /**
     * Copies ignored files into a new worktree.
     *
     * @param names globs with commas between them; blank for all
     */
    private static void carry(SessionContext context, Worktree tree, String names) {
        var globs = names.isBlank() ? List.<String>of() : List.of(names.split(","));
        var ignored = tree.ignored(globs);
        if (!globs.isEmpty() && ignored.isEmpty())
            throw new Problem(
                    "--carry names nothing that git ignores here: " + names,
                    "git status --ignored lists what could be carried; leave --carry out to carry all of it");
        long bytes = ignored.size();
        if (bytes > LARGE)
            context.notice("copying " + (bytes >> 20)
                    + " MiB of ignored files into a worktree; --carry names those that" + " the benchmark needs");
        long started = System.nanoTime();
        tree.carry(ignored);
        if (bytes > LARGE) context.notice("copied in " + Format.duration((System.nanoTime() - started) / 1e9));
    }
}
