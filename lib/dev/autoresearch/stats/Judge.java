package dev.autoresearch.stats;

import java.util.OptionalDouble;

/**
 * Decides on one candidate after another: an immutable value that holds all that was learned so far. Deciding on a
 * candidate gives the judge for the next one ({@link Trial#after}), so that a journal of fed values replays to the same
 * state.
 */
public interface Judge {
    /** A new candidate's trial. */
    Trial begin(Aim aim);

    /** A trial of a candidate that has to be better. */
    default Trial begin() {
        return begin(Aim.BETTER);
    }

    /** Scale of a pair's difference in cost between identical codes; empty if the judge does not look at noise. */
    OptionalDouble sigma();
}
