package dev.autoresearch.stats;

import dev.autoresearch.stats.filter.LevelFilter;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * An interval for the median gain, valid whenever one looks at it. A side is open until enough pairs bound it.
 *
 * @param low the smallest gain in cost that the pairs do not speak against
 * @param high the greatest one
 */
public record Interval(OptionalDouble low, OptionalDouble high) {
    /** The bet against each gain, in 1/σ. */
    static final double BET = 0.7;
    /** Odds at which a gain is excluded; 20 to 1 on each side make a 90 % interval. */
    static final double ODDS = 20;

    /** Excludes nothing. */
    static final Interval UNBOUNDED = new Interval(OptionalDouble.empty(), OptionalDouble.empty());

    private static final int BISECTIONS = 100;
    /** A 90 % interval leaves out this probability at each end. */
    private static final double TAIL = 0.05;

    /** The median of {@code values}, at least one; an even count averages the two middle values. */
    public static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The interval of one exact gain. */
    static Interval exactly(double gain) {
        return new Interval(OptionalDouble.of(gain), OptionalDouble.of(gain));
    }

    /**
     * The 90 % interval of the median of {@code differences}: all gains that a bet with fixed stake would not exclude
     * at 20 to 1 (a confidence sequence: Howard et al., "Time-uniform, nonparametric, nonasymptotic confidence
     * sequences", arXiv 1810.08240).
     *
     * @param differences cost of the incumbent minus cost of the candidate, one a pair
     * @param sigma scale of such a difference between identical codes, positive
     */
    public static Interval of(double[] differences, double sigma) {
        if (differences.length == 0) return UNBOUNDED;
        double least = differences[0];
        double greatest = differences[0];
        for (double difference : differences) {
            least = Math.min(least, difference);
            greatest = Math.max(greatest, difference);
        }
        double from = least - 10 * sigma;
        double to = greatest + 10 * sigma;
        return new Interval(edge(differences, sigma, from, to, BET), edge(differences, sigma, to, from, -BET));
    }

    /** Whether a gain lies inside; an open side excludes nothing. */
    public boolean contains(double gain) {
        return gain >= low.orElse(Double.NEGATIVE_INFINITY) && gain <= high.orElse(Double.POSITIVE_INFINITY);
    }

    /** The gain nearest to {@code gain} that lies inside. */
    double nearest(double gain) {
        double raised = Math.max(gain, low.orElse(gain));
        return Math.min(raised, high.orElse(raised));
    }

    /** The same interval with its lower end at {@code floor} at least. */
    Interval atLeast(double floor) {
        return new Interval(low.isPresent() ? OptionalDouble.of(Math.max(low.getAsDouble(), floor)) : low, high);
    }

    /** The same interval moved by {@code shift}. */
    Interval plus(double shift) {
        return new Interval(moved(low, shift), moved(high, shift));
    }

    private static OptionalDouble moved(OptionalDouble end, double shift) {
        return end.isPresent() ? OptionalDouble.of(end.getAsDouble() + shift) : end;
    }

    /** Bisects between {@code out}, which must be excluded (else the side is open), and {@code in}, which is not. */
    private static OptionalDouble edge(double[] differences, double sigma, double out, double in, double bet) {
        double threshold = Math.log(ODDS);
        if (against(out, differences, sigma, bet) < threshold) return OptionalDouble.empty();
        double excluded = out;
        double included = in;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (excluded + included) / 2;
            if (against(middle, differences, sigma, bet) >= threshold) {
                excluded = middle;
            } else {
                included = middle;
            }
        }
        return OptionalDouble.of(excluded);
    }

    private static double against(double gain, double[] differences, double sigma, double bet) {
        double evidence = 0;
        for (double difference : differences) {
            evidence += CoinBet.logFactor(bet * CoinBet.standardised(difference - gain, sigma));
        }
        return evidence;
    }

    /** The 90 % credible interval of an open candidate's gain: the 5 % and the 95 % quantile of its posterior. */
    public static Interval credible(LevelFilter filter) {
        return new Interval(OptionalDouble.of(filter.quantile(TAIL)), OptionalDouble.of(filter.quantile(1 - TAIL)));
    }
}
