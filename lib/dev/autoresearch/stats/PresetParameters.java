package dev.autoresearch.stats;

/**
 * How much to spend on one idea.
 *
 * @param screen a candidate whose first run does not gain {@code screen·σ/√2} is not tested further; ≥ 0. By the noise,
 *     {@link Screening} decides that
 * @param futility the gain in units of σ for which giving up is a mistake; larger gives up sooner; positive
 * @param maxPairs pairs after which a comparison stays undecided; positive
 */
record PresetParameters(double screen, double futility, int maxPairs) {
    /** Found by simulation (docs/verdicts.md): 2 at a σ of 0.8 %, 1.1 at 2.8 %, 0.7 at 7 %, 0.5 from 13 % on. */
    private static final double FUTILITY_FACTOR = 0.18;

    private static final double LEAST_FUTILITY = 0.5;
    private static final double GREATEST_FUTILITY = 2.0;
    private static final int MANY_PAIRS = 100;

    /** As brief as the noise allows: pairs are given up sooner where they say more. */
    static PresetParameters forNoise(double sigma) {
        double futility = FUTILITY_FACTOR / Math.sqrt(sigma);
        return new PresetParameters(0, SignBet.clamp(futility, LEAST_FUTILITY, GREATEST_FUTILITY), MANY_PAIRS);
    }

    PresetParameters withMaxPairs(int pairs) {
        return new PresetParameters(screen, futility, pairs);
    }
}
