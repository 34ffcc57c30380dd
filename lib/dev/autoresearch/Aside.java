package dev.autoresearch;

import dev.autoresearch.git.Git;
import dev.autoresearch.git.Worktree;
import dev.autoresearch.model.Candidate;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Place;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Role;
import dev.autoresearch.model.Session;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Commits measured in worktrees of their own, while the user's tree and branch are left alone. */
final class Aside {
    private static final int MOST_FAILURES = 3;

    private final Workshop shop;
    private final Plan plan;
    private final Git git;
    private final Bench bench;
    private final Bench.Order order;
    private final Set<String> carried = new HashSet<>();

    /**
     * A commit in its worktree.
     *
     * @param place which side of a pair it is
     * @param commit full id
     * @param tree its tree
     * @param folder the session root there
     */
    record Side(Place place, String commit, String tree, Path folder) {
        /** Was this execution one of this side? */
        boolean isOf(Measurement execution) {
            return execution.isAt(place)
                    && execution.candidate().map(Candidate::tree).orElse("").equals(tree);
        }
    }

    Aside(Workshop shop, Session session, Plan plan, Git git) {
        this.shop = shop;
        this.plan = plan;
        this.git = git;
        this.bench = new Bench(shop);
        this.order = bench.order(session, plan);
    }

    /** The worktree of that name, whatever it holds. */
    Worktree worktree(String name) {
        var folder = Worktree.nameFor(shop.files().root()) + "-" + name;
        return git.worktree(shop.cache().resolve("checks").resolve(folder));
    }

    /** A commit in the worktree of that name, ready to be measured. */
    Side side(Place place, String name, String commit) {
        var worktree = worktree(name);
        boolean changed = worktree.checkout(commit);
        if (changed && carried.add(name)) {
            var globs = plan.carry().map(text -> List.of(text.split(","))).orElse(List.of());
            worktree.carry(worktree.ignored(globs));
        }
        if (changed && plan.prepare().isPresent()) bench.prepare(plan.prepare().get(), worktree.root());
        return new Side(place, commit, git.treeOf(commit), worktree.root());
    }

    /** One execution there, in the journal before this returns. */
    Measurement execute(Side side, Role.Purpose purpose, Optional<String> about) {
        var role = Optional.of(new Role(purpose, side.place()));
        var candidate = Optional.of(new Candidate(side.commit(), side.tree(), side.tree()));
        var execution = bench.elsewhere(order, role.get(), side.folder()).part(about, role, candidate, List.of());
        shop.append(List.of(execution));
        return execution;
    }

    /** Executes until one passes; a side that keeps failing is a value, too. */
    Measurement warmUp(Side side, Role.Purpose purpose, Optional<String> about) {
        var execution = execute(side, purpose, about);
        for (int failures = 1; !execution.counts() && failures < MOST_FAILURES; failures++)
            execution = execute(side, purpose, about);
        return execution;
    }
}
