package dev.autoresearch.stats;

/**
 * Decides on one candidate after another: an immutable value that holds all that was learned so far. Deciding on a
 * candidate gives the judge for the next one ({@link Hearing#after}), so that a journal of fed values replays to the same
 * state.
 */
public interface Judge {
    /** A new candidate's hearing. */
    Hearing begin(Aim aim);

    /** A hearing of a candidate that has to be better. */
    default Hearing begin() {
        return begin(Aim.BETTER);
    }
}
