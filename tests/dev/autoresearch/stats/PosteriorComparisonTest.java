package dev.autoresearch.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.model.Metric.Direction;
import dev.autoresearch.model.Side;
import dev.autoresearch.model.Verdict;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class PosteriorComparisonTest {
    private static final CostScale TIME = new CostScale(Direction.LOWER, true, 1);

    private final Random random = new Random(17);

    private double noisy(double value, double sigma) {
        return value * Math.exp(sigma * random.nextGaussian());
    }

    /** A session in which nothing helped so far, at one percent of noise. */
    private PosteriorRule after(int noOps) {
        var rule = PosteriorRule.of(TIME, noisy(100, 0.01), noisy(100, 0.01));
        for (int i = 0; i < noOps; i++) {
            rule.elapse(4);
            rule.observe(Side.CANDIDATE, TIME.cost(noisy(100, 0.01)));
            rule.close(i, false, true);
        }
        return rule;
    }

    private static Decision decided(Comparison comparison, ToDoubleFunction<Side> execute) {
        while (comparison.next() != NextExecution.NOTHING) {
            var side = comparison.next().side(true);
            comparison.feed(side, execute.applyAsDouble(side));
        }
        return comparison.decided();
    }

    private Decision tried(PosteriorRule rule, double candidate) {
        return decided(rule.begin(KeepCriterion.BETTER), side -> noisy(side == Side.CANDIDATE ? candidate : 100, 0.01));
    }

    @Test
    void aPlainGainIsKeptAfterTwoRunsOfABaselineAndAFewOfItsOwn() {
        var rule = PosteriorRule.of(TIME, noisy(100, 0.01), noisy(100, 0.01));
        var decision = tried(rule, 80);
        assertEquals(Verdict.LIKELY_IMPROVED, decision.verdict());
        assertTrue(decision.runs() <= 3, decision.toString());
        assertTrue(decision.sure().getAsDouble() > 0.9, decision.toString());
    }

    @Test
    void aPlainLossCostsARunOrTwo() {
        var decision = tried(after(20), 110);
        assertEquals(Verdict.REGRESSED, decision.verdict());
        assertTrue(decision.runs() <= 2, decision.toString());
    }

    @Test
    void codeThatChangesNothingIsHardlyEverKept() {
        int kept = 0;
        for (int i = 0; i < 40; i++) if (tried(after(20), 100).verdict().keep()) kept++;
        assertTrue(kept <= 2, kept + " of 40");
    }

    @Test
    void aVerdictSaysHowSureItIs() {
        var words = tried(after(20), 90).toString();
        assertTrue(
                words.matches(
                        "likely improved: -\\d+\\.\\d% \\(90% interval -.*% … -.*%\\), \\d runs?, 9\\d(\\.\\d)? % sure"),
                words);
    }

    @Test
    void anExactGainIsConfirmedByOnePair() {
        var rule = PosteriorRule.of(TIME, 100, 100);
        assertTrue(rule.isExact());
        var decision = decided(rule.begin(KeepCriterion.BETTER), side -> side == Side.CANDIDATE ? 99 : 100);
        assertEquals(Verdict.IMPROVED, decision.verdict());
        assertEquals(3, decision.runs());
        assertEquals("improved: -1.0% exactly", decision.toString());
    }

    @Test
    void anExactLossOrTieCostsOneRun() {
        var rule = PosteriorRule.of(TIME, 100, 100);
        assertEquals(1, decided(rule.begin(KeepCriterion.BETTER), side -> 101).runs());
        assertEquals(
                Verdict.NO_IMPROVEMENT,
                decided(rule.begin(KeepCriterion.BETTER), side -> 100).verdict());
    }

    @Test
    void anExactMetricThatScattersInItsPairIsNoisyFromThenOn() {
        var comparison = PosteriorRule.of(TIME, 100, 100).begin(KeepCriterion.BETTER);
        comparison.feed(Side.CANDIDATE, 99);
        assertEquals(NextExecution.EITHER, comparison.next());
        comparison.feed(Side.CANDIDATE, 101);
        assertFalse(comparison.isConfirming());
        var decision = decided(comparison, side -> noisy(100, 0.01));
        assertFalse(decision.verdict().keep(), decision.toString());
        assertTrue(decision.sigma().getAsDouble() > 0);
    }

    @Test
    void whereIdleTimeConfirmsItALuckyRunIsKeptForNow() {
        var rule = after(20).provisional();
        var comparison = rule.begin(KeepCriterion.BETTER);
        comparison.feed(Side.CANDIDATE, 98.9);
        var decision = comparison.decided();
        assertEquals(Verdict.PROVISIONAL, decision.verdict());
        assertEquals(1, decision.runs());
        assertEquals(1, ((PosteriorRule) comparison.after(true)).pending().size());
    }

    @Test
    void aComparisonLeavesTheRuleAsItWas() {
        var rule = after(20);
        double before = rule.incumbentValue().getAsDouble();
        tried(rule, 80);
        assertEquals(before, rule.incumbentValue().getAsDouble());
    }

    @Test
    void otherCodeIsMeasuredBeforeTheCandidate() {
        var rule = after(20);
        rule.headChanged();
        var comparison = rule.begin(KeepCriterion.BETTER);
        assertEquals(NextExecution.INCUMBENT, comparison.next());
        comparison.feed(Side.INCUMBENT, 50);
        assertEquals(NextExecution.CANDIDATE, comparison.next());
        comparison.feed(Side.CANDIDATE, 80);
        assertFalse(decided(comparison, side -> side == Side.CANDIDATE ? 80 : 50)
                .verdict()
                .keep());
    }

    @Test
    void aSimplificationNeedOnlyBeNoWorse() {
        var comparison = after(20).begin(new KeepCriterion(0.02, KeepCriterion.BETTER.maxPairs()));
        var decision = decided(comparison, side -> noisy(100, 0.01));
        assertEquals(Verdict.NO_WORSE, decision.verdict());
        assertTrue(decision.runs() <= 40, decision.toString());
    }

    @Test
    void aCandidateThatCrashesAtOnceIsACrashAndOnesThatCrashesNowAndThenIsNot() {
        var first = after(3).begin(KeepCriterion.BETTER);
        first.crashed(Side.CANDIDATE);
        assertEquals(Verdict.CRASHED, first.decided().verdict());
        var later = PosteriorRule.of(TIME, 100, 100).begin(KeepCriterion.BETTER);
        later.feed(Side.CANDIDATE, 99);
        later.crashed(Side.CANDIDATE);
        assertTrue(later.decision().isEmpty());
    }

    @Test
    void whereHeadCannotBeMeasuredOnlyTheCandidateIs() {
        var comparison = after(5).begin(new KeepCriterion(0.01, KeepCriterion.BETTER.maxPairs()), false);
        while (comparison.next() != NextExecution.NOTHING) {
            assertEquals(NextExecution.CANDIDATE, comparison.next());
            comparison.feed(Side.CANDIDATE, noisy(100, 0.01));
        }
    }

    @Test
    void aMetricThatMayBeZeroOrNegativeIsCompared() {
        var scale = CostScale.of(new double[] {-3, -2.98}, Direction.LOWER);
        var rule = PosteriorRule.of(scale, -3, -2.98);
        var decision = decided(rule.begin(KeepCriterion.BETTER), side -> side == Side.CANDIDATE ? -3.6 : -3);
        assertEquals(Verdict.LIKELY_IMPROVED, decision.verdict());
    }
}
