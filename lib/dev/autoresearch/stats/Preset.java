package dev.autoresearch.stats;

import dev.autoresearch.model.Keyword;
import java.util.Optional;

/** Named answers to the question how much to spend on one idea. */
public enum Preset implements Keyword {
    /** Many ideas, each looked at briefly. */
    FAST,
    /** The middle. */
    BALANCED,
    /** Few ideas, small gains. */
    THOROUGH,
    /** By the noise: brief where one run tells much about an idea, thorough where it tells little. */
    AUTO;

    /** The rate that a fixed preset's budget of risk aims at. What comes out is a fraction of it (docs/verdicts.md). */
    static final double RATE = 0.10;

    /** The preset of that word. */
    public static Optional<Preset> of(String word) {
        return Keyword.of(Preset.class, word);
    }

    /** The budget of risk after so much was spent and so many were kept. */
    RiskBudget budget(double spent, double kept) {
        return this == AUTO ? new AlphaWealth(spent, kept) : new AlphaBudget(RATE, spent, kept);
    }

    /** The tuning at a noise of {@code sigma}, positive. */
    PresetParameters at(double sigma) {
        return switch (this) {
            case FAST -> new PresetParameters(0.7, 1.0, 30);
            case BALANCED -> new PresetParameters(0.35, 0.7, 60);
            case THOROUGH -> new PresetParameters(0.0, 0.5, 100);
            case AUTO -> PresetParameters.forNoise(sigma);
        };
    }
}
