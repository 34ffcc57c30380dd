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
        if (ratio.isEmpty()) return words;
        return Figures.number(Math.rint(ratio.getAsDouble() * 10) / 10) + "x noise floor: " + words;
    }
}
