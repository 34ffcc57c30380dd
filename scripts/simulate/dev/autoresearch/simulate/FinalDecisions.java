package dev.autoresearch.simulate;

import dev.autoresearch.model.Side;
import dev.autoresearch.stats.Comparison;
import dev.autoresearch.stats.Decision;
import dev.autoresearch.stats.DecisionRule;
import dev.autoresearch.stats.KeepCriterion;
import dev.autoresearch.stats.NextExecution;
import dev.autoresearch.stats.PairedRule;

/** A session under a rule that decides on each idea for good before the next: a baseline, then idea after idea. */
final class FinalDecisions {
    private static final double AA_ALPHA = 0.05;

    private final SimulatedSession session;
    /** Without noise the peers' rule knows the truth. */
    private final boolean noiseless;

    private DecisionRule judge;

    FinalDecisions(SimulatedSession session, Policy policy) {
        this.session = session;
        this.noiseless = policy == Policy.ORACLE;
        this.judge = policy.begin(place -> execute(session.tree.logTime(), false));
    }

    /** Tries ideas; one that the budget does not suffice to decide does not count. */
    SimulationTotals play() {
        while (session.hasTimeForAnIdea()) {
            session.machine.idle(session.settings.ideaCost());
            session.spent += session.settings.ideaCost();
            int idea = session.nextIdea();
            Comparison comparison = judge.begin();
            decide(comparison, session.tree.logTimeWith(idea));
            if (comparison.decision().isPresent()) {
                settle(comparison.decision().get(), idea);
                judge = comparison.after();
            }
        }
        session.totals.countTree(session.tree);
        return session.totals;
    }

    /** One comparison of the baseline with itself, as strict as α = 5 % for pairs. */
    SimulationTotals compareIdenticalCode() {
        Comparison comparison =
                judge instanceof PairedRule paired ? paired.beginPairs(KeepCriterion.BETTER, AA_ALPHA) : judge.begin();
        int idea = session.nextIdea();
        decide(comparison, session.tree.logTimeWith(idea));
        comparison.decision().ifPresent(decision -> settle(decision, idea));
        session.totals.countTree(session.tree);
        return session.totals;
    }

    private void settle(Decision decision, int idea) {
        session.totals.countIdea(decision.runs(), session.tree.gain(idea));
        if (!decision.verdict().keep()) return;
        decision.effect()
                .ifPresent(effect -> session.totals.countClaim(
                        effect.cautious(), effect.interval(), session.tree.marginalGain(idea)));
        session.tree.keep(idea);
    }

    private void decide(Comparison comparison, double candidate) {
        double incumbent = session.tree.logTime();
        boolean second = false;
        while (comparison.next() != NextExecution.NOTHING && session.hasTime()) {
            boolean opensPair = comparison.next() == NextExecution.EITHER;
            Side side = comparison.next().side(session.coin.nextBoolean());
            comparison.feed(side, execute(side == Side.CANDIDATE ? candidate : incumbent, second));
            second = opensPair;
        }
    }

    private double execute(double logTime, boolean secondOfPair) {
        double value = session.execute(logTime, secondOfPair);
        return noiseless ? Math.exp(logTime) : value;
    }
}
