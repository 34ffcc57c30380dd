package dev.autoresearch.simulate;

import dev.autoresearch.model.Side;
import dev.autoresearch.stats.Comparison;
import dev.autoresearch.stats.Decision;
import dev.autoresearch.stats.DecisionRule;
import dev.autoresearch.stats.KeepCriterion;
import dev.autoresearch.stats.NextExecution;
import dev.autoresearch.stats.PairedRule;
import java.util.SplittableRandom;

/** One session: a baseline, then idea after idea until the budget of executions is used up. */
final class SimulatedSession {
    private static final double BASELINE = Math.log(100);
    private static final double AA_ALPHA = 0.05;

    private final SimulatedMachine machine;
    private final IdeaStream ideas;
    private final SplittableRandom coin;
    private final SimulationTotals tally = new SimulationTotals();
    private double incumbent = BASELINE;
    private int spent;
    private boolean noiseless;

    /** Ideas, noise and coins have streams of their own: all policies meet the same ideas. */
    SimulatedSession(Scenario scenario, SplittableRandom random) {
        this.ideas = new IdeaStream(scenario, random.split());
        this.machine = new SimulatedMachine(scenario, random.split());
        this.coin = random.split();
        this.tally.sessions = 1;
    }

    /** Tries ideas; one that the budget does not suffice to decide does not count. */
    SimulationTotals play(Policy policy, int ideaCost, int budget) {
        DecisionRule judge = begin(policy);
        while (spent + ideaCost < budget) {
            machine.idle(ideaCost);
            spent += ideaCost;
            double gain = ideas.next();
            Comparison comparison = judge.begin();
            decide(comparison, gain, budget);
            if (comparison.decision().isPresent()) {
                Decision decision = comparison.decision().get();
                tally.count(decision, gain);
                incumbent -= decision.verdict().keep() ? gain : 0;
                judge = comparison.after();
            }
        }
        return tally;
    }

    /** One comparison of the baseline with itself, as strict as α = 5 % for our judges. */
    SimulationTotals compareIdenticalCode(Policy policy) {
        DecisionRule judge = begin(policy);
        Comparison comparison =
                judge instanceof PairedRule paired ? paired.beginPairs(KeepCriterion.BETTER, AA_ALPHA) : judge.begin();
        decide(comparison, 0, Integer.MAX_VALUE);
        comparison.decision().ifPresent(decision -> tally.count(decision, 0));
        return tally;
    }

    private DecisionRule begin(Policy policy) {
        noiseless = policy == Policy.ORACLE;
        return policy.begin(place -> execute(incumbent, false));
    }

    private void decide(Comparison comparison, double gain, int budget) {
        boolean second = false;
        while (comparison.next() != NextExecution.NOTHING && spent < budget) {
            boolean opensPair = comparison.next() == NextExecution.EITHER;
            Side side = comparison.next().side(coin.nextBoolean());
            comparison.feed(side, execute(side == Side.CANDIDATE ? incumbent - gain : incumbent, second));
            second = opensPair;
        }
    }

    private double execute(double logTime, boolean secondOfPair) {
        spent++;
        // without noise the peers' rule knows the truth
        return noiseless ? Math.exp(logTime) : machine.execute(logTime, secondOfPair);
    }
}
