package dev.autoresearch.loop;

import dev.autoresearch.AgentTree;
import dev.autoresearch.AgentTree.Left;
import dev.autoresearch.AutoResearch;
import dev.autoresearch.Change;
import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.LogEntry;
import dev.autoresearch.model.Plan;
import java.nio.file.Path;

/** The user's own tree as the workplace. */
final class InTree implements Workplace {
    private final AutoResearch research;
    private final AgentTree tree;

    InTree(AutoResearch research) {
        this.research = research;
        this.tree = research.premises().tree();
    }

    @Override
    public void recover() {
        tree.recover();
    }

    @Override
    public void open(String loop, int iteration) {
        tree.lend(loop, iteration);
    }

    @Override
    public Path folder() {
        return research.root();
    }

    @Override
    public Left takeBack() {
        return tree.takeBack();
    }

    @Override
    public void bring(String stored) {
        tree.bring(stored);
    }

    @Override
    public Attempt attempt(LogEntry entry, Plan plan) {
        return research.attempt(entry, Change.NONE, plan);
    }

    @Override
    public void clear() {
        tree.clear();
    }

    @Override
    public void close(boolean settled) {
        tree.close(settled);
    }
}
