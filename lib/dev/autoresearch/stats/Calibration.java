package dev.autoresearch.stats;

import dev.autoresearch.model.Metric.Direction;
import dev.autoresearch.model.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The baseline measured several times in both places, to learn the noise and whether the places differ: a state machine
 * that is fed one execution at a time. After a warm-up in each place that does not count it takes six executions, three
 * if all are identical. Identical code runs in both places; if one looks faster in every pair, more pairs follow until
 * a bias of the place is certain or implausible.
 */
public final class Calibration {
    static final int RUNS = 6;
    private static final int RUNS_IF_IDENTICAL = 3;
    private static final int MAX_PAIRS = 8;

    private final Direction direction;
    private final int sides;
    private final List<Double> values = new ArrayList<>();
    private int warmUps;

    private Calibration(Direction direction, int sides) {
        this.direction = direction;
        this.sides = sides;
    }

    /** A calibration that alternates the incumbent's and the candidate's place. */
    public static Calibration inTwoPlaces(Direction direction) {
        return new Calibration(direction, 2);
    }

    /** A calibration where there is one place only, the candidate's. */
    public static Calibration inOnePlace(Direction direction) {
        return new Calibration(direction, 1);
    }

    /** Which place to execute in next. */
    public NextExecution next() {
        if (isDone()) return NextExecution.NOTHING;
        if (sides == 1) return NextExecution.CANDIDATE;
        // A B B A A B …: whoever runs second in a pair changes, so that an effect of the order is no bias of the place
        int position = isWarmUp() ? warmUps : values.size() % 4;
        return position == 0 || position == 3 ? NextExecution.CANDIDATE : NextExecution.INCUMBENT;
    }

    /** Whether the next execution only warms the place up. */
    public boolean isWarmUp() {
        return warmUps < sides;
    }

    /** Takes the metric value of one execution in the place that was needed. */
    public void feed(Side side, double value) {
        next().require(side);
        CostScale.of(new double[] {1, -1}, direction).cost(value);
        if (isWarmUp()) {
            warmUps++;
        } else {
            values.add(value);
        }
    }

    /** Whether the calibration is complete. */
    public boolean isDone() {
        if (isWarmUp() || values.size() < RUNS_IF_IDENTICAL) return false;
        boolean identical = true;
        for (var value : values) identical &= value.equals(values.get(0));
        return identical || (values.size() >= RUNS && !biasIsOpen());
    }

    /** The counted values in the order of execution. */
    public double[] values() {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The scale that fits the values. */
    public CostScale scale() {
        return CostScale.of(values(), direction);
    }

    /**
     * How much cheaper identical code is in the candidate's place; empty unless it is significant (a 90 % interval that
     * excludes 0 after at least five pairs that agree, or any difference if the places are deterministic).
     */
    public Optional<Effect> bias() {
        double[] differences = differences();
        if (!isDone() || !agree(differences)) return Optional.empty();
        double sigma = sigmaWithinPlaces();
        if (sigma == 0) return Optional.of(Effect.exactly(Interval.median(differences)));
        Effect effect = Effect.of(differences, sigma);
        return effect.interval().contains(0) ? Optional.empty() : Optional.of(effect);
    }

    /** The judge that this calibration prepares. */
    public PairedRule judge() {
        if (!isDone()) throw new IllegalStateException("the calibration needs more executions");
        return PairedRule.calibrated(scale(), values());
    }

    /** Whether it is too early to tell if the places differ. */
    private boolean biasIsOpen() {
        double[] differences = differences();
        if (values.size() % 2 == 1) return true;
        if (!agree(differences) || differences.length >= MAX_PAIRS) return false;
        double sigma = sigmaWithinPlaces();
        return sigma > 0 && Interval.of(differences, sigma).contains(0);
    }

    /** Cost in the incumbent's place minus cost in the candidate's, one for each complete pair. */
    private double[] differences() {
        double[] costs = scale().costs(values());
        double[] differences = new double[sides == 1 ? 0 : costs.length / 2];
        for (int i = 0; i < differences.length; i++) {
            double candidateFirst = costs[2 * i + 1] - costs[2 * i];
            differences[i] = i % 2 == 0 ? candidateFirst : -candidateFirst;
        }
        return differences;
    }

    private static boolean agree(double[] differences) {
        for (double difference : differences) {
            if (difference == 0 || Math.signum(difference) != Math.signum(differences[0])) return false;
        }
        return differences.length > 0;
    }

    /** Scale of the difference between two executions in the same place. */
    private double sigmaWithinPlaces() {
        double[] costs = scale().costs(values());
        int pairs = costs.length / 2;
        double[] residuals = new double[2 * (pairs - 1)];
        for (int i = 0; i + 1 < pairs; i++) {
            residuals[2 * i] = inPlace(costs, i + 1, Side.CANDIDATE) - inPlace(costs, i, Side.CANDIDATE);
            residuals[2 * i + 1] = inPlace(costs, i + 1, Side.INCUMBENT) - inPlace(costs, i, Side.INCUMBENT);
        }
        return Noise.of(residuals).sigma();
    }

    private static double inPlace(double[] costs, int pair, Side side) {
        boolean candidateFirst = pair % 2 == 0;
        return costs[2 * pair + (candidateFirst == (side == Side.CANDIDATE) ? 0 : 1)];
    }
}
