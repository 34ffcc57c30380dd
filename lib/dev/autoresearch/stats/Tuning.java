package dev.autoresearch.stats;

/**
 * How much to spend on one idea.
 *
 * @param screen a candidate whose first run does not gain {@code screen·σ/√2} is not tested further; ≥ 0
 * @param futility the gain in units of σ for which giving up is a mistake; larger gives up sooner; positive
 * @param maxPairs pairs after which a comparison stays undecided; positive
 */
record Tuning(double screen, double futility, int maxPairs) {
    /** A gain in cost that is not to be missed: 3 %. */
    private static final double WANTED = 0.03;
    /** A single run may lose that much of a gain, in σ, more than once in ten times. */
    private static final double SCREEN_LOSS = 1.15;

    private static final double LEAST_SCREEN = 0.2;
    private static final double GREATEST_SCREEN = 2.0;
    /** Found by simulation (docs/verdicts.md): 2 at a σ of 0.8 %, 1.1 at 2.8 %, 0.7 at 7 %, 0.5 from 13 % on. */
    private static final double FUTILITY_FACTOR = 0.18;

    private static final double LEAST_FUTILITY = 0.5;
    private static final double GREATEST_FUTILITY = 2.0;
    private static final int MANY_PAIRS = 100;

    /**
     * As brief as the noise allows: the first run may send away as many candidates as it can without losing a gain of
     * 3 %, and pairs are given up sooner where they say more.
     */
    static Tuning forNoise(double sigma) {
        double screen = Math.sqrt(2) * (WANTED / sigma - SCREEN_LOSS);
        double futility = FUTILITY_FACTOR / Math.sqrt(sigma);
        return new Tuning(
                Evidence.clamp(screen, LEAST_SCREEN, GREATEST_SCREEN),
                Evidence.clamp(futility, LEAST_FUTILITY, GREATEST_FUTILITY),
                MANY_PAIRS);
    }

    Tuning withMaxPairs(int pairs) {
        return new Tuning(screen, futility, pairs);
    }
}
