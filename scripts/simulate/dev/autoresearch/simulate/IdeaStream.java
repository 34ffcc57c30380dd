package dev.autoresearch.simulate;

import java.util.SplittableRandom;

/**
 * A stream of ideas of known worth: 70 % change nothing, 15 % harm, 15 % help. Sizes are spread evenly over orders of
 * magnitude, from hardly visible to a tenth.
 */
final class IdeaStream {
    private static final double NULL_SHARE = 0.70;
    private static final double HARMFUL_SHARE = 0.15;
    private static final double LEAST = 0.005;
    private static final double GREATEST = 0.11;

    private final Scenario scenario;
    private final SplittableRandom random;

    IdeaStream(Scenario scenario, SplittableRandom random) {
        this.scenario = scenario;
        this.random = random;
    }

    /** The true gain of the next idea in logarithms of time; positive helps. */
    double next() {
        double kind = random.nextDouble();
        double size = LEAST * Math.pow(GREATEST / LEAST, random.nextDouble());
        if (scenario.kind() != Scenario.Kind.MIXED || kind < NULL_SHARE) return 0;
        return kind < NULL_SHARE + HARMFUL_SHARE ? -size : size;
    }
}
