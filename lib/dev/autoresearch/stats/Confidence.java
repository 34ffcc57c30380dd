package dev.autoresearch.stats;

import dev.autoresearch.model.Figures;
import java.util.OptionalDouble;

/**
 * The peers' confidence as a value to look at.
 *
 * @param ratio see {@link PeerConfidence}
 */
public record Confidence(OptionalDouble ratio) {
    @Override
    public String toString() {
        var words = PeerConfidence.words(ratio);
        return ratio.isEmpty() ? words : figure() + " noise floor: " + words;
    }

    /** The ratio alone: {@code 4.2x}; {@code n/a} where there is none. */
    public String figure() {
        return ratio.isEmpty()
                ? PeerConfidence.words(ratio)
                : Figures.number(Math.rint(ratio.getAsDouble() * 10) / 10) + "x";
    }
}
