package dev.autoresearch.stats;

import static dev.autoresearch.stats.GuardRule.Finding.State.BROKEN;
import static dev.autoresearch.stats.GuardRule.Finding.State.HOLDS;
import static dev.autoresearch.stats.GuardRule.Finding.State.OPEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Measurement.Outcome;
import dev.autoresearch.model.Measurement.Role;
import dev.autoresearch.model.Measurement.Role.Purpose;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Segment;
import dev.autoresearch.model.Segment.Checks;
import dev.autoresearch.model.Setup;
import dev.autoresearch.model.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Given these executions of a trial, this is what they say about a guard. */
class GuardRuleTest {
    private final List<Measurement> calibration = new ArrayList<>();
    private final List<Measurement> executions = new ArrayList<>();

    private GuardRuleTest calibrated(double... memory) {
        for (double value : memory) calibration.add(execution(Purpose.CALIBRATION, Side.CANDIDATE, value));
        return this;
    }

    /** The first look, which is no part of a pair. */
    private GuardRuleTest screened(double candidate) {
        executions.add(execution(Purpose.TRIAL, Side.CANDIDATE, candidate));
        return this;
    }

    private GuardRuleTest pair(double incumbent, double candidate) {
        executions.add(execution(Purpose.TRIAL, Side.INCUMBENT, incumbent));
        return screened(candidate);
    }

    private GuardRule.Finding finds(String guard) {
        var segment = new Segment(
                0,
                Setup.of("goal", Metric.lower("ms")),
                List.of(),
                List.copyOf(calibration),
                Optional.empty(),
                Checks.NONE,
                List.of(),
                List.of());
        return GuardRule.judge(Guard.parse(guard), segment, GuardRule.Pairs.of(executions));
    }

    private static Measurement execution(Purpose purpose, Side place, double memory) {
        Map<String, Double> metrics = Double.isNaN(memory) ? Map.of("ms", 9.0) : Map.of("ms", 9.0, "memory", memory);
        return execution(Outcome.PASSED, 0, OptionalDouble.of(9), metrics, new Role(purpose, place));
    }

    private static Measurement execution(
            Outcome outcome, int exitCode, OptionalDouble primary, Map<String, Double> metrics, Role role) {
        return new Measurement(
                "id",
                0,
                "./benchmark.sh",
                outcome,
                OptionalInt.of(exitCode),
                1,
                primary,
                metrics,
                Map.of(),
                "",
                List.of(),
                Optional.empty(),
                "host",
                Optional.empty(),
                Optional.of(role),
                Optional.empty(),
                0);
    }

    private void holds(GuardRule.Finding.State state, String words, GuardRule.Finding finding) {
        assertEquals(state, finding.state(), finding::toString);
        assertEquals(words, finding.toString());
    }

    @Test
    void onePairDecidesAboutAMetricThatNeverVaried() {
        calibrated(100, 100, 100).screened(107.1).pair(100, 107.1);
        holds(BROKEN, "memory +7.1% breaks the guard <= +2%", finds("memory <= +2%"));
        holds(HOLDS, "memory +7.1% keeps the guard <= +8%", finds("memory <= +8%"));
        holds(BROKEN, "memory +7.1% breaks the guard == +0%", finds("memory == +0%"));
    }

    @Test
    void everyExecutionOfTheCandidateCountsForAnExactGuard() {
        calibrated(0, 0, 0).screened(0).pair(0, 0).pair(0, 3).pair(0, 0);
        holds(BROKEN, "memory 3 in 1 of 4 runs breaks the guard == 0", finds("memory == 0"));
        holds(BROKEN, "memory 3 in 1 of 4 runs breaks the guard <= 2", finds("memory <= 2"));
        holds(HOLDS, "memory 0 keeps the guard <= 3", finds("memory <= 3"));
        holds(HOLDS, "memory 0 keeps the guard != 7", finds("memory != 7"));
    }

    @Test
    void theIncumbentsValuesAreNoneOfAnAbsoluteGuardsBusiness() {
        calibrated(5, 5, 5).screened(0).pair(5, 0);
        holds(HOLDS, "memory 0 keeps the guard == 0", finds("memory == 0"));
    }

    @Test
    void aMetricThatTheCandidateNoLongerPrintsFails() {
        calibrated(100, 100, 100).screened(100).pair(100, 100).pair(100, Double.NaN);
        holds(BROKEN, "memory, not printed by the candidate, breaks the guard <= +2%", finds("memory <= +2%"));
    }

    @Test
    void aMetricThatTheIncumbentDoesNotPrintCannotBeComparedWith() {
        screened(100).pair(Double.NaN, 100);
        holds(BROKEN, "memory, not printed by the incumbent, breaks the guard <= +2%", finds("memory <= +2%"));
        assertEquals(HOLDS, finds("memory == 100").state());
    }

    @Test
    void aSingleWildSampleBreaksNothing() {
        calibrated(100, 102, 99, 101, 100, 98).screened(150);
        for (int i = 0; i < 12; i++) pair(100, i == 3 ? 190 : 99 + i % 3);
        assertEquals(HOLDS, finds("memory <= +5%").state(), finds("memory <= +5%")::toString);
        assertFalse(finds("memory <= 110").isBroken(true), finds("memory <= 110")::toString);
    }

