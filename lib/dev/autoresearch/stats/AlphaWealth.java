package dev.autoresearch.stats;

/**
 * How much risk of a false keep the next comparison may take, so that false keeps stay rare among all keeps over
 * hundreds of attempts. A value: what comparisons used up gives the wealth for the next one.
 *
 * <p>It is alpha-investing (Foster and Stine 2008): a keep earns wealth, and only a comparison that ends without a keep
 * costs, the odds α/(1−α). It is SAFFRON with λ = α (Ramdas, Zrnic, Wainwright and Jordan 2018, arXiv 1802.09098), with
 * decaying memory (arXiv 1710.00499): of comparisons of identical code a share of at most α is kept, so for each such
 * keep at least (1−α)/α others end without one, and what those cost is an estimate of the false keeps from above. Where
 * most that is compared at all is kept, α grows far beyond the rate; where most comparisons are in vain, it shrinks.
 *
 * <p>How much of the wealth one comparison may stake depends on the look before it: as the likelihood ratio of a normal
 * deviation does, e^(z²/2), all of it from {@link #SURE} on. The coin of the pairs knows nothing of the look, so that
 * any stake that depends on the look alone is fair.
 *
 * @param spent odds lost so far, decayed; ≥ 0
 * @param kept keeps so far, decayed; ≥ 0
 */
record AlphaWealth(double spent, double kept) {
    /** Estimated false keeps per keep. What comes out is a fraction of it, as pairs are also given up for futility. */
    static final double RATE = 0.15;
    /** What one comparison leaves of the past. */
    static final double MEMORY = 0.98;
    /** No risk may be greater: a single pair that clearly agrees with a look beyond doubt just suffices. */
    static final double CAP = 0.55;
    /** A look of so many standard errors is chance once in 400 times. */
    static final double SURE = 2.8;

    private static final double FLOOR = 0.0005;
    /** What a session without a keep may count on, in keeps, an estimated 0.04 false ones: five clear pairs just suffice. */
    private static final double ADVANCE = 0.26;

    /**
     * α of the next comparison, in (0, 1).
     *
     * @param strength the gain that the look at the candidate suggests, in its standard errors
     */
    double next(double strength) {
        double wealth = RATE * Math.max(kept, ADVANCE) - spent;
        double z = SequentialTest.clamp(strength, 0, SURE);
        double stake = wealth * Math.exp((z * z - SURE * SURE) / 2);
        return SequentialTest.clamp(stake / (1 + Math.max(0, stake)), FLOOR, CAP);
    }

    /** The wealth after a comparison at {@code alpha}. */
    AlphaWealth after(double alpha, boolean keep) {
        double lost = keep ? 0 : alpha / (1 - alpha);
        return new AlphaWealth(MEMORY * spent + lost, MEMORY * kept + (keep ? 1 : 0));
    }
}
