package dev.autoresearch.stats.sim;

import dev.autoresearch.model.Direction;
import dev.autoresearch.stats.Aim;
import dev.autoresearch.stats.Decision;
import dev.autoresearch.stats.Need;
import dev.autoresearch.stats.PeerConfidence;
import dev.autoresearch.stats.Progress;
import dev.autoresearch.stats.Rule;
import dev.autoresearch.stats.Sample;
import dev.autoresearch.stats.SingleRule;
import dev.autoresearch.stats.Trial;
import dev.autoresearch.stats.Variant;
import dev.autoresearch.stats.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The peers' rule for those who heed their confidence: one strictly better measurement is kept if the confidence of the
 * segment, that run counted as kept, is at least 2 ("likely real").
 *
 * @param single the rule without the confidence
 * @param runs all runs so far
 */
record MadRule(Rule single, List<Sample> runs, Direction direction) implements Rule {
    private static final double LIKELY = 2;

    static MadRule startingAt(double value, Direction direction) {
        return new MadRule(SingleRule.startingAt(value, direction), List.of(new Sample(value, true)), direction);
    }

    @Override
    public Trial begin(Aim aim) {
        return new MadTrial(this, single.begin(aim));
    }

    @Override
    public OptionalDouble sigma() {
        return OptionalDouble.empty();
    }

    private List<Sample> with(double value, boolean kept) {
        List<Sample> longer = new ArrayList<>(runs);
        longer.add(new Sample(value, kept));
        return longer;
    }

    private static final class MadTrial implements Trial {
        private final MadRule rule;
        private final Trial single;
        private double measured;

        MadTrial(MadRule rule, Trial single) {
            this.rule = rule;
            this.single = single;
        }

        @Override
        public Need next() {
            return single.next();
        }

        @Override
        public void feed(Variant side, double value) {
            single.feed(side, value);
            measured = value;
        }

        @Override
        public void crashed(Variant side) {
            single.crashed(side);
        }

        @Override
        public Optional<Progress> progress() {
            return single.progress();
        }

        @Override
        public Optional<Decision> decision() {
            return single.decision().map(this::heedConfidence);
        }

        private Decision heedConfidence(Decision made) {
            boolean likely =
                    PeerConfidence.of(rule.with(measured, true), rule.direction).orElse(0) >= LIKELY;
            if (!made.verdict().keep() || likely) {
                return made;
            }
            return new Decision(
                    Verdict.NO_IMPROVEMENT, made.scale(), made.screenGain(), made.sigma(), made.runs(), made.pairs(),
                    made.effect(), made.comparison());
        }

        @Override
        public Rule after(boolean kept) {
            return new MadRule(single.after(kept), rule.with(measured, kept), rule.direction);
        }
    }
}
