package dev.autoresearch.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.Problem;
import dev.autoresearch.model.Metric.Direction;
import dev.autoresearch.model.Side;
import dev.autoresearch.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PairedComparisonTest {
    private static final double[] NOISY = {100, 102, 99, 101, 100, 98};
    private static final double[] EXACT = {812, 812, 812};

    private static PairedRule judge(double... calibration) {
        return PairedRule.calibrated(CostScale.of(calibration, Direction.LOWER), calibration);
    }

    /** Feeds pairs of the same two values until the comparison is decided. */
    private static Decision finish(Comparison comparison, double incumbent, double candidate) {
        while (comparison.next() != NextExecution.NOTHING) {
            Side side = comparison.next().side(true);
            comparison.feed(side, side == Side.CANDIDATE ? candidate : incumbent);
        }
        return comparison.decision().orElseThrow();
    }

    private static void pair(Comparison comparison, double incumbent, double candidate) {
        comparison.feed(Side.INCUMBENT, incumbent);
        comparison.feed(Side.CANDIDATE, candidate);
    }

    @Test
    void screensFirstThenAsksForPairsInAnyOrder() {
        Comparison comparison = judge(NOISY).begin();

        assertEquals(NextExecution.CANDIDATE, comparison.next());
        comparison.feed(Side.CANDIDATE, 90);
        assertEquals(NextExecution.EITHER, comparison.next());
        comparison.feed(Side.CANDIDATE, 91);
        assertEquals(NextExecution.INCUMBENT, comparison.next());
        comparison.feed(Side.INCUMBENT, 100);
        assertEquals(NextExecution.EITHER, comparison.next());
        comparison.feed(Side.INCUMBENT, 100);
        assertEquals(NextExecution.CANDIDATE, comparison.next());
        assertEquals(1, comparison.progress().orElseThrow().pairs());
        assertEquals(Optional.empty(), comparison.decision());
    }

    @Test
    void aLargeGainIsKeptAfterFivePairs() {
        Comparison comparison = judge(NOISY).begin();

        Decision decision = finish(comparison, 100, 90);

        assertEquals(Verdict.IMPROVED, decision.verdict());
        assertEquals(5, decision.pairs());
        assertEquals(11, decision.runs());
        assertTrue(decision.effect().orElseThrow().interval().contains(-Math.log(0.9)));
        assertTrue(comparison.progress().orElseThrow().evidence()
                >= comparison.progress().orElseThrow().needed());
    }

    @Test
    void aCandidateThatLooksNoBetterIsNotTestedFurther() {
        Decision decision = finish(judge(NOISY).begin(), 100, 100.5);

        assertEquals(Verdict.SCREENED_OUT, decision.verdict());
        assertEquals(1, decision.runs());
    }

    @Test
    void theIncumbentIsMeasuredAgainAfterEightCandidatesWereScreenedOutAndSoonerWhereTheMachineWanders() {
        DecisionRule judge = judge(NOISY);
        List<Integer> screened = new ArrayList<>();
        for (int refresh = 0; refresh < 8; refresh++) {
            int count = 0;
            for (; judge.begin().next() == NextExecution.CANDIDATE; count++) {
                Comparison comparison = judge.begin();
                comparison.feed(Side.CANDIDATE, 150);
                judge = comparison.after();
            }
            screened.add(count);
            Comparison comparison = judge.begin();
            comparison.feed(Side.INCUMBENT, refresh % 2 == 0 ? 88 : 112);
            assertEquals(NextExecution.CANDIDATE, comparison.next());
            comparison.feed(Side.CANDIDATE, 150);
            assertEquals(2, comparison.decision().orElseThrow().runs());
            judge = comparison.after();
        }
        assertEquals(PairedRule.RARE_REFRESH, screened.get(0));
        assertEquals(PairedRule.REFRESH - 1, screened.get(7), "the one after the refresh counts as well");
    }

    @Test
    void aPairThatCrashesOnceIsMeasuredAgain() {
        Comparison comparison = judge(NOISY).begin();
        comparison.feed(Side.CANDIDATE, 90);
        comparison.feed(Side.INCUMBENT, 55);
        comparison.crashed(Side.CANDIDATE);

        assertEquals(NextExecution.EITHER, comparison.next());
        Decision decision = finish(comparison, 100, 90);
        assertEquals(Verdict.IMPROVED, decision.verdict());
        assertEquals(5, decision.pairs());
        assertEquals(13, decision.runs());
        assertEquals(-Math.log(0.9), decision.effect().orElseThrow().gain(), 1e-9);
    }

    @Test
    void aSecondCrashOfTheCandidateIsACrash() {
        Comparison comparison = judge(NOISY).begin();
        comparison.feed(Side.CANDIDATE, 90);
        comparison.crashed(Side.CANDIDATE);
        comparison.crashed(Side.INCUMBENT);
        comparison.feed(Side.INCUMBENT, 100);
        comparison.crashed(Side.CANDIDATE);

        assertEquals(Verdict.CRASHED, comparison.decision().orElseThrow().verdict());
        assertTrue(((PairedRule) comparison.after()).budget().spent() > 0, "a broken off comparison took its risk");
    }

    @Test
    void aCrashInTheFirstRunIsACrashAndTeachesNothing() {
        PairedRule judge = judge(NOISY);
        Comparison comparison = judge.begin();
        comparison.crashed(Side.CANDIDATE);

        assertEquals(Verdict.CRASHED, comparison.decision().orElseThrow().verdict());
        assertEquals(judge, comparison.after());
    }

    @Test
    void refusesARunThatItDidNotAskFor() {
        Comparison comparison = judge(NOISY).begin();

        assertThrows(IllegalStateException.class, () -> comparison.feed(Side.INCUMBENT, 100));
        assertThrows(IllegalStateException.class, comparison::after);
        finish(comparison, 100, 120);
        assertThrows(IllegalStateException.class, () -> comparison.feed(Side.CANDIDATE, 100));
        assertThrows(IllegalStateException.class, () -> comparison.crashed(Side.CANDIDATE));
    }

    @Test
    void aValueThatTheMetricCannotHaveIsAProblemAndChangesNothing() {
        Comparison comparison = judge(NOISY).begin();
        comparison.feed(Side.CANDIDATE, 90);
        comparison.feed(Side.INCUMBENT, 100);

        for (double wrong : new double[] {0, -3, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(Problem.class, () -> comparison.feed(Side.CANDIDATE, wrong));
            assertEquals(NextExecution.CANDIDATE, comparison.next());
        }
        assertEquals(Verdict.IMPROVED, finish(comparison, 100, 90).verdict());
    }

    @Test
    void aSimplificationIsKeptIfItIsNoWorseThanTolerated() {
        KeepCriterion tolerant = new KeepCriterion(0.10, OptionalInt.empty());

        Decision same = finish(judge(NOISY).begin(tolerant), 100, 100);
        assertEquals(Verdict.NO_WORSE, same.verdict());
        assertEquals(0, same.effect().orElseThrow().gain(), 1e-12);
        assertTrue(same.effect().orElseThrow().interval().low().orElseThrow() >= -Math.log(1.10));
        assertFalse(finish(judge(NOISY).begin(tolerant), 100, 125).verdict().keep());
    }

    @Test
    void aGainBelowTheOneAskedForIsNotKept() {
        assertFalse(finish(judge(NOISY).begin(new KeepCriterion(-0.10, OptionalInt.empty())), 100, 95)
                .verdict()
                .keep());
        assertEquals(
                Verdict.IMPROVED,
                finish(judge(NOISY).begin(new KeepCriterion(-0.10, OptionalInt.empty())), 100, 70)
                        .verdict());
    }

    @Test
    void fewerPairsThanEvidenceNeedsLeaveItUndecided() {
        PairedRule judge = judge(NOISY);
        assertEquals(5, judge.fewestPairs());

        Decision decision = finish(judge.begin(KeepCriterion.BETTER.withMaxPairs(4)), 100, 90);

        assertEquals(Verdict.UNDECIDED, decision.verdict());
        assertEquals(4, decision.pairs());
    }

    @Test
    void aDeterministicMetricCostsOneRunAndOneConfirmingPair() {
        Comparison comparison = judge(EXACT).begin();
        Decision decision = finish(comparison, 812, 800);

        assertEquals(Verdict.IMPROVED, decision.verdict());
        assertEquals(3, decision.runs());
        assertEquals("improved: -1.5% exactly", decision.toString());
        assertEquals(
                Verdict.NO_IMPROVEMENT,
                finish(comparison.after().begin(), 800, 800).verdict());
        assertEquals(
                Verdict.REGRESSED, finish(comparison.after().begin(), 800, 801).verdict());
        assertEquals(
                Verdict.NO_WORSE,
                finish(comparison.after().begin(new KeepCriterion(0.01, OptionalInt.empty())), 800, 801)
                        .verdict());
        assertEquals(
                Verdict.NO_IMPROVEMENT,
                finish(comparison.after().begin(new KeepCriterion(-0.01, OptionalInt.empty())), 800, 799)
                        .verdict());
    }

    @Test
    void aGuardMayOverruleTheVerdict() {
        PairedRule judge = judge(NOISY);
        Comparison comparison = judge.begin();
        finish(comparison, 100, 50);

        double kept = ((PairedRule) comparison.after(true)).incumbentCost();
        double overruled = ((PairedRule) comparison.after(false)).incumbentCost();

        assertEquals(Math.log(50), kept, 1e-12);
        assertEquals(Math.log(100), overruled, 1e-12);
        assertEquals(0, ((PairedRule) comparison.after(false)).budget().kept());
    }

    @Test
    void zeroAndNegativeMetricsAreComparedOnALinearScale() {
        PairedRule judge = judge(0.0, 1.0, -1.0, 2.0, 0.5, 0.25);

        Decision decision = finish(judge.begin(), 0.5, -4);

        assertEquals(Verdict.IMPROVED, decision.verdict());
        assertTrue(decision.toString().startsWith("improved: -4.5 (90% interval "), decision.toString());
    }

    @Test
    void aClearGainNeedsFewPairsOnceOthersWereKept() {
        DecisionRule judge = judge(NOISY);
        int first = 0;
        int last = 0;
        for (int i = 0; i < 12; i++) {
            Comparison comparison = judge.begin();
            Decision decision = finish(comparison, 100 * Math.pow(0.8, i), 100 * Math.pow(0.8, i + 1));
            assertEquals(Verdict.IMPROVED, decision.verdict());
            if (i == 0) first = decision.pairs();
            last = decision.pairs();
            judge = comparison.after();
        }
        assertEquals(5, first);
        assertEquals(1, last);
    }

    @Test
    void aKeepOfOnePairHasAnInterval() {
        DecisionRule judge = judge(NOISY);
        Decision decision = null;
        for (int i = 0; i < 12; i++) {
            Comparison comparison = judge.begin();
            decision = finish(comparison, 100 * Math.pow(0.8, i), 100 * Math.pow(0.8, i + 1));
            judge = comparison.after();
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
    void aCloseCallIsLookedAtAgainBeforeAnyPair() {
        Comparison comparison = judge(NOISY).begin();
        comparison.feed(Side.CANDIDATE, 98);
        assertEquals(NextExecution.CANDIDATE, comparison.next());
        comparison.crashed(Side.CANDIDATE);
        assertEquals(
                NextExecution.CANDIDATE, comparison.next(), "one crash of a candidate that ran before is no verdict");
        comparison.feed(Side.CANDIDATE, 104);
        assertEquals(Verdict.SCREENED_OUT, comparison.decision().orElseThrow().verdict());
        assertEquals(3, comparison.decision().orElseThrow().runs());
    }
}
