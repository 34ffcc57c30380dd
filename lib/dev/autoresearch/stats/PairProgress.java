package dev.autoresearch.stats;

/**
 * How far a comparison got.
 *
 * @param pairs pairs measured
 * @param maxPairs pairs after which it gives up
 * @param gain the median gain in cost so far
 * @param evidence odds for a gain so far; 41 means 41 to 1
 * @param needed odds at which the candidate is kept
 */
public record PairProgress(int pairs, int maxPairs, double gain, double evidence, double needed) {}
