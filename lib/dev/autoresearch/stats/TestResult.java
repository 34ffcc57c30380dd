package dev.autoresearch.stats;

import java.util.List;

/**
 * What a sequential test in pairs came to.
 *
 * @param alpha the risk of a false keep that it took
 * @param logEvidence natural logarithm of the odds for a gain
 * @param logFutility natural logarithm of the likelihood ratio of the gain looked for
 * @param gains each pair's gain in cost, beyond the aim's margin
 */
public record TestResult(double alpha, double logEvidence, double logFutility, List<Double> gains) {}
