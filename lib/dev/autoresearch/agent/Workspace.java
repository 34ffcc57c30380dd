package dev.autoresearch.agent;

import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.LogEntry;
import dev.autoresearch.model.Plan;
import dev.autoresearch.session.AgentTree;
import dev.autoresearch.session.AgentTree.Left;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where an agent works and what it made is tried: one agent at a time. Whatever happens, killed at any moment included,
 * what was in it can be found again, and {@link #ready} leaves it as the incumbent is.
 */
public interface Workspace {
    /** Leaves nothing of a dead loop here, and refuses to begin where nobody could work or be measured by this plan. */
    void ready(Plan plan);

    /** Measures the incumbent as the baseline. */
    Attempt baseline(Plan plan);

    /** Makes it as the incumbent is, and notes for whom. */
    void open(String loop, int iteration);

    /** Its number among those of a loop, from 1; 0 for the user's own tree. */
    int slot();

    /** The full id of the incumbent that the edits here began at. */
    String base();

    /** The folder that the agent starts in. */
    Path folder();

    /** The tree that the agent edits. */
    AgentTree tree();

    /** Takes stock when the agent has ended. Everything it left is stored by then, and its edits are still here. */
    default Left takeBack() {
        return tree().takeBack();
    }

    /** Brings a stored candidate here, to go on with it. */
    default void bring(String stored) {
        tree().bring(stored);
    }

    /** Measures the candidate that is here, decides, records; afterwards it is kept, or gone from here. */
    Attempt attempt(LogEntry entry, Plan plan);

    /**
     * Brings what was kept onto a branch that has moved on meanwhile, and measures it again. To be called when no agent
     * works here.
     *
     * @return what came of it; empty when there was no need
     */
    default Optional<Attempt> catchUp(Plan plan) {
        return Optional.empty();
    }

    /** Puts away what is here; it is stored. */
    default void clear() {
        tree().clear();
    }

    /**
     * This iteration is over.
     *
     * @param settled was the candidate recorded as a run, so that it need not be stored twice?
     */
    default void close(boolean settled) {
        tree().close(settled);
    }
}
