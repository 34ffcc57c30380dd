package dev.autoresearch.agent;

import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.LogEntry;
import dev.autoresearch.model.Plan;
import dev.autoresearch.session.AgentTree;
import dev.autoresearch.session.AgentTree.AgentChanges;
import dev.autoresearch.session.SessionContext;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where an agent works and its candidate is measured: one agent at a time. Whatever happens, killed at any moment included,
 * what was in it can be found again, and {@link #ready} leaves it as the incumbent is.
 */
abstract class Workspace {
    /** Of a session whose candidates stand here. */
    final SessionContext context;

    /** The tree that the agent edits. */
    final AgentTree tree;

    Workspace(SessionContext context, AgentTree tree) {
        this.context = context;
        this.tree = tree;
    }

    /** Leaves nothing of a dead loop here, and refuses to begin where nothing could be measured by this plan. */
    abstract void ready(Plan plan);

    /** Makes it as the incumbent is, and notes for which iteration. */
    void open(String loop, int iteration) {
        tree.lend(loop, iteration);
    }

    /** Its number among those of a loop, from 1; 0 for the user's own tree. */
    int number() {
        return context.site().map(SessionContext.Site::slot).orElse(0);
    }

    /** The full id of the commit that the edits here began at. */
    abstract String base();

    /** The session root here: the folder that the agent starts in. */
    Path folder() {
        return context.tree();
    }

    /** Takes stock when the agent has ended. Everything it left is stored by then, and its edits are still here. */
    AgentChanges takeBack() {
        return tree.takeBack();
    }

    /** Brings a stored candidate here, to go on with it. */
    void bring(String stored) {
        tree.bring(stored);
    }

    /**
     * Measures what is here against the incumbent, decides, records; afterwards it is kept, or gone from here.
     *
     * @param entry its status is decided here and must not be given
     */
    abstract Attempt attempt(LogEntry entry, Plan plan);

    /**
     * Brings what was kept onto a branch that has moved on meanwhile, and measures it again. To be called when no agent
     * works here.
     *
     * @return what came of it; empty when there was no need, or when that was tried already on the same commit
     */
    Optional<Attempt> catchUp(Plan plan) {
        return Optional.empty();
    }

    /** Puts away what is here; it is stored. */
    void clear() {
        tree.clear();
    }

    /**
     * This iteration is over.
     *
     * @param settled was the candidate recorded as a run, so that it need not be stored twice?
     */
    void close(boolean settled) {
        tree.close(settled);
    }
}
