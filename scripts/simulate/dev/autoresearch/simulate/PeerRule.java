package dev.autoresearch.simulate;

import dev.autoresearch.model.Metric.Direction;
import dev.autoresearch.model.Side;
import dev.autoresearch.model.Verdict;
import dev.autoresearch.stats.Comparison;
import dev.autoresearch.stats.CostScale;
import dev.autoresearch.stats.Decision;
import dev.autoresearch.stats.DecisionRule;
import dev.autoresearch.stats.Effect;
import dev.autoresearch.stats.Interval;
import dev.autoresearch.stats.KeepCriterion;
import dev.autoresearch.stats.NextExecution;
import dev.autoresearch.stats.PeerConfidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The peers' rule: one measurement that is strictly better than the best kept one is kept. Those who heed the peers'
 * confidence keep it only if the confidence of the segment, that run counted as kept, is at least 2 ("likely real").
 *
 * @param best the time of the best kept run, positive
 * @param heedsConfidence does the confidence count?
 * @param runs all runs so far, where it does
 */
record PeerRule(double best, boolean heedsConfidence, List<PeerConfidence.Sample> runs) implements DecisionRule {
    private static final CostScale TIME = new CostScale(Direction.LOWER, true, 1);
    private static final double LIKELY = 2;

    static PeerRule startingAt(double value, boolean heedsConfidence) {
        return new PeerRule(
                value, heedsConfidence, heedsConfidence ? List.of(new PeerConfidence.Sample(value, true)) : List.of());
    }

    @Override
    public Comparison begin(KeepCriterion aim) {
        return new SingleRun(this);
    }

    @Override
    public CostScale scale() {
        return TIME;
    }

    /** It looks at no noise. */
    @Override
    public double sigma() {
        return 0;
    }

    @Override
    public OptionalDouble incumbentValue() {
        return OptionalDouble.of(best);
    }

    private boolean keeps(double value) {
        return Direction.LOWER.better(value, best) && (!heedsConfidence || isLikely(value));
    }

    private boolean isLikely(double value) {
        return PeerConfidence.of(with(value, true), Direction.LOWER).orElse(0) >= LIKELY;
    }

    private List<PeerConfidence.Sample> with(double value, boolean kept) {
        var longer = new ArrayList<>(runs);
        longer.add(new PeerConfidence.Sample(value, kept));
        return longer;
    }

    private PeerRule after(double value, boolean kept) {
        return new PeerRule(kept ? value : best, heedsConfidence, heedsConfidence ? with(value, kept) : runs);
    }

    /** Decides on the first value. */
    private static final class SingleRun implements Comparison {
        private final PeerRule judge;
        private double measured;
        private Optional<Decision> decision = Optional.empty();

        SingleRun(PeerRule judge) {
            this.judge = judge;
        }

        @Override
        public NextExecution next() {
            return decision.isPresent() ? NextExecution.NOTHING : NextExecution.CANDIDATE;
        }

        @Override
        public void feed(Side side, double value) {
            measured = value;
            double gain = TIME.cost(judge.best) - TIME.cost(value);
            var unbounded = new Interval(OptionalDouble.empty(), OptionalDouble.empty());
            decision = Optional.of(new Decision(
                    judge.keeps(value) ? Verdict.IMPROVED : Verdict.NO_IMPROVEMENT,
                    TIME,
                    gain,
                    OptionalDouble.empty(),
                    1,
                    0,
                    Optional.of(new Effect(gain, gain, unbounded)),
                    OptionalDouble.empty(),
                    Optional.empty()));
        }

        @Override
        public void crashed(Side side) {
            throw new IllegalStateException("simulated code does not crash");
        }

        @Override
        public Optional<Decision> decision() {
            return decision;
        }

        @Override
        public DecisionRule after(boolean kept) {
            return judge.after(measured, kept);
        }
    }
}
