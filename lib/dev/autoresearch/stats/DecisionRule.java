package dev.autoresearch.stats;

import java.util.OptionalDouble;

/**
 * Decides on one candidate after another: an immutable value that holds all that was learned so far. Deciding on a
 * candidate gives the judge for the next one ({@link Comparison#after}), so that a journal of fed values replays to the same
 * state.
 */
public interface DecisionRule {
    /** The coordinate in which it compares. */
    CostScale scale();

    /** Scale of the difference of two executions of the same code in cost; 0 for a deterministic metric. */
    double sigma();

    /** HEAD's metric value, as far as it is known; empty where it must be measured before a candidate. */
    OptionalDouble incumbentValue();

    /** A new candidate's comparison. */
    Comparison begin(KeepCriterion aim);

    /** A comparison of a candidate that has to be better. */
    default Comparison begin() {
        return begin(KeepCriterion.BETTER);
    }
}
