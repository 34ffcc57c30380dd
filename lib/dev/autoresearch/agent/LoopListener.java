package dev.autoresearch.agent;

import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.LoopState;
import dev.autoresearch.model.LoopState.LoopReport;
import dev.autoresearch.model.Proposal;
import java.util.Optional;

/** Is called as a loop goes on, in the thread of the loop. */
public interface LoopListener {
    /** Sees nothing. */
    LoopListener NONE = new LoopListener() {};

    /** The loop begins, or goes on after an interruption. */
    default void begun(LoopState loop, Limits limits) {
        // most look at the steps only
    }

    /** What is no iteration was measured: the baseline, or a keep again, on a branch that had moved on. */
    default void aside(Attempt attempt) {
        // most look at the steps only
    }

    /** An agent is about to work. */
    default void proposing(int iteration) {
        // most look at the steps only
    }

    /** A candidate is about to be measured. */
    default void measuring(Proposal proposal) {
        // most look at the steps only
    }

    /** An iteration is over. */
    default void step(Proposal proposal, Optional<Attempt> attempt) {
        // some look at the report only
    }

    /** The loop is over; when it was interrupted, this program ends as soon as this returns. */
    default void ended(LoopReport report) {
        // the caller gets the report, too
    }
}
