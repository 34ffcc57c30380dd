package dev.autoresearch.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.stats.Screening.Answer;
import org.junit.jupiter.api.Test;

class ScreeningTest {
    private static final double SIGMA = 0.02;
    private static final IncumbentEstimate KNOWN = IncumbentEstimate.of(0, 0.01, -0.01, 0, 0.01, -0.01, 0, 0);

    private static Answer after(IncumbentEstimate incumbent, double margin, double... costs) {
        Screening look = new Screening(SIGMA, margin, 100);
        Answer answer = Answer.CANDIDATE;
        for (double cost : costs) {
            assertEquals(Answer.CANDIDATE, answer, "asked for no other run");
            look.feed(cost);
            answer = look.against(incumbent);
        }
        return answer;
    }

    @Test
    void oneRunTellsAClearGainOrNone() {
        assertEquals(Answer.PAIRS, after(KNOWN, 0, -0.06));
        assertEquals(Answer.DROP, after(KNOWN, 0, 0));
        assertEquals(Answer.DROP, after(KNOWN, 0, 0.06));
    }

    @Test
    void aCloseCallIsLookedAtAgain() {
        assertEquals(Answer.CANDIDATE, after(KNOWN, 0, -0.018));
        assertEquals(Answer.DROP, after(KNOWN, 0, -0.018, 0.01));
        assertEquals(Answer.PAIRS, after(KNOWN, 0, -0.018, -0.04));
    }

    @Test
    void anIncumbentKnownByOneRunIsRunAgainFirst() {
        assertEquals(Answer.INCUMBENT, after(IncumbentEstimate.of(0), 0, -0.02));
    }

    @Test
    void whereTheMachineWandersPairsFollowTheFirstRun() {
        IncumbentEstimate wanders = KNOWN;
        for (double cost : new double[] {0.05, -0.04, 0.06, -0.05, 0.04, -0.06}) wanders = wanders.plus(cost);

        assertTrue(wanders.variance(SIGMA * SIGMA / 2) > 4 * SIGMA * SIGMA / 2);
        assertEquals(Answer.PAIRS, after(wanders, 0, wanders.median() - 0.04));
    }

    @Test
    void aLookEndsWithinAFewRuns() {
        Screening look = new Screening(SIGMA, 0, 100);
        IncumbentEstimate incumbent = KNOWN;
        int runs = 0;
        Answer answer;
        do {
            look.feed(-0.016);
            answer = look.against(incumbent);
        } while (answer == Answer.CANDIDATE && ++runs < 20);
        assertTrue(runs <= 8, runs + " runs");
        assertEquals(Answer.DROP, oneRun(1, -0.014), "no second run where one pair is the limit");
    }

    private static Answer oneRun(int maxPairs, double cost) {
        Screening look = new Screening(SIGMA, 0, maxPairs);
        look.feed(cost);
        return look.against(KNOWN);
    }

    @Test
    void aSimplificationThatChangesNothingIsNotDroppedAtOnce() {
        assertEquals(Answer.PAIRS, after(KNOWN, 0.05, 0));
        assertEquals(Answer.DROP, after(KNOWN, 0.05, 0.06));
    }
}