    @Test
    void fewNoisyPairsLeaveItOpenAndSayWhatIsLikely() {
        calibrated(100, 102, 99, 101, 100, 98).screened(101).pair(100, 101);
        holds(OPEN, "memory +1.0% keeps the guard <= +2% as far as 1 pair can tell", finds("memory <= +2%"));
        pair(100, 104).pair(100, 103.5);
        var finding = finds("memory <= +2%");
        assertEquals(OPEN, finding.state());
        assertTrue(finding.isBroken(true), "the median is beyond it");
        assertFalse(finding.isBroken(false), "nothing is proven");
        assertTrue(finding.toString().endsWith(" breaks the guard <= +2% as far as 3 pairs can tell"));
    }

    @Test
    void noiseThatTheCalibrationDidNotSeeIsLearntFromThePairs() {
        calibrated(100, 100, 100).screened(100).pair(100, 101).pair(100, 99);
        assertEquals(OPEN, finds("memory <= +2%").state());
        for (int i = 0; i < 12; i++) pair(100, 99 + i % 3);
        assertEquals(HOLDS, finds("memory <= +5%").state());
    }

    @Test
    void valuesAroundZeroAreComparedInTheirOwnUnit() {
        calibrated(0, 1, -1, 0, 1, 0).screened(9);
        for (int i = 0; i < 10; i++) pair(i % 3 - 1, 9 + i % 3);
        assertEquals(BROKEN, finds("memory <= +10%").state(), finds("memory <= +10%")::toString);
        assertEquals(HOLDS, finds("memory >= 3").state(), finds("memory >= 3")::toString);
    }

    @Test
    void aLowerBoundGuardsAgainstLess() {
        calibrated(100, 102, 99, 101, 100, 98).screened(90);
        for (int i = 0; i < 10; i++) pair(100, 89 + i % 3);
        assertEquals(BROKEN, finds("memory >= -5%").state());
        assertEquals(HOLDS, finds("memory >= -20%").state());
        assertEquals(BROKEN, finds("memory > 95").state());
        assertTrue(finds("memory >= -5%").toString().startsWith("memory -10.0% (90% interval -1"));
    }

    /** Looked at after every pair, as the loop does: the promise is one of 5 % for each side. */
    @Test
    void noiseAloneHardlyEverProvesAGuardBroken() {
        assertTrue(proven(0, 0.03, "memory <= +0%", BROKEN) <= 0.05 * 200);
        assertTrue(proven(0.02, 0.03, "memory <= +2%", BROKEN) <= 0.05 * 200);
        assertTrue(proven(0.02, 0.03, "memory <= +2%", HOLDS) <= 0.05 * 200);
    }

    @Test
    void aClearBreachIsProvenWithinTwentyPairs() {
        assertTrue(proven(0.07, 0.01, "memory <= +2%", BROKEN) >= 0.99 * 200);
        assertTrue(proven(0.07, 0.01, "memory <= 103", BROKEN) >= 0.99 * 200);
        assertTrue(proven(0, 0.01, "memory <= +5%", HOLDS) >= 0.99 * 200);
    }

    /** How many of 200 seeded trials of up to 20 pairs prove this. */
    private int proven(double effect, double noise, String guard, GuardRule.Finding.State state) {
        int proven = 0;
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            calibration.clear();
            executions.clear();
            for (int i = 0; i < 6; i++) calibrated(draw(random, 0, noise));
            screened(draw(random, effect, noise));
            var seen = OPEN;
            for (int i = 0; i < 20 && seen == OPEN; i++)
                seen = pair(draw(random, 0, noise), draw(random, effect, noise))
                        .finds(guard)
                        .state();
            if (seen == state) proven++;
        }
        return proven;
    }

    private static double draw(Random random, double effect, double noise) {
        return 100 * (1 + effect) * Math.exp(noise * random.nextGaussian());
    }

    @Test
    void aCrashDropsTheHalfOfAPair() {
        calibrated(100, 100, 100).screened(100);
        executions.add(execution(Purpose.TRIAL, Side.INCUMBENT, 1));
        executions.add(execution(
                Outcome.FAILED, 1, OptionalDouble.empty(), Map.of(), new Role(Purpose.TRIAL, Side.CANDIDATE)));
        pair(100, 100);
        var pairs = GuardRule.Pairs.of(executions);
        assertEquals(1, pairs.pairs().size());
        assertEquals(1, pairs.failures());
        assertEquals(HOLDS, finds("memory <= +2%").state());
    }

    @Test
    void theOpenHalfOfAPairIsKnown() {
        screened(100);
        assertEquals(Optional.empty(), GuardRule.Pairs.of(executions).half());
        executions.add(execution(Purpose.TRIAL, Side.INCUMBENT, 100));
        assertEquals(Optional.of(Side.INCUMBENT), GuardRule.Pairs.of(executions).half());
        screened(100);
        assertEquals(Optional.empty(), GuardRule.Pairs.of(executions).half());
    }
}
