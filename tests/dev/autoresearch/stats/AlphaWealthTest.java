package dev.autoresearch.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AlphaWealthTest {
    private static final double SURE = AlphaWealth.SURE;

    @Test
    void aKeepEarnsAndOnlyAComparisonWithoutOneCosts() {
        AlphaWealth begun = new AlphaWealth(0, 0);
        AlphaWealth kept = begun.after(0.2, true).after(0.2, true);

        assertEquals(0, kept.spent());
        assertTrue(kept.next(SURE) > begun.next(SURE));
        assertEquals(0.25, begun.after(0.2, false).spent(), 1e-12);
        assertTrue(kept.after(0.2, false).next(SURE) < kept.next(SURE));
    }

    @Test
    void aStrongerLookMayStakeMore() {
        AlphaWealth budget = new AlphaWealth(0, 5);

        assertTrue(budget.next(1) < budget.next(2));
        assertTrue(budget.next(2) < budget.next(SURE));
        assertEquals(budget.next(SURE), budget.next(50));
        assertEquals(budget.next(0), budget.next(-3));
    }

    @Test
    void alphaStaysWithinItsLimits() {
        assertEquals(AlphaWealth.CAP, new AlphaWealth(0, 1000).next(SURE));
        double least = new AlphaWealth(1000, 0).next(SURE);
        assertTrue(least > 0 && least < 0.001);
    }

    /** The promise: identical code is kept at most with chance α, so losses are at least as large as false keeps. */
    @Test
    void whereNothingHelpsHardlyAnythingIsKept() {
        Random random = new Random(20_240_229);
        int falseKeeps = 0;
        int sessions = 400;
        for (int session = 0; session < sessions; session++) {
            AlphaWealth budget = new AlphaWealth(0, 0);
            for (int comparison = 0; comparison < 60; comparison++) {
                double alpha = budget.next(Math.abs(random.nextGaussian()) + 1);
                boolean keep = random.nextDouble() < alpha;
                falseKeeps += keep ? 1 : 0;
                budget = budget.after(alpha, keep);
            }
        }
        assertTrue(falseKeeps <= 0.2 * sessions, falseKeeps + " of " + sessions);
    }

    @Test
    void amongManyTrueGainsFewKeepsAreFalse() {
        Random random = new Random(7);
        AlphaWealth budget = new AlphaWealth(0, 0);
        int falseKeeps = 0;
        int keeps = 0;
        for (int comparison = 0; comparison < 4000; comparison++) {
            boolean helps = random.nextInt(4) > 0;
            double alpha = budget.next(helps ? 4 : 2);
            boolean keep = helps || random.nextDouble() < alpha;
            keeps += keep ? 1 : 0;
            falseKeeps += keep && !helps ? 1 : 0;
            budget = budget.after(alpha, keep);
        }
        assertTrue(falseKeeps <= AlphaWealth.RATE * keeps, falseKeeps + " of " + keeps);
    }
}
