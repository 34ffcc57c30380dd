package dev.autoresearch.stats;

import dev.autoresearch.model.Metric.Direction;
import dev.autoresearch.model.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pairs of a number that is settled beforehand, for an estimate without a decision. Its interval is the anytime-valid
 * one of {@link Interval}: wider than a fixed number of pairs would need, and still true if somebody stops early or adds
 * pairs.
 */
public final class FixedPairs {
    private final int wanted;
    private final List<Double> incumbents = new ArrayList<>();
    private final List<Double> candidates = new ArrayList<>();
    private Optional<Half> half = Optional.empty();

    private record Half(Side side, double value) {}

    /**
     * What the pairs say.
     *
     * @param scale the coordinate of the effect
     * @param pairs pairs that count
     */
    public record Estimate(CostScale scale, Effect effect, int pairs) {}

    /** So many pairs, at least 1. */
    public FixedPairs(int wanted) {
        this.wanted = wanted;
    }

    /** Which side to execute next. */
    public NextExecution next() {
        if (pairs() >= wanted) return NextExecution.NOTHING;
        return half.map(first -> NextExecution.of(first.side().other())).orElse(NextExecution.EITHER);
    }

    /** Pairs so far. */
    public int pairs() {
        return candidates.size();
    }

    /** Takes the metric value of one execution. */
    public void feed(Side side, double value) {
        if (half.isEmpty() || half.get().side() == side) {
            half = Optional.of(new Half(side, value));
            return;
        }
        double first = half.get().value();
        half = Optional.empty();
        incumbents.add(side == Side.INCUMBENT ? value : first);
        candidates.add(side == Side.CANDIDATE ? value : first);
    }

    /** Takes a failure: the half-measured pair is dropped and measured again. */
    public void crashed() {
        half = Optional.empty();
    }

    /**
     * The effect of at least one pair.
     *
     * @param judge knows the segment's noise, where it was calibrated; else the pairs' own deviations tell it
     */
    public Estimate estimate(Direction direction, Optional<PairedRule> judge) {
        Optional<PairedRule> fitting = judge.filter(known -> !known.scale().logarithmic() || allPositive());
        CostScale scale = fitting.map(PairedRule::scale).orElseGet(() -> CostScale.of(all(), direction));
        double[] gains = new double[pairs()];
        for (int i = 0; i < gains.length; i++) gains[i] = scale.cost(incumbents.get(i)) - scale.cost(candidates.get(i));
        double known = fitting.map(one -> one.noise().sigma()).orElse(0.0);
        double sigma = known > 0 ? known : Noise.of(Noise.residualsOf(gains)).sigma();
        Effect effect = sigma > 0 ? Effect.of(gains, sigma) : Effect.exactly(Interval.median(gains));
        return new Estimate(scale, effect, pairs());
    }

    private boolean allPositive() {
        for (double value : all()) if (value <= 0) return false;
        return true;
    }

    private double[] all() {
        List<Double> values = new ArrayList<>(incumbents);
        values.addAll(candidates);
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
