package dev.autoresearch.stats;

import java.util.OptionalInt;

/**
 * What a candidate has to show to be kept.
 *
 * @param tolerance the fraction by which it may be worse (0.01 is 1 %), 0 for "better", negative for "better by at
 *     least that much"
 * @param maxPairs pairs after which to give up; empty for the rule's own limit
 */
public record KeepCriterion(double tolerance, OptionalInt maxPairs) {
    /** Any gain. */
    public static final KeepCriterion BETTER = new KeepCriterion(0, OptionalInt.empty());

    /** Checks the ranges. */
    public KeepCriterion {
        if (!(tolerance > -1 && tolerance < 1)) {
            throw new IllegalArgumentException("tolerance out of (-1, 1): " + tolerance);
        }
        if (maxPairs.orElse(1) < 1) throw new IllegalArgumentException("max pairs below 1: " + maxPairs);
    }

    /** The same aim within {@code pairs} pairs, at least 1. */
    public KeepCriterion withMaxPairs(int pairs) {
        return new KeepCriterion(tolerance, OptionalInt.of(pairs));
    }
}
