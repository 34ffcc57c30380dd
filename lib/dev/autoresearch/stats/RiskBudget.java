package dev.autoresearch.stats;

/**
 * How much risk of a false keep the next comparison may take, so that false keeps stay rare among all keeps over
 * hundreds of attempts. A value: what comparisons used up gives the budget for the next one.
 */
sealed interface RiskBudget permits AlphaBudget, AlphaWealth {
    /**
     * α of the next comparison, in (0, 1).
     *
     * @param strength the gain that the look at the candidate suggests, in its standard errors
     */
    double next(double strength);

    /** The budget after a comparison at {@code alpha}. */
    RiskBudget after(double alpha, boolean keep);

    /** Risk taken so far, decayed; ≥ 0. */
    double spent();

    /** Keeps so far, decayed; ≥ 0. */
    double kept();
}
