package dev.autoresearch.stats;

/**
 * How much to spend on one idea.
 *
 * @param screen a candidate whose first run does not gain {@code screen·σ/√2} is not tested further; ≥ 0
 * @param futility the gain in units of σ for which giving up is a mistake; larger gives up sooner; positive
 * @param maxPairs pairs after which a comparison stays undecided; positive
 */
record Tuning(double screen, double futility, int maxPairs) {
    Tuning withMaxPairs(int pairs) {
        return new Tuning(screen, futility, pairs);
    }
}
