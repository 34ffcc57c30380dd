package dev.autoresearch.stats;

import java.util.Arrays;
import java.util.OptionalDouble;

/** How large a gain is that so few pairs have shown that these alone bound nothing. */
final class FewPairs {
    /** A median of more outlives a spike by itself. */
    private static final int FEW = 2;

    private FewPairs() {}

    /**
     * The effect of a comparison, the open sides of its interval closed at the {@linkplain Noise#usualError usual error}
     * of a pair. The cautious guess of one or two pairs counts the look as one more: a median of three outlives a spike.
     *
     * @param noise known before the comparison
     * @param lookGain the gain in cost that the look suggested
     * @param margin how much worse in cost the candidate might be
     */
    static Effect effect(SequentialTest comparison, Noise noise, double lookGain, double margin) {
        Effect effect = comparison.effect();
        OptionalDouble error = noise.usualError();
        boolean keep =
                comparison.verdict().isPresent() && comparison.verdict().get().keep();
        double floor = keep ? -margin : Double.NEGATIVE_INFINITY;
        Effect closed = error.isEmpty() ? effect : effect.closed(error.getAsDouble(), floor);
        int pairs = comparison.pairs();
        if (pairs > FEW) return closed;
        double[] gains = Arrays.copyOf(comparison.gains(), pairs + 1);
        gains[pairs] = lookGain + margin;
        return closed.cautiously(Median.of(gains) - margin, noise.sigma() * noise.sigma() / gains.length);
    }
}
