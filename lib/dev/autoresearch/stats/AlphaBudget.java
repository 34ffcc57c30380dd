package dev.autoresearch.stats;

/**
 * How much risk of a false keep the next comparison may take, so that false keeps stay rare among all keeps over
 * hundreds of attempts: an online false-discovery budget with decaying memory (Ramdas et al. 2017, "Online control of
 * the false discovery rate with decaying memory", arXiv 1710.00499). A keep earns budget, a comparison spends it.
 *
 * @param rate the false-discovery rate to hold, in (0, 1)
 * @param spent risk taken so far, decayed; ≥ 0
 * @param kept keeps so far, decayed; ≥ 0
 */
record AlphaBudget(double rate, double spent, double kept) implements RiskBudget {
    /** The share of what is left that one comparison may spend. */
    static final double SHARE = 0.10;
    /** What one comparison leaves of the past. */
    static final double MEMORY = 0.98;
    /** No single comparison may take a greater risk than this. */
    static final double CAP = 0.05;

    private static final double FLOOR = 1e-6;
    /** What a session without a keep may count on, in keeps. */
    private static final double ADVANCE = 0.5;

    /** α of the next comparison, within 1e-6 and 0.05, whatever the look was like. */
    @Override
    public double next(double strength) {
        return next();
    }

    /** α of the next comparison, within 1e-6 and 0.05. */
    double next() {
        return SignBet.clamp(SHARE * (rate * Math.max(kept, ADVANCE) - spent), FLOOR, CAP);
    }

    @Override
    public AlphaBudget after(double alpha, boolean keep) {
        return new AlphaBudget(rate, MEMORY * spent + alpha, MEMORY * kept + (keep ? 1 : 0));
    }
}
