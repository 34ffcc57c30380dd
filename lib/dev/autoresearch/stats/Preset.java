package dev.autoresearch.stats;

import java.util.Locale;
import java.util.Optional;

/** Named answers to the question how much to spend on one idea. */
public enum Preset {
    /** Many ideas, each looked at briefly. */
    FAST(new Tuning(0.7, 1.0, 30)),
    /** The middle. */
    BALANCED(new Tuning(0.35, 0.7, 60)),
    /** Few ideas, small gains. */
    THOROUGH(new Tuning(0.0, 0.5, 100)),
    /** Fast where the noise is low, else balanced. */
    AUTO(new Tuning(0.35, 0.7, 60));

    /** Pairs differ by at most about 5 %: one run tells a lot about an idea. */
    private static final double LOW_NOISE = 0.05;

    private final Tuning tuning;

    Preset(Tuning tuning) {
        this.tuning = tuning;
    }

    /** The preset's word, as the command line has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The preset of that word. */
    public static Optional<Preset> of(String word) {
        for (Preset preset : values()) {
            if (preset.word().equals(word)) {
                return Optional.of(preset);
            }
        }
        return Optional.empty();
    }

    /** The tuning at a noise of {@code sigma}. */
    Tuning at(double sigma) {
        if (this != AUTO) {
            return tuning;
        }
        return sigma <= LOW_NOISE ? FAST.tuning : BALANCED.tuning;
    }
}
