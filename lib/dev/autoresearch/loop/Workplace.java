package dev.autoresearch.loop;

import dev.autoresearch.AgentTree.Left;
import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.LogEntry;
import dev.autoresearch.model.Plan;
import java.nio.file.Path;

/**
 * Where an agent works and what it made is tried: one agent at a time. Whatever happens, killed at any moment included,
 * what was in it can be found again, and {@link #recover} leaves it as the incumbent is.
 */
public interface Workplace {
    /** Makes sure that nothing of a dead loop is left here. */
    void recover();

    /** Makes it as the incumbent is, and notes for whom. */
    void open(String loop, int iteration);

    /** The folder that the agent starts in. */
    Path folder();

    /** Takes stock when the agent has ended. Everything it left is stored by then, and its edits are still here. */
    Left takeBack();

    /** Brings a stored candidate here, to go on with it. */
    void bring(String stored);

    /** Measures the candidate that is here, decides, records; afterwards it is kept, or gone from here. */
    Attempt attempt(LogEntry entry, Plan plan);

    /** Puts away what is here; it is stored. */
    void clear();

    /**
     * This iteration is over.
     *
     * @param settled was the candidate recorded as a run, so that it need not be stored twice?
     */
    void close(boolean settled);
}
