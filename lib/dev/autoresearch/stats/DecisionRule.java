package dev.autoresearch.stats;

/**
 * Decides on one candidate after another: an immutable value that holds all that was learned so far. Deciding on a
 * candidate gives the judge for the next one ({@link Comparison#after}), so that a journal of fed values replays to the same
 * state.
 */
public interface DecisionRule {
    /** A new candidate's comparison. */
    Comparison begin(KeepCriterion aim);

    /** A comparison of a candidate that has to be better. */
    default Comparison begin() {
        return begin(KeepCriterion.BETTER);
    }
}
