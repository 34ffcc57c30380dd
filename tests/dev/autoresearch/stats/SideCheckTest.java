package dev.autoresearch.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.model.Metric.Direction;
import dev.autoresearch.model.Side;
import dev.autoresearch.model.Verdict;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A check beside the sequence of candidates: audits and holdouts. */
class SideCheckTest {
    private static final double[] SAME = {100, 100, 100};
    private static final double[] NOISY = {100, 102, 98, 101, 99, 100.5};

    private static PairedRule judge(double... calibration) {
        return PairedRule.calibrated(CostScale.of(calibration, Direction.LOWER), calibration);
    }

    private static Decision decided(Comparison comparison, double incumbent, double candidate) {
        comparison.feed(comparison.next().side(true), candidate);
        comparison.feed(comparison.next().side(true), incumbent);
        return comparison.decision().orElseThrow();
    }

    @Test
    void aDeterministicMetricTakesOnePairWhateverTheIncumbentWasBefore() {
        var decision = decided(judge(SAME).check(KeepCriterion.BETTER, 0.05), 50, 45);
        assertEquals(Verdict.IMPROVED, decision.verdict());
        assertEquals(
                -0.1, decision.scale().change(decision.effect().orElseThrow().gain()), 1e-12);
        assertEquals(
                Verdict.NO_IMPROVEMENT,
                decided(judge(SAME).check(KeepCriterion.BETTER, 0.05), 50, 50).verdict());
        assertEquals(
                Verdict.REGRESSED,
                decided(judge(SAME).check(KeepCriterion.BETTER, 0.05), 50, 51).verdict());
    }

    @Test
    void aTolerancePassesWhatIsNoWorse() {
        var aim = new KeepCriterion(0.05, OptionalInt.empty());
        assertEquals(
                Verdict.NO_WORSE, decided(judge(SAME).check(aim, 0.05), 50, 51).verdict());
        assertEquals(
                Verdict.REGRESSED, decided(judge(SAME).check(aim, 0.05), 50, 55).verdict());
    }

    @Test
    void aCandidateThatFailsTwiceHasCrashed() {
        var comparison = judge(SAME).check(KeepCriterion.BETTER, 0.05);
        comparison.crashed(Side.CANDIDATE);
        comparison.feed(Side.INCUMBENT, 50);
        comparison.crashed(Side.CANDIDATE);
        assertEquals(Verdict.CRASHED, comparison.decision().orElseThrow().verdict());
        assertEquals(NextExecution.NOTHING, comparison.next());
    }

    @Test
    void theSideThatIsNotNeededIsRefused() {
        var comparison = judge(SAME).check(KeepCriterion.BETTER, 0.05);
        comparison.feed(Side.INCUMBENT, 50);
        assertThrows(IllegalStateException.class, () -> comparison.feed(Side.INCUMBENT, 50));
        assertThrows(IllegalStateException.class, () -> comparison.after(true));
    }

    @Test
    void aNoisyMetricBeginsWithPairsAndRarelyConfirmsWhatChangesNothing() {
        int confirmed = 0;
        for (int seed = 0; seed < 400; seed++) {
            var random = new Random(seed);
            var comparison = judge(NOISY).check(KeepCriterion.BETTER.withMaxPairs(30), 0.05);
            assertEquals(NextExecution.EITHER, comparison.next());
            while (comparison.next() != NextExecution.NOTHING)
                comparison.feed(
                        comparison.next().side(random.nextBoolean()), 100 * Math.exp(0.02 * random.nextGaussian()));
            if (comparison.decision().orElseThrow().verdict().keep()) confirmed++;
        }
        assertTrue(confirmed <= 20, "confirmed " + confirmed + " of 400");
    }

    @Test
    void aNoisyMetricConfirmsAGainOfSeveralSigma() {
        int confirmed = 0;
        for (int seed = 0; seed < 100; seed++) {
            var random = new Random(seed);
            var comparison = judge(NOISY).check(KeepCriterion.BETTER.withMaxPairs(30), 0.05);
            while (comparison.next() != NextExecution.NOTHING) {
                var side = comparison.next().side(random.nextBoolean());
                comparison.feed(side, (side == Side.CANDIDATE ? 90 : 100) * Math.exp(0.02 * random.nextGaussian()));
            }
            if (comparison.decision().orElseThrow().verdict().keep()) confirmed++;
        }
        assertTrue(confirmed >= 98, "confirmed " + confirmed + " of 100");
    }
}
