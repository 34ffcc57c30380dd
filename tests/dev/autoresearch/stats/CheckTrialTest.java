package dev.autoresearch.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.model.Direction;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A check beside the sequence of candidates: audits and holdouts. */
class CheckTrialTest {
    private static final double[] SAME = {100, 100, 100};
    private static final double[] NOISY = {100, 102, 98, 101, 99, 100.5};

    private static PairedJudge judge(double... calibration) {
        return PairedJudge.calibrated(Preset.THOROUGH, Scale.of(calibration, Direction.LOWER), calibration);
    }

    private static Decision decided(Trial trial, double incumbent, double candidate) {
        trial.feed(trial.next().variant(true), candidate);
        trial.feed(trial.next().variant(true), incumbent);
        return trial.decision().orElseThrow();
    }

    @Test
    void aDeterministicMetricTakesOnePairWhateverTheIncumbentWasBefore() {
        var decision = decided(judge(SAME).check(Aim.BETTER, 0.05), 50, 45);
        assertEquals(Verdict.IMPROVED, decision.verdict());
        assertEquals(
                -0.1, decision.scale().change(decision.effect().orElseThrow().gain()), 1e-12);
        assertEquals(
                Verdict.NO_IMPROVEMENT,
                decided(judge(SAME).check(Aim.BETTER, 0.05), 50, 50).verdict());
        assertEquals(
                Verdict.REGRESSED,
                decided(judge(SAME).check(Aim.BETTER, 0.05), 50, 51).verdict());
    }

    @Test
    void aTolerancePassesWhatIsNoWorse() {
        var aim = Aim.noWorseThan(0.05);
        assertEquals(
                Verdict.NO_WORSE, decided(judge(SAME).check(aim, 0.05), 50, 51).verdict());
        assertEquals(
                Verdict.REGRESSED, decided(judge(SAME).check(aim, 0.05), 50, 55).verdict());
    }

    @Test
    void aCandidateThatFailsTwiceHasCrashed() {
        var trial = judge(SAME).check(Aim.BETTER, 0.05);
        trial.crashed(Variant.CANDIDATE);
        trial.feed(Variant.INCUMBENT, 50);
        trial.crashed(Variant.CANDIDATE);
        assertEquals(Verdict.CRASHED, trial.decision().orElseThrow().verdict());
        assertEquals(Need.NOTHING, trial.next());
    }

    @Test
    void theSideThatIsNotNeededIsRefused() {
        var trial = judge(SAME).check(Aim.BETTER, 0.05);
        trial.feed(Variant.INCUMBENT, 50);
        assertThrows(IllegalStateException.class, () -> trial.feed(Variant.INCUMBENT, 50));
        assertThrows(IllegalStateException.class, () -> trial.after(true));
    }

    @Test
    void aNoisyMetricBeginsWithPairsAndRarelyConfirmsWhatChangesNothing() {
        int confirmed = 0;
        for (int seed = 0; seed < 400; seed++) {
            var random = new Random(seed);
            var trial = judge(NOISY).check(Aim.BETTER.withMaxPairs(30), 0.05);
            assertEquals(Need.EITHER, trial.next());
            while (trial.next() != Need.NOTHING)
                trial.feed(trial.next().variant(random.nextBoolean()), 100 * Math.exp(0.02 * random.nextGaussian()));
            if (trial.decision().orElseThrow().verdict().keep()) confirmed++;
        }
        assertTrue(confirmed <= 20, "confirmed " + confirmed + " of 400");
    }

    @Test
    void aNoisyMetricConfirmsAGainOfSeveralSigma() {
        int confirmed = 0;
        for (int seed = 0; seed < 100; seed++) {
            var random = new Random(seed);
            var trial = judge(NOISY).check(Aim.BETTER.withMaxPairs(30), 0.05);
            while (trial.next() != Need.NOTHING) {
                var side = trial.next().variant(random.nextBoolean());
                trial.feed(side, (side == Variant.CANDIDATE ? 90 : 100) * Math.exp(0.02 * random.nextGaussian()));
            }
            if (trial.decision().orElseThrow().verdict().keep()) confirmed++;
        }
        assertTrue(confirmed >= 98, "confirmed " + confirmed + " of 100");
    }
}
