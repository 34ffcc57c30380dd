package dev.autoresearch.simulate;

import java.util.SplittableRandom;

/**
 * What a rule meets in a session: ideas, a computer, a budget of executions, and the tree whose true time only the
 * simulator knows. Ideas, noise, coins and overlaps have streams of their own: all rules meet the same ideas.
 */
final class SimulatedSession {
    final SimulationSettings settings;
    final SimulatedMachine machine;
    final SimulatedTree tree;
    final SplittableRandom coin;
    final SimulationTotals totals = new SimulationTotals();
    /** The machine's time so far, in executions; not counted: what runs while somebody thinks. */
    double spent;

    private final IdeaStream ideas;

    SimulatedSession(Scenario scenario, SimulationSettings settings, SplittableRandom random) {
        this.settings = settings;
        this.ideas = new IdeaStream(scenario.kind(), settings.ideas(), random.split());
        this.machine = new SimulatedMachine(scenario, random.split());
        this.coin = random.split();
        this.tree = new SimulatedTree(
                settings.conflicts(), settings.interactions(), new SplittableRandom(random.nextLong()));
    }

    /** Does the budget suffice to think about an idea and to run it? */
    boolean hasTimeForAnIdea() {
        return spent + settings.ideaCost() < settings.budget();
    }

    boolean hasTime() {
        return spent < settings.budget();
    }

    /** The next idea, whose price is on the account already. Returns its number in the tree. */
    int nextIdea() {
        return tree.propose(ideas.next());
    }

    /** A charged execution of code whose true time is {@code exp(logTime)}. */
    double execute(double logTime, boolean secondOfPair) {
        spent++;
        return machine.execute(logTime, secondOfPair);
    }
}
