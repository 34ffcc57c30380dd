package dev.autoresearch.simulate;

import dev.autoresearch.Problem;
import dev.autoresearch.model.Keyword;
import dev.autoresearch.model.Metric.Direction;
import dev.autoresearch.model.Side;
import dev.autoresearch.stats.Calibration;
import dev.autoresearch.stats.DecisionRule;
import dev.autoresearch.stats.PairedRule;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** A way to decide, by name: one of our rules, or one of the peers. */
public enum Policy implements Keyword {
    /** The peers' rule: one better measurement is enough. */
    SINGLE,
    /** The peers' rule with their confidence of at least 2. */
    MAD2,
    /** Pairs, until the evidence suffices. */
    PAIRED,
    /** What is used when no rule is named. */
    AUTO,
    /** Knows the truth after one run: what no rule can surpass. */
    ORACLE;

    /** The policy of that word. */
    public static Policy of(String word) {
        var known = Arrays.stream(values()).map(Policy::word).collect(Collectors.joining(", "));
        return Keyword.of(Policy.class, word)
                .orElseThrow(() -> new Problem("unknown policy '" + word + "'", "choose one of " + known));
    }

    /** The judge of a new session, whose baseline executes through {@code baseline} as often as needed. */
    DecisionRule begin(ToDoubleFunction<Side> baseline) {
        if (PairedRule.isCalled(word())) {
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
