package dev.autoresearch.simulate;

import java.util.random.RandomGenerator;

/**
 * What a session is like besides its noise and the rule.
 *
 * @param ideaCost executions whose time it takes to have an idea, ≥ 0
 * @param budget executions a session has, the cost of ideas included
 * @param idle executions that the machine has time for while somebody thinks
 * @param ideas what the ideas are like, except those of the field
 * @param conflicts share of keeps that cannot be taken out once a later one is in the tree
 * @param interactions do ideas that help overlap?
 */
record SimulationSettings(
        double ideaCost, int budget, IdleSlots idle, IdeaStream.Shares ideas, double conflicts, boolean interactions) {
    /** The usual session, with that price of an idea and that budget, in executions. */
    static SimulationSettings of(double ideaCost, int budget) {
        return new SimulationSettings(ideaCost, budget, IdleSlots.NONE, IdeaStream.Shares.USUAL, 0, false);
    }

    SimulationSettings withIdle(IdleSlots slots) {
        return new SimulationSettings(ideaCost, budget, slots, ideas, conflicts, interactions);
    }

    /**
     * Executions for which the machine has time while somebody thinks about the next idea.
     *
     * @param count at most so many for each idea, and no more than an idea takes; 0: every execution is charged
     * @param leastNoise half of them have so many times the usual noise, or more; at least 1
     * @param greatestNoise and so many times at most
     */
    record IdleSlots(int count, double leastNoise, double greatestNoise) {
        static final IdleSlots NONE = new IdleSlots(0, 1, 1);
        private static final double NOISY = 0.5;
        /** How roughly the noise is known: logarithmic standard deviation of what exceeds the usual noise. */
        private static final double KNOWN_WITHIN = 0.4;

        /** The next one. */
        Slot next(RandomGenerator random) {
            if (greatestNoise == 1 || random.nextDouble() >= NOISY) return new Slot(1, 1);
            double noise = leastNoise + (greatestNoise - leastNoise) * random.nextDouble();
            return new Slot(noise, 1 + (noise - 1) * Math.exp(KNOWN_WITHIN * random.nextGaussian()));
        }

        /**
         * One execution in idle time.
         *
         * @param noise how many times the usual noise it has, at least 1
         * @param believed and how many times the rule believes, at least 1
         */
        record Slot(double noise, double believed) {
            double believedVariance() {
                return believed * believed;
            }
        }
    }
}
