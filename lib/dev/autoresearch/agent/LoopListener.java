package dev.autoresearch.agent;

import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.LoopState;
import dev.autoresearch.model.LoopState.LoopReport;
import dev.autoresearch.model.Proposal;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Settlement;
import java.util.Optional;

/** Is called as a loop goes on, in the thread of the loop. */
public interface LoopListener {
    LoopListener NONE = new LoopListener() {};

    /** The loop begins, or goes on after an interruption. */
    default void begun(LoopState loop, Limits limits) {}

    /** What is no iteration was measured: the baseline, or a keep again, on a branch that had moved on. */
    default void aside(Attempt attempt) {}

    default void proposing(int iteration) {}

    default void measuring(Proposal proposal) {}

    default void step(Proposal proposal, Optional<Attempt> attempt) {}

    /** Later executions confirmed a keep, or took it out. */
    default void settled(Run run, Settlement settlement) {
        // most look at the steps only
    }

    /** The loop is over; when it was interrupted, this program ends as soon as this returns. */
    default void ended(LoopReport report) {}
}
