package dev.autoresearch.simulate;

import java.util.SplittableRandom;

/**
 * A stream of ideas of known worth. By default 70 % change nothing, 15 % harm, 15 % help, and sizes are spread evenly over
 * orders of magnitude, from hardly visible to a tenth. The ideas of the field depend on how many came before.
 */
final class IdeaStream {
    private static final double LEAST = 0.005;
    private static final double GREATEST = 0.11;

    private final Scenario.Kind kind;
    private final Shares shares;
    private final SplittableRandom random;
    private int index;

    IdeaStream(Scenario.Kind kind, Shares shares, SplittableRandom random) {
        this.kind = kind;
        this.shares = shares;
        this.random = random;
    }

    /** The true gain of the next idea in logarithms of time; positive helps. */
    double next() {
        if (kind == Scenario.Kind.FIELD || kind == Scenario.Kind.FIELD_LEAN) return Field.next(kind, index++, random);
        double share = random.nextDouble();
        double size = LEAST * Math.pow(GREATEST / LEAST, random.nextDouble());
        if (kind != Scenario.Kind.MIXED || share < shares.nothing()) return 0;
        return share < shares.nothing() + shares.harm() ? -size : size;
    }

    /**
     * What ideas are like; fractions whose sum is 1.
     *
     * @param nothing share of ideas that change nothing
     * @param harm share of ideas that harm
     * @param help share of ideas that help
     */
    record Shares(double nothing, double harm, double help) {
        static final Shares USUAL = new Shares(0.70, 0.15, 0.15);
    }

    /**
     * Fitted to 107 public journals of loops that keep what measured better: the shares and the sizes of measured gains
     * and losses by index come out as there. The fit is not unique; the lean kind has few late gains.
     */
    private static final class Field {
        /** Ideas 1–5, 6–10, 11–20, later. */
        private static final double[] HELP = {0.50, 0.36, 0.29, 0.55};

        private static final double[] MEDIAN_GAIN = {0.085, 0.085, 0.032, 0.0126};
        private static final int FIRST_IDEAS = 10;
        private static final double LEAN_FIRST = 0.35;
        private static final double LEAN_LATER = 0.12;
        private static final double GREATEST_GAIN = 0.7;
        /** Of what does not help. */
        private static final double NOTHING = 0.5;

        private static final double MEDIAN_HARM = 0.015;
        private static final double HARM_LOG_SD = 1.4;
        private static final double GREATEST_HARM = 1.2;

        static double next(Scenario.Kind kind, int index, SplittableRandom random) {
            int group = index < 5 ? 0 : index < 10 ? 1 : index < 20 ? 2 : 3;
            double share = random.nextDouble();
            double size = random.nextGaussian();
            double help = kind == Scenario.Kind.FIELD ? HELP[group] : index < FIRST_IDEAS ? LEAN_FIRST : LEAN_LATER;
            if (share < help) return Math.min(GREATEST_GAIN, MEDIAN_GAIN[group] * Math.exp(size));
            if (share < help + (1 - help) * NOTHING) return 0;
            return -Math.min(GREATEST_HARM, MEDIAN_HARM * Math.exp(HARM_LOG_SD * size));
        }
    }
}
