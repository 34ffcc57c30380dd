package dev.autoresearch.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.model.Metric.Direction;
import dev.autoresearch.model.Side;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FixedPairsTest {
    private static final double[] QUIET = {100, 101, 99.5, 100.5, 100, 99};

    @Test
    void asksForEitherSideThenForTheOtherUntilItHasItsPairs() {
        var pairs = new FixedPairs(2);
        assertEquals(NextExecution.EITHER, pairs.next());
        pairs.feed(Side.CANDIDATE, 90);
        assertEquals(NextExecution.INCUMBENT, pairs.next());
        pairs.feed(Side.INCUMBENT, 100);
        assertEquals(NextExecution.EITHER, pairs.next());
        pairs.feed(Side.INCUMBENT, 100);
        pairs.feed(Side.CANDIDATE, 90);
        assertEquals(NextExecution.NOTHING, pairs.next());
        assertEquals(2, pairs.pairs());
    }

    @Test
    void dropsTheHalfThatAFailureLeaves() {
        var pairs = new FixedPairs(1);
        pairs.feed(Side.INCUMBENT, 55);
        pairs.crashed();
        assertEquals(NextExecution.EITHER, pairs.next());
        pairs.feed(Side.INCUMBENT, 100);
        pairs.feed(Side.CANDIDATE, 80);
        assertEquals(-0.2, change(pairs.estimate(Direction.LOWER, Optional.empty())), 1e-12);
    }

    @Test
    void identicalPairsGiveAnExactEffect() {
        var estimate = fed(10, 100, 80, 0).estimate(Direction.LOWER, Optional.empty());
        assertEquals(-0.2, change(estimate), 1e-12);
        assertEquals(
                estimate.effect().gain(), estimate.effect().interval().low().orElseThrow());
        assertEquals(10, estimate.pairs());
    }

    @Test
    void theIntervalHoldsTheTruthInNineOfTenSessions() {
        int covered = 0;
        for (int seed = 0; seed < 300; seed++) {
            var pairs = new FixedPairs(10);
            var random = new Random(seed);
            for (int i = 0; i < 10; i++) {
                pairs.feed(Side.INCUMBENT, 100 * Math.exp(0.02 * random.nextGaussian()));
                pairs.feed(Side.CANDIDATE, 80 * Math.exp(0.02 * random.nextGaussian()));
            }
            var judge = PairedRule.calibrated(CostScale.of(QUIET, Direction.LOWER), QUIET);
            var interval =
                    pairs.estimate(Direction.LOWER, Optional.of(judge)).effect().interval();
            assertTrue(interval.low().isPresent() && interval.high().isPresent(), "ten pairs bound it");
            if (interval.contains(Math.log(100 / 80.0))) covered++;
        }
        assertTrue(covered >= 270, "covered " + covered);
    }

    @Test
    void withoutACalibrationThePairsTellTheirNoise() {
        var estimate = fed(10, 100, 80, 1).estimate(Direction.LOWER, Optional.empty());
        assertTrue(estimate.effect().interval().contains(Math.log(100 / 80.0)));
        assertFalse(estimate.effect().interval().contains(Math.log(100 / 70.0)));
    }

    @Test
    void aMetricThatIsNotPositiveIsComparedInItsOwnUnit() {
        var estimate = fed(10, -10, -30, 0).estimate(Direction.LOWER, Optional.empty());
        assertFalse(estimate.scale().logarithmic());
        assertEquals(-20, change(estimate), 1e-9);
    }

    @Test
    void aJudgeWhoseScaleDoesNotFitIsNotAsked() {
        var judge = PairedRule.calibrated(CostScale.of(QUIET, Direction.LOWER), QUIET);
        var estimate = fed(10, 10, -10, 0).estimate(Direction.LOWER, Optional.of(judge));
        assertEquals(-20, change(estimate), 1e-9);
    }

    private static FixedPairs fed(int count, double incumbent, double candidate, double noise) {
        var random = new Random(7);
        var pairs = new FixedPairs(count);
        for (int i = 0; i < count; i++) {
            pairs.feed(Side.INCUMBENT, incumbent + noise * random.nextGaussian());
            pairs.feed(Side.CANDIDATE, candidate + noise * random.nextGaussian());
        }
        return pairs;
    }

    private static double change(FixedPairs.Estimate estimate) {
        return estimate.scale().change(estimate.effect().gain());
    }
}
