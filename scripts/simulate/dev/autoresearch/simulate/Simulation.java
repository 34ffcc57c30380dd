package dev.autoresearch.simulate;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Many sessions of one scenario under one policy.
 *
 * @param scenario how noisy the computer is and what the ideas are like
 * @param policy how to decide
 * @param sessions how many, at least 1; in an A/A scenario each is a single comparison
 * @param seed any number; the same seed gives the same report, whatever the number of processors
 * @param settings what else a session is like
 */
public record Simulation(Scenario scenario, Policy policy, int sessions, long seed, SimulationSettings settings) {
    /** Plays the sessions, side by side on all processors. */
    public PolicyReport run() {
        SplittableRandom source = new SplittableRandom(seed);
        List<SplittableRandom> streams =
                Stream.generate(source::split).limit(sessions).toList();
        SimulationTotals total = new SimulationTotals();
        streams.parallelStream().map(this::play).forEachOrdered(total::add);
        return PolicyReport.of(scenario, policy, seed, total);
    }

    private SimulationTotals play(SplittableRandom random) {
        SimulatedSession session = new SimulatedSession(scenario, settings, random);
        return policy.play(session, new SplittableRandom(random.nextLong()), scenario.kind() == Scenario.Kind.AA);
    }
}
