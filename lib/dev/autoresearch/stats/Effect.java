package dev.autoresearch.stats;

import java.util.OptionalDouble;

/**
 * How large a gain is, as a difference in cost: positive is better ({@link CostScale#change} says what it means for the
 * metric).
 *
 * @param gain the best guess for this candidate
 * @param cautious the guess to add up over kept candidates. What is kept was lucky more often than not; this takes the
 *     luck out on average, by shrinking the gain by its own noise (James and Stein 1961, with one mean)
 * @param interval the 90 % interval
 */
public record Effect(double gain, double cautious, Interval interval) {
    /** A gain that two deterministic values show exactly. */
    static Effect exactly(double gain) {
        return new Effect(gain, gain, Interval.exactly(gain));
    }

    /**
     * The median of the differences within their interval.
     *
     * @param differences cost of the incumbent minus cost of the candidate, one a pair, at least one
     * @param sigma scale of such a difference between identical codes, positive
     */
    public static Effect of(double[] differences, double sigma) {
        return within(differences, sigma, Interval.of(differences, sigma), 0);
    }

    /** The median of the differences within a given interval, all moved by {@code shift}. */
    static Effect within(double[] differences, double sigma, Interval interval, double shift) {
        double gain = interval.nearest(Interval.median(differences)) + shift;
        // the variance of a median of n normal values is about π/2 · σ²/n
        double variance = Math.PI / 2 * sigma * sigma / differences.length;
        return new Effect(gain, shrunk(gain, variance), interval.plus(shift));
    }

    private static double shrunk(double gain, double variance) {
        return gain == 0 ? 0 : gain * Math.max(0, 1 - variance / (gain * gain));
    }

    /** The same with a cautious guess from another estimate of that variance. */
    Effect cautiously(double estimate, double variance) {
        return new Effect(gain, shrunk(estimate, variance), interval);
    }

    /** The same with the sides that so few pairs left open closed at a usual pair's error, but not below {@code floor}. */
    Effect closed(double error, double floor) {
        var low = OptionalDouble.of(interval.low().orElse(Math.max(Math.min(gain, floor), gain - error)));
        var high = OptionalDouble.of(interval.high().orElse(gain + error));
        return new Effect(gain, cautious, new Interval(low, high));
    }
}
