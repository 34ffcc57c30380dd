package dev.autoresearch.simulate;

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
    }
}
