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
        return this == AUTO ? new RiskBudget.AlphaWealth(spent, kept) : new RiskBudget.AlphaBudget(RATE, spent, kept);
    }

    /** The tuning at a noise of {@code sigma}, positive. */
    Parameters at(double sigma) {
        return switch (this) {
            case FAST -> new Parameters(0.7, 1.0, 30);
            case BALANCED -> new Parameters(0.35, 0.7, 60);
            case THOROUGH -> new Parameters(0.0, 0.5, 100);
            case AUTO -> Parameters.forNoise(sigma);
        };
    }

    /**
     * How much to spend on one idea.
     *
     * @param screen a candidate whose first run does not gain {@code screen·σ/√2} is not tested further; ≥ 0. By the noise,
     *     {@link Screening} decides that
     * @param futility the gain in units of σ for which giving up is a mistake; larger gives up sooner; positive
     * @param maxPairs pairs after which a comparison stays undecided; positive
     */
    record Parameters(double screen, double futility, int maxPairs) {
        /** Found by simulation (docs/verdicts.md): 2 at a σ of 0.8 %, 1.1 at 2.8 %, 0.7 at 7 %, 0.5 from 13 % on. */
        private static final double FUTILITY_FACTOR = 0.18;

        private static final double LEAST_FUTILITY = 0.5;
        private static final double GREATEST_FUTILITY = 2.0;
        private static final int MANY_PAIRS = 100;

        /** As brief as the noise allows: pairs are given up sooner where they say more. */
        static Parameters forNoise(double sigma) {
            double futility = FUTILITY_FACTOR / Math.sqrt(sigma);
            return new Parameters(0, SequentialTest.clamp(futility, LEAST_FUTILITY, GREATEST_FUTILITY), MANY_PAIRS);
        }

        Parameters withMaxPairs(int pairs) {
            return new Parameters(screen, futility, pairs);
        }
    }
}
