package dev.autoresearch.stats.sim;

import dev.autoresearch.stats.Aim;
import dev.autoresearch.stats.Decision;
import dev.autoresearch.stats.Hearing;
import dev.autoresearch.stats.Judge;
import dev.autoresearch.stats.Need;
import dev.autoresearch.stats.PairedJudge;
import dev.autoresearch.stats.Variant;
import java.util.SplittableRandom;

/** One session: a baseline, then idea after idea until the budget of executions is used up. */
final class SimulatedSession {
    private static final double BASELINE = Math.log(100);
    private static final double AA_ALPHA = 0.05;

    private final Machine machine;
    private final Ideas ideas;
    private final SplittableRandom coin;
    private final Tally tally = new Tally();
    private double incumbent = BASELINE;
    private int spent;
    private boolean noiseless;

    /** Ideas, noise and coins have streams of their own: all policies meet the same ideas. */
    SimulatedSession(Scenario scenario, SplittableRandom random) {
        this.ideas = new Ideas(scenario, random.split());
        this.machine = new Machine(scenario, random.split());
        this.coin = random.split();
        this.tally.sessions = 1;
    }

    /** Tries ideas; one that the budget does not suffice to decide does not count. */
    Tally play(Policy policy, int ideaCost, int budget) {
        Judge judge = begin(policy);
        while (spent + ideaCost < budget) {
            machine.idle(ideaCost);
            spent += ideaCost;
            double gain = ideas.next();
            Hearing hearing = judge.begin();
            decide(hearing, gain, budget);
            if (hearing.decision().isPresent()) {
                Decision decision = hearing.decision().get();
                tally.count(decision, gain);
                incumbent -= decision.verdict().keep() ? gain : 0;
                judge = hearing.after();
            }
        }
        return tally;
    }

    /** One comparison of the baseline with itself, as strict as α = 5 % for our judges. */
    Tally compareIdenticalCode(Policy policy) {
        Judge judge = begin(policy);
        Hearing hearing = judge instanceof PairedJudge paired ? paired.beginPairs(Aim.BETTER, AA_ALPHA) : judge.begin();
        decide(hearing, 0, Integer.MAX_VALUE);
        hearing.decision().ifPresent(decision -> tally.count(decision, 0));
        return tally;
    }

    private Judge begin(Policy policy) {
        noiseless = policy == Policy.ORACLE;
        return policy.begin(place -> execute(incumbent, false));
    }

    private void decide(Hearing hearing, double gain, int budget) {
        boolean second = false;
        while (hearing.next() != Need.NOTHING && spent < budget) {
            boolean opensPair = hearing.next() == Need.EITHER;
            Variant side = hearing.next().variant(coin.nextBoolean());
            hearing.feed(side, execute(side == Variant.CANDIDATE ? incumbent - gain : incumbent, second));
            second = opensPair;
        }
    }

    private double execute(double logTime, boolean secondOfPair) {
        spent++;
        // without noise the peers' rule knows the truth
        return noiseless ? Math.exp(logTime) : machine.execute(logTime, secondOfPair);
    }
}
