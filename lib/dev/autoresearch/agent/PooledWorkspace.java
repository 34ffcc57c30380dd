package dev.autoresearch.agent;

import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.LogEntry;
import dev.autoresearch.model.Plan;
import dev.autoresearch.session.AgentTree;
import dev.autoresearch.session.AgentTree.Left;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A worktree of its own as the workplace. */
final class PooledWorkspace implements Workspace {
    private final WorktreeWorkspace slot;
    private final AgentTree tree;
    private String loop = "";
    private int iteration;

    PooledWorkspace(WorktreeWorkspace slot) {
        this.slot = slot;
        this.tree = slot.tree();
    }

    @Override
    public void ready(Plan plan) {
        slot.begin();
        slot.refuseUnready(plan);
    }

    @Override
    public Attempt baseline(Plan plan) {
        slot.begin();
        return slot.attempt(LogEntry.of("baseline"), plan);
    }

    @Override
    public void open(String loop, int iteration) {
        this.loop = loop;
        this.iteration = iteration;
        slot.begin();
        tree.lend(loop, iteration);
    }

    @Override
    public int slot() {
        return slot.number();
    }

    @Override
    public String base() {
        return slot.base();
    }

    @Override
    public Path folder() {
        return slot.folder();
    }

    @Override
    public Left takeBack() {
        return slot.isBroken() ? madeAnew() : tree.takeBack();
    }

    /** The agent destroyed it: what is left of it is moved away by then. */
    private Left madeAnew() {
        slot.begin();
        tree.lend(loop, iteration);
        var left = tree.takeBack();
        return new Left(
                left.edited(),
                left.outside(),
                left.touched(),
                left.tree(),
                left.stored(),
                Optional.empty(),
                true,
                0,
                List.of("you destroyed your git worktree, which was made anew: only edit files"));
    }

    /** At the incumbent of then: if there is a newer one, the candidate is brought onto it before it is measured. */
    @Override
    public void bring(String stored) {
        slot.beginBefore(stored);
        tree.lend(loop, iteration);
        tree.bring(stored);
    }

    /** One that is gone, as when somebody empties the cache, holds nothing to put away: the next iteration makes it anew. */
    @Override
    public void clear() {
        if (!slot.isBroken()) tree.clear();
    }

    @Override
    public AgentTree tree() {
        return tree;
    }

    @Override
    public Optional<Attempt> catchUp(Plan plan) {
        return slot.catchUp(plan);
    }

    @Override
    public Attempt attempt(LogEntry entry, Plan plan) {
        return slot.attempt(entry, plan);
    }
}
