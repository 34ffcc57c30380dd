package dev.autoresearch.stats;

import java.util.List;

/**
 * The evidence of a comparison in pairs, for the journal.
 *
 * @param alpha the risk of a false keep that it took
 * @param logEvidence natural logarithm of the odds for a gain
 * @param logFutility natural logarithm of the likelihood ratio of the gain looked for
 * @param gains each pair's gain in cost, beyond the aim's margin
 */
public record Comparison(double alpha, double logEvidence, double logFutility, List<Double> gains) {}
