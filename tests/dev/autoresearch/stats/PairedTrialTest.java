package dev.autoresearch.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.Problem;
import dev.autoresearch.model.Direction;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PairedTrialTest {
    private static final double[] NOISY = {100, 102, 99, 101, 100, 98};
    private static final double[] EXACT = {812, 812, 812};

    private static PairedJudge judge(double... calibration) {
        return PairedJudge.calibrated(Preset.BALANCED, Scale.of(calibration, Direction.LOWER), calibration);
    }

    /** Feeds pairs of the same two values until the trial is decided. */
    private static Decision finish(Trial trial, double incumbent, double candidate) {
        while (trial.next() != Need.NOTHING) {
            Variant side = trial.next().variant(true);
            trial.feed(side, side == Variant.CANDIDATE ? candidate : incumbent);
        }
        return trial.decision().orElseThrow();
    }

    private static void pair(Trial trial, double incumbent, double candidate) {
        trial.feed(Variant.INCUMBENT, incumbent);
        trial.feed(Variant.CANDIDATE, candidate);
    }

    @Test
    void screensFirstThenAsksForPairsInAnyOrder() {
        Trial trial = judge(NOISY).begin();

        assertEquals(Need.CANDIDATE, trial.next());
        trial.feed(Variant.CANDIDATE, 90);
        assertEquals(Need.EITHER, trial.next());
        trial.feed(Variant.CANDIDATE, 91);
        assertEquals(Need.INCUMBENT, trial.next());
        trial.feed(Variant.INCUMBENT, 100);
        assertEquals(Need.EITHER, trial.next());
        trial.feed(Variant.INCUMBENT, 100);
        assertEquals(Need.CANDIDATE, trial.next());
        assertEquals(1, trial.progress().orElseThrow().pairs());
        assertEquals(Optional.empty(), trial.decision());
    }

    @Test
    void aLargeGainIsKeptAfterEightPairs() {
        Trial trial = judge(NOISY).begin();

        Decision decision = finish(trial, 100, 90);

        assertEquals(Verdict.IMPROVED, decision.verdict());
        assertEquals(8, decision.pairs());
        assertEquals(17, decision.runs());
        assertTrue(decision.effect().orElseThrow().interval().contains(-Math.log(0.9)));
        assertTrue(trial.progress().orElseThrow().evidence()
                >= trial.progress().orElseThrow().needed());
    }

    @Test
    void aCandidateThatLooksNoBetterIsNotTestedFurther() {
        Decision decision = finish(judge(NOISY).begin(), 100, 100.5);

        assertEquals(Verdict.SCREENED_OUT, decision.verdict());
        assertEquals(1, decision.runs());
        assertFalse(decision.looksWorse());
    }

    @Test
    void theIncumbentIsMeasuredAgainAfterFourCandidatesWereScreenedOut() {
        Judge judge = judge(NOISY);
        for (int i = 0; i < PairedJudge.REFRESH; i++) {
            Trial trial = judge.begin();
            assertEquals(Need.CANDIDATE, trial.next());
            trial.feed(Variant.CANDIDATE, 120);
            judge = trial.after();
        }

        Trial fifth = judge.begin();
        assertEquals(Need.INCUMBENT, fifth.next());
        fifth.feed(Variant.INCUMBENT, 100);
        assertEquals(Need.CANDIDATE, fifth.next());
        fifth.feed(Variant.CANDIDATE, 120);
        assertEquals(2, fifth.decision().orElseThrow().runs());
        assertEquals(Need.CANDIDATE, fifth.after().begin().next());
    }

    @Test
    void aPairThatCrashesOnceIsMeasuredAgain() {
        Trial trial = judge(NOISY).begin();
        trial.feed(Variant.CANDIDATE, 90);
        trial.feed(Variant.INCUMBENT, 55);
        trial.crashed(Variant.CANDIDATE);

        assertEquals(Need.EITHER, trial.next());
        Decision decision = finish(trial, 100, 90);
        assertEquals(Verdict.IMPROVED, decision.verdict());
        assertEquals(8, decision.pairs());
        assertEquals(19, decision.runs());
        assertEquals(-Math.log(0.9), decision.effect().orElseThrow().gain(), 1e-9);
    }

    @Test
    void aSecondCrashOfTheCandidateIsACrash() {
        Trial trial = judge(NOISY).begin();
        trial.feed(Variant.CANDIDATE, 90);
        trial.crashed(Variant.CANDIDATE);
        trial.crashed(Variant.INCUMBENT);
        trial.feed(Variant.INCUMBENT, 100);
        trial.crashed(Variant.CANDIDATE);

        assertEquals(Verdict.CRASHED, trial.decision().orElseThrow().verdict());
        assertTrue(((PairedJudge) trial.after()).budget().spent() > 0, "a broken off comparison took its risk");
    }

    @Test
    void aCrashInTheFirstRunIsACrashAndTeachesNothing() {
        PairedJudge judge = judge(NOISY);
        Trial trial = judge.begin();
        trial.crashed(Variant.CANDIDATE);

        assertEquals(Verdict.CRASHED, trial.decision().orElseThrow().verdict());
        assertEquals(judge, trial.after());
    }

    @Test
    void refusesARunThatItDidNotAskFor() {
        Trial trial = judge(NOISY).begin();

        assertThrows(IllegalStateException.class, () -> trial.feed(Variant.INCUMBENT, 100));
        assertThrows(IllegalStateException.class, trial::after);
        finish(trial, 100, 120);
        assertThrows(IllegalStateException.class, () -> trial.feed(Variant.CANDIDATE, 100));
        assertThrows(IllegalStateException.class, () -> trial.crashed(Variant.CANDIDATE));
    }

    @Test
    void aValueThatTheMetricCannotHaveIsAProblemAndChangesNothing() {
        Trial trial = judge(NOISY).begin();
        trial.feed(Variant.CANDIDATE, 90);
        trial.feed(Variant.INCUMBENT, 100);

        for (double wrong : new double[] {0, -3, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(Problem.class, () -> trial.feed(Variant.CANDIDATE, wrong));
            assertEquals(Need.CANDIDATE, trial.next());
        }
        assertEquals(Verdict.IMPROVED, finish(trial, 100, 90).verdict());
    }

    @Test
    void aSimplificationIsKeptIfItIsNoWorseThanTolerated() {
        Aim tolerant = Aim.noWorseThan(0.10);

        Decision same = finish(judge(NOISY).begin(tolerant), 100, 100);
        assertEquals(Verdict.NO_WORSE, same.verdict());
        assertEquals(0, same.effect().orElseThrow().gain(), 1e-12);
        assertTrue(same.effect().orElseThrow().interval().low().orElseThrow() >= -Math.log(1.10));
        assertFalse(finish(judge(NOISY).begin(tolerant), 100, 125).verdict().keep());
    }

    @Test
    void aGainBelowTheOneAskedForIsNotKept() {
        assertFalse(finish(judge(NOISY).begin(Aim.betterBy(0.10)), 100, 95)
                .verdict()
                .keep());
        assertEquals(
                Verdict.IMPROVED,
                finish(judge(NOISY).begin(Aim.betterBy(0.10)), 100, 70).verdict());
    }

    @Test
    void fewerPairsThanEvidenceNeedsLeaveItUndecided() {
        PairedJudge judge = judge(NOISY);
        assertEquals(8, judge.fewestPairs());

        Decision decision = finish(judge.begin(Aim.BETTER.withMaxPairs(5)), 100, 90);

        assertEquals(Verdict.UNDECIDED, decision.verdict());
        assertEquals(5, decision.pairs());
    }

    @Test
    void aDeterministicMetricCostsOneRunAndOneConfirmingPair() {
        Trial trial = judge(EXACT).begin();
        Decision decision = finish(trial, 812, 800);

        assertEquals(Verdict.IMPROVED, decision.verdict());
        assertEquals(3, decision.runs());
        assertEquals("improved: -1.5% exactly", decision.toString());
        assertEquals(
                Verdict.NO_IMPROVEMENT, finish(trial.after().begin(), 800, 800).verdict());
        assertEquals(Verdict.REGRESSED, finish(trial.after().begin(), 800, 801).verdict());
        assertEquals(
                Verdict.NO_WORSE,
                finish(trial.after().begin(Aim.noWorseThan(0.01)), 800, 801).verdict());
        assertEquals(
                Verdict.NO_IMPROVEMENT,
                finish(trial.after().begin(Aim.betterBy(0.01)), 800, 799).verdict());
    }

    @Test
    void aGuardMayOverruleTheVerdict() {
        PairedJudge judge = judge(NOISY);
        Trial trial = judge.begin();
        finish(trial, 100, 50);

        double kept = ((PairedJudge) trial.after(true)).incumbentCost();
        double overruled = ((PairedJudge) trial.after(false)).incumbentCost();

        assertEquals(Math.log(50), kept, 1e-12);
        assertEquals(Math.log(100), overruled, 1e-12);
        assertEquals(0, ((PairedJudge) trial.after(false)).budget().kept());
    }

    @Test
    void zeroAndNegativeMetricsAreComparedOnALinearScale() {
        PairedJudge judge = judge(0.0, 1.0, -1.0, 2.0, 0.5, 0.25);

        Decision decision = finish(judge.begin(), 0.5, -4);

        assertEquals(Verdict.IMPROVED, decision.verdict());
        assertTrue(decision.toString().startsWith("improved: -4.5 (90% interval "), decision.toString());
    }

    private static PairedJudge byTheNoise() {
        return PairedJudge.calibrated(Preset.AUTO, Scale.of(NOISY, Direction.LOWER), NOISY);
    }

    @Test
    void byTheNoiseAClearGainNeedsFewPairsOnceOthersWereKept() {
        Judge judge = byTheNoise();
        int first = 0;
        int last = 0;
        for (int i = 0; i < 12; i++) {
            Trial trial = judge.begin();
            Decision decision = finish(trial, 100 * Math.pow(0.8, i), 100 * Math.pow(0.8, i + 1));
            assertEquals(Verdict.IMPROVED, decision.verdict());
            if (i == 0) first = decision.pairs();
            last = decision.pairs();
            judge = trial.after();
        }
        assertEquals(5, first);
        assertEquals(1, last);
    }

    @Test
    void byTheNoiseAKeepOfOnePairHasAnInterval() {
        Judge judge = byTheNoise();
        Decision decision = null;
        for (int i = 0; i < 12; i++) {
            Trial trial = judge.begin();
            decision = finish(trial, 100 * Math.pow(0.8, i), 100 * Math.pow(0.8, i + 1));
            judge = trial.after();
        }
        Interval interval = java.util.Objects.requireNonNull(decision)
                .effect()
                .orElseThrow()
                .interval();
        assertTrue(interval.low().orElseThrow() >= 0);
        assertTrue(interval.contains(-Math.log(0.8)));
        assertTrue(interval.high().orElseThrow() < 0.4, interval.toString());
    }

    @Test
    void byTheNoiseACloseCallIsLookedAtAgainBeforeAnyPair() {
        Trial trial = byTheNoise().begin();
        trial.feed(Variant.CANDIDATE, 98);
        assertEquals(Need.CANDIDATE, trial.next());
        trial.crashed(Variant.CANDIDATE);
        assertEquals(Need.CANDIDATE, trial.next(), "one crash of a candidate that ran before is no verdict");
        trial.feed(Variant.CANDIDATE, 104);
        assertEquals(Verdict.SCREENED_OUT, trial.decision().orElseThrow().verdict());
        assertEquals(3, trial.decision().orElseThrow().runs());
    }
}
