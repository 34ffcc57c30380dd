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
public record SingleRule(Scale scale, double best) implements Rule {
    /** The rule of a new segment, whose baseline measured {@code value}. */
    public static SingleRule startingAt(double value, Direction direction) {
        return new SingleRule(Scale.of(new double[] {value}, direction), value);
    }

    @Override
    public Trial begin(Aim aim) {
        return new SingleTrial(this);
    }

    @Override
    public OptionalDouble sigma() {
        return OptionalDouble.empty();
    }

    private static final class SingleTrial implements Trial {
        private final SingleRule rule;
        private double measured = Double.NaN;
        private Optional<Decision> decision = Optional.empty();

        SingleTrial(SingleRule rule) {
            this.rule = rule;
        }

        @Override
        public Need next() {
            return decision.isPresent() ? Need.NOTHING : Need.CANDIDATE;
        }

        @Override
        public void feed(Variant side, double value) {
            next().require(side);
            // a baseline above zero does not promise that all values are: the linear scale compares them too
            Scale scale = rule.scale.logarithmic() && value <= 0
                    ? Scale.of(new double[] {rule.best, value}, rule.scale.direction())
                    : rule.scale;
            double gain = scale.cost(rule.best) - scale.cost(value);
            boolean better = scale.direction().better(value, rule.best);
            measured = value;
            decision = Optional.of(new Decision(
                    better ? Verdict.IMPROVED : Verdict.NO_IMPROVEMENT, scale, gain, OptionalDouble.empty(), 1, 0,
                    Optional.of(Effect.unbounded(gain)), Optional.empty()));
        }

        @Override
        public void crashed(Variant side) {
            next().require(side);
            decision = Optional.of(Decision.crashed(rule.scale, OptionalDouble.empty(), 1, 0));
        }

        @Override
        public Optional<Progress> progress() {
            return Optional.empty();
        }

        @Override
        public Optional<Decision> decision() {
            return decision;
        }

        @Override
        public Rule after(boolean kept) {
            Decision made = decision.orElseThrow(() -> new IllegalStateException("the trial is not decided yet"));
            return kept && !Double.isNaN(measured) ? new SingleRule(made.scale(), measured) : rule;
        }
    }
}
