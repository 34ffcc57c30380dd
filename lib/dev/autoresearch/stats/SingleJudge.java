package dev.autoresearch.stats;

import dev.autoresearch.model.Direction;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The peers' rule: one measurement that is strictly better than the best kept one is kept. More than half of what it
 * keeps on a noisy metric is no improvement (docs/verdicts.md).
 *
 * @param scale the coordinate in which its gains are told
 * @param best the metric value of the best kept run
 */
public record SingleJudge(Scale scale, double best) implements Judge {
    /** The judge of a new segment, whose baseline measured {@code value}. */
    public static SingleJudge startingAt(double value, Direction direction) {
        return new SingleJudge(Scale.of(new double[] {value}, direction), value);
    }

    /** What one measurement of a candidate says. */
    Verdict verdict(double value) {
        return scale.direction().better(value, best) ? Verdict.IMPROVED : Verdict.NO_IMPROVEMENT;
    }

    @Override
    public Hearing begin(Aim aim) {
        return new SingleHearing(this);
    }

    @Override
    public OptionalDouble sigma() {
        return OptionalDouble.empty();
    }

    private static final class SingleHearing implements Hearing {
        private final SingleJudge judge;
        private double measured = Double.NaN;
        private Optional<Decision> decision = Optional.empty();

        SingleHearing(SingleJudge judge) {
            this.judge = judge;
        }

        @Override
        public Need next() {
            return decision.isPresent() ? Need.NOTHING : Need.CANDIDATE;
        }

        @Override
        public void feed(Variant side, double value) {
            next().require(side);
            // a baseline above zero does not promise that all values are: the linear scale compares them too
            Scale scale = judge.scale.logarithmic() && value <= 0
                    ? Scale.of(new double[] {judge.best, value}, judge.scale.direction())
                    : judge.scale;
            double gain = scale.cost(judge.best) - scale.cost(value);
            measured = value;
            decision = Optional.of(new Decision(
                    judge.verdict(value),
                    scale,
                    gain,
                    OptionalDouble.empty(),
                    1,
                    0,
                    Optional.of(Effect.unbounded(gain)),
                    Optional.empty()));
        }

        @Override
        public void crashed(Variant side) {
            next().require(side);
            decision = Optional.of(Decision.crashed(judge.scale, OptionalDouble.empty(), 1, 0));
        }

        @Override
        public Optional<Decision> decision() {
            return decision;
        }

        @Override
        public Judge after(boolean kept) {
            Decision made = decided();
            return kept && !Double.isNaN(measured) ? new SingleJudge(made.scale(), measured) : judge;
        }
    }
}
