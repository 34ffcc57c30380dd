package dev.autoresearch.simulate;

import dev.autoresearch.Problem;
import dev.autoresearch.model.Keyword;
import dev.autoresearch.model.Metric.Direction;
import dev.autoresearch.model.Side;
import dev.autoresearch.stats.Calibration;
import dev.autoresearch.stats.DecisionRule;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** A way to decide, by name: a rule of ours, or one of the peers. */
public enum Policy implements Keyword {
    /** The peers' rule: one better measurement is enough. */
    SINGLE,
    /** The peers' rule with their confidence of at least 2. */
    MAD2,
    /** Pairs in an order by coin: what is kept is proven, whatever the noise. */
    PAIRED,
    /** Each run is worth its price: keeps may be provisional, and an idle machine goes on looking. */
    AUTO,
    /** The same, were a candidate decided only when the next one is there: a study of what that would bring. */
    AUTO_OPEN,
    /** Knows the truth after one run: what no rule can surpass. */
    ORACLE;

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The policy of that word. */
    public static Policy of(String word) {
        var known = Arrays.stream(values()).map(Policy::word).collect(Collectors.joining(", "));
        return Keyword.of(Policy.class, word)
                .orElseThrow(() -> new Problem("unknown policy '" + word + "'", "choose one of " + known));
    }

    /** Plays a session, or compares identical code once. */
    SimulationTotals play(SimulatedSession session, SplittableRandom random, boolean identicalCode) {
        if (this == AUTO || this == AUTO_OPEN) {
            var decisions = new ProvisionalDecisions(session, random, this == AUTO_OPEN);
            return identicalCode ? decisions.compareIdenticalCode() : decisions.play();
        }
        var decisions = new FinalDecisions(session, this);
        return identicalCode ? decisions.compareIdenticalCode() : decisions.play();
    }

    /** The judge of a new session, whose baseline executes through {@code baseline} as often as needed. */
    DecisionRule begin(ToDoubleFunction<Side> baseline) {
        if (this == PAIRED) {
            Calibration calibration = Calibration.inTwoPlaces(Direction.LOWER);
            while (!calibration.isDone()) {
                Side place = calibration.next().side(false);
                calibration.feed(place, baseline.applyAsDouble(place));
            }
            return calibration.judge();
        }
        double value = baseline.applyAsDouble(Side.CANDIDATE);
        return PeerRule.startingAt(value, this == MAD2);
    }
}
