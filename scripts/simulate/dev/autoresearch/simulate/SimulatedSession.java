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
    private static final double AA_ALPHA = 0.05;

    private final SimulationSettings settings;
    private final SimulatedMachine machine;
    private final IdeaStream ideas;
    private final SplittableRandom coin;
    private final SimulatedTree tree;
    private final SimulationTotals totals = new SimulationTotals();
    private double spent;
    private boolean noiseless;

    /** Ideas, noise and coins have streams of their own: all policies meet the same ideas. */
    SimulatedSession(Scenario scenario, SimulationSettings settings, SplittableRandom random) {
        this.settings = settings;
        this.ideas = new IdeaStream(scenario.kind(), settings.ideas(), random.split());
        this.machine = new SimulatedMachine(scenario, random.split());
        this.coin = random.split();
        this.tree = new SimulatedTree(
                settings.conflicts(), settings.interactions(), new SplittableRandom(random.nextLong()));
    }

    /** Tries ideas; one that the budget does not suffice to decide does not count. */
    SimulationTotals play(Policy policy) {
        DecisionRule judge = begin(policy);
        while (spent + settings.ideaCost() < settings.budget()) {
            machine.idle(settings.ideaCost());
            spent += settings.ideaCost();
            int idea = tree.propose(ideas.next());
            Comparison comparison = judge.begin();
            decide(comparison, tree.logTimeWith(idea), settings.budget());
            if (comparison.decision().isPresent()) {
                settle(comparison.decision().get(), idea);
                judge = comparison.after();
            }
        }
        totals.countTree(tree);
        return totals;
    }

    /** One comparison of the baseline with itself, as strict as α = 5 % for our judges. */
    SimulationTotals compareIdenticalCode(Policy policy) {
        DecisionRule judge = begin(policy);
        Comparison comparison =
                judge instanceof PairedRule paired ? paired.beginPairs(KeepCriterion.BETTER, AA_ALPHA) : judge.begin();
        int idea = tree.propose(0);
        decide(comparison, tree.logTimeWith(idea), Integer.MAX_VALUE);
        comparison.decision().ifPresent(decision -> settle(decision, idea));
        totals.countTree(tree);
        return totals;
    }

    private void settle(Decision decision, int idea) {
        totals.countIdea(decision.runs(), tree.gain(idea));
        if (!decision.verdict().keep()) return;
        decision.effect()
                .ifPresent(effect -> totals.countClaim(effect.cautious(), effect.interval(), tree.marginalGain(idea)));
        tree.keep(idea);
    }

    private DecisionRule begin(Policy policy) {
        noiseless = policy == Policy.ORACLE;
        return policy.begin(place -> execute(tree.logTime(), false));
    }

    private void decide(Comparison comparison, double candidate, int budget) {
        double incumbent = tree.logTime();
        boolean second = false;
        while (comparison.next() != NextExecution.NOTHING && spent < budget) {
            boolean opensPair = comparison.next() == NextExecution.EITHER;
            Side side = comparison.next().side(coin.nextBoolean());
            comparison.feed(side, execute(side == Side.CANDIDATE ? candidate : incumbent, second));
            second = opensPair;
        }
    }

    private double execute(double logTime, boolean secondOfPair) {
        spent++;
        // without noise the peers' rule knows the truth
        return noiseless ? Math.exp(logTime) : machine.execute(logTime, secondOfPair);
    }
}
