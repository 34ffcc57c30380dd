package dev.autoresearch.simulate;

import dev.autoresearch.Problem;
import dev.autoresearch.model.Direction;
import dev.autoresearch.stats.Calibration;
import dev.autoresearch.stats.DecisionRule;
import dev.autoresearch.stats.Preset;
import dev.autoresearch.stats.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** A way to decide, by name: one of our presets, or a rule of the peers. */
public enum Policy {
    /** The peers' rule: one better measurement is enough. */
    SINGLE,
    /** The peers' rule with their confidence of at least 2. */
    MAD2,
    /** Pairs, many ideas looked at briefly. */
    FAST,
    /** Pairs, the middle. */
    BALANCED,
    /** Pairs, small gains. */
    THOROUGH,
    /** Pairs, by the noise. */
    AUTO,
    /** Knows the truth after one run: what no rule can surpass. */
    ORACLE;

    /** The policy of that word. */
    public static Policy of(String word) {
        List<String> known = new ArrayList<>();
        for (Policy policy : values()) {
            if (policy.word().equals(word)) return policy;
            known.add(policy.word());
        }
        throw new Problem("unknown policy '" + word + "'", "choose one of " + String.join(", ", known));
    }

    /** The word that names it. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The judge of a new session, whose baseline executes through {@code baseline} as often as needed. */
    DecisionRule begin(ToDoubleFunction<Variant> baseline) {
        Optional<Preset> preset = Preset.of(word());
        if (preset.isPresent()) {
            Calibration calibration = Calibration.inTwoPlaces(Direction.LOWER);
            while (!calibration.isDone()) {
                Variant place = calibration.next().variant(false);
                calibration.feed(place, baseline.applyAsDouble(place));
            }
            return calibration.judge(preset.get());
        }
        double value = baseline.applyAsDouble(Variant.CANDIDATE);
        return PeerRule.startingAt(value, this == MAD2);
    }
}
