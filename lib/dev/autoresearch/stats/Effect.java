package dev.autoresearch.stats;

/**
 * How large a gain is: positive is better.
 *
 * @param gain the best guess, a difference in cost ({@link Scale#change} says what it means for the metric)
 * @param interval its 90 % interval
 */
public record Effect(double gain, Interval interval) {
    /** A gain that two deterministic values show exactly. */
    static Effect exactly(double gain) {
        return new Effect(gain, Interval.exactly(gain));
    }

    /** A gain that a single look suggests, nothing known about its noise. */
    static Effect unbounded(double gain) {
        return new Effect(gain, Interval.UNBOUNDED);
    }

    /** The median of the differences within their interval. */
    public static Effect of(double[] differences, double sigma) {
        return within(differences, Interval.of(differences, sigma));
    }

    /** The median of the differences within a given interval. */
    static Effect within(double[] differences, Interval interval) {
        return new Effect(interval.nearest(Median.of(differences)), interval);
    }

    Effect plus(double shift) {
        return new Effect(gain + shift, interval.plus(shift));
    }
}
