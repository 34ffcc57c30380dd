package dev.autoresearch.stats.sim;

import dev.autoresearch.model.Direction;
import dev.autoresearch.stats.Aim;
import dev.autoresearch.stats.Decision;
import dev.autoresearch.stats.Hearing;
import dev.autoresearch.stats.Judge;
import dev.autoresearch.stats.Need;
import dev.autoresearch.stats.PeerConfidence;
import dev.autoresearch.stats.Progress;
import dev.autoresearch.stats.Sample;
import dev.autoresearch.stats.SingleJudge;
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
record MadJudge(Judge single, List<Sample> runs, Direction direction) implements Judge {
    private static final double LIKELY = 2;

    static MadJudge startingAt(double value, Direction direction) {
        return new MadJudge(SingleJudge.startingAt(value, direction), List.of(new Sample(value, true)), direction);
    }

    @Override
    public Hearing begin(Aim aim) {
        return new MadHearing(this, single.begin(aim));
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

    private static final class MadHearing implements Hearing {
        private final MadJudge judge;
        private final Hearing single;
        private double measured;

        MadHearing(MadJudge judge, Hearing single) {
            this.judge = judge;
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
            boolean likely = PeerConfidence.of(judge.with(measured, true), judge.direction)
                            .orElse(0)
                    >= LIKELY;
            if (!made.verdict().keep() || likely) {
                return made;
            }
            return new Decision(
                    Verdict.NO_IMPROVEMENT,
                    made.scale(),
                    made.screenGain(),
                    made.sigma(),
                    made.runs(),
                    made.pairs(),
                    made.effect(),
                    made.test());
        }

        @Override
        public Judge after(boolean kept) {
            return new MadJudge(single.after(kept), judge.with(measured, kept), judge.direction);
        }
    }
}
