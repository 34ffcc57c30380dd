package dev.autoresearch.stats.filter;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.model.Side;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LevelFilterTest {
    private static final double NOISE = 0.01;
    private static final double PRICE = ValueOfInformation.price(0, 10, 2, 1);

    private final Random random = new Random(11);
    private double level;

    private double run(double gain) {
        return level - gain + NOISE * random.nextGaussian();
    }

    private LevelFilter baseline(int runs) {
        var filter = LevelFilter.of(run(0));
        for (int i = 1; i < runs; i++) filter.observe(Side.INCUMBENT, run(0), 1);
        return filter;
    }

    /** Runs a candidate of this gain until it is to be decided. */
    private void attempt(LevelFilter filter, double gain) {
        filter.begin();
        filter.observe(Side.CANDIDATE, run(gain), 1);
        for (var side = filter.nextLook(PRICE); side.isPresent(); side = filter.nextLook(PRICE))
            filter.observe(side.get(), run(side.get() == Side.CANDIDATE ? gain : 0), 1);
    }

    private void keep(LevelFilter filter, int id, double gain) {
        filter.begin();
        filter.observe(Side.CANDIDATE, run(gain), 1);
        filter.keep(id);
        level -= gain;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.19, 0.7, 2.3, 4.6})
    void aGreatGainIsKeptAfterAtMostThreeRuns(double gain) {
        var filter = baseline(2);

        attempt(filter, gain);

        assertTrue(filter.keepsFinally());
        assertTrue(filter.looks() <= 3, () -> filter.looks() + " looks");
    }

    @Test
    void whatChangesNothingIsKeptProvisionallyAtMostAndTakenOutByLooksWithoutIt() {
        var filter = baseline(5);
        for (int i = 0; i < 30; i++) {
            attempt(filter, 0);
            assertFalse(filter.keepsFinally());
            if (filter.keepsProvisionally()) filter.keep(i);
            else filter.discard();
            for (int look = 0; look < 4; look++) {
                var keep = filter.leastCertain(any -> true);
                if (keep.isPresent() && look % 2 == 0) filter.observeWithout(keep.getAsInt(), run(0), 1);
                else filter.observe(Side.INCUMBENT, run(0), 1);
                assertEquals(List.of(), filter.settle(any -> true).confirmed());
            }
        }
        var doubts = filter.pending().stream().collect(toMap(ProvisionalKeep::id, ProvisionalKeep::noImprovement));
        assertEquals(Set.of(), ProvisionalKeep.finalSelection(doubts, ProvisionalKeep.FINAL_LIMIT));
    }

    @Test
    void aHarmfulCandidateTakesTwoRunsAtMost() {
        var filter = baseline(5);

        attempt(filter, -0.1);

        assertTrue(filter.looks() <= 2);
        assertTrue(filter.noImprovement() > 0.99);
    }

    @Test
    void theIntervalHoldsTheGainNineTimesInTen() {
        var filter = baseline(10);
        int held = 0;
        for (int i = 0; i < 100; i++) {
            double gain = i % 2 == 0 ? 0.02 + 0.04 * random.nextDouble() : 0;
            filter.begin();
            filter.observe(Side.CANDIDATE, run(gain), 1);
            filter.observe(Side.INCUMBENT, run(0), 1);
            filter.observe(Side.CANDIDATE, run(gain), 1);
            if (filter.quantile(0.05) <= gain && gain <= filter.quantile(0.95)) held++;
            filter.discard();
        }
        int counted = held;
        assertTrue(held >= 85, () -> counted + " of 100");
    }

    @Test
    void aLuckyKeepIsRevokedByRunsWithoutIt() {
        var filter = baseline(5);
        filter.begin();
        filter.observe(Side.CANDIDATE, level - 2.2 * NOISE, 1);
        filter.keep(7);
        assertTrue(filter.pending().get(0).noImprovement() < 0.9);

        boolean revoked = false;
        for (int looks = 0; looks < 40 && !revoked; looks++) {
            if (looks % 2 == 0) filter.observeWithout(7, run(0), 1);
            else filter.observe(Side.INCUMBENT, run(0), 1);
            revoked = !filter.settle(id -> true).revoked().isEmpty();
        }
        assertTrue(revoked);
        assertEquals(List.of(), filter.pending());
        assertEquals(level, filter.level(), NOISE);
    }

    @Test
    void aGainIsConfirmedByRunsWithoutIt() {
        var filter = baseline(5);
        keep(filter, 3, 0.04);

        boolean confirmed = false;
        for (int looks = 0; looks < 40 && !confirmed; looks++) {
            if (looks % 2 == 0) filter.observeWithout(3, run(-0.04), 1);
            else filter.observe(Side.INCUMBENT, run(0), 1);
            var settled = filter.settle(id -> true);
            confirmed = !settled.confirmed().isEmpty();
            assertEquals(List.of(), settled.revoked());
        }
        assertTrue(confirmed);
        assertEquals(level, filter.level(), NOISE);
    }

    @Test
    void whatCannotBeTakenOutStays() {
        var filter = baseline(5);
        keep(filter, 1, -0.05);
        assertTrue(filter.pending().get(0).noImprovement() > 0.9);

        var settled = filter.settle(id -> false);

        assertEquals(List.of(), settled.revoked());
        assertEquals(1, settled.open().size());
        assertEquals(OptionalInt.empty(), filter.leastCertain(id -> true));
    }

    @Test
    void sixKeepsArePendingAtMostAndTheMostCertainIsFrozen() {
        var filter = baseline(5);
        for (int id = 1; id <= 7; id++) keep(filter, id, 0.01);
        var safest = filter.pending().stream()
                .min((one, other) -> Double.compare(one.noImprovement(), other.noImprovement()))
                .orElseThrow();

        var settled = filter.settle(id -> false);

        assertEquals(List.of(safest), settled.frozen());
        assertEquals(6, settled.open().size());
    }

    @Test
    void theLeastCertainKeepThatCanBeTakenOutIsLookedAt() {
        var filter = baseline(5);
        keep(filter, 1, 0.04);
        keep(filter, 2, 0.03);
        var least = filter.pending().stream()
                .max((one, other) -> Double.compare(one.noImprovement(), other.noImprovement()))
                .orElseThrow()
                .id();

        assertEquals(OptionalInt.of(least), filter.leastCertain(id -> true));
        assertEquals(OptionalInt.of(3 - least), filter.leastCertain(id -> id != least));
        assertEquals(OptionalInt.empty(), filter.leastCertain(id -> false));
    }

    @Test
    void aNoisierLookTellsLess() {
        var quiet = baseline(10);
        quiet.begin();
        var noisy = quiet.copy();

        quiet.observe(Side.CANDIDATE, level - 0.03, 1);
        noisy.observe(Side.CANDIDATE, level - 0.03, 9);

        assertTrue(noisy.noImprovement() > quiet.noImprovement());
        assertTrue(noisy.expectedGain() < quiet.expectedGain());
    }

    @Test
    void aFreeRunIsMadeWhereAChargedOneIsNotWorthIt() {
        var filter = baseline(10);
        attempt(filter, 0);

        assertTrue(filter.nextLook(PRICE).isEmpty());
        assertTrue(filter.nextFreeLook(PRICE / 10).isPresent());
    }

    @Test
    void itLearnsHowOftenIdeasHelp() {
        var filter = baseline(5);
        filter.begin();
        double before = filter.noImprovement();
        filter.discard();
        for (int id = 0; id < 10; id++) {
            keep(filter, id, 0.05);
            filter.settle(any -> true);
        }
        filter.begin();
        assertTrue(filter.noImprovement() < before - 0.05, () -> before + " to " + filter.noImprovement());
    }

    @Test
    void aCandidateThatNeverRanTeachesNothing() {
        var filter = baseline(5);
        filter.begin();
        double before = filter.noImprovement();
        filter.discard();
        filter.begin();
        assertEquals(before, filter.noImprovement());
    }

    @Test
    void otherCodeAtHeadBeginsANewLevelOnTheSameMachine() {
        var filter = baseline(40);
        keep(filter, 1, 0.02);
        double noise = filter.noise();

        filter.newHead(level + 5);

        assertEquals(level + 5, filter.level(), 1e-12);
        assertEquals(noise, filter.noise());
        assertEquals(List.of(), filter.pending());
    }

    @Test
    void oneGreatGainDoesNotMakeAllFurtherRunsDear() {
        var filter = baseline(5);
        keep(filter, 1, 2.3);
        assertTrue(filter.gainsKept() > 0.2 && filter.gainsKept() <= 0.3, () -> "" + filter.gainsKept());
    }

    @Test
    void theFinalTreeIsTheLargestSetOfTheWantedMean() {
        var keeps = Map.of(1, 0.2, 2, 0.0, 3, 0.01, 4, 0.08, 5, 0.9);

        assertEquals(Set.of(2, 3, 4), ProvisionalKeep.finalSelection(keeps, 0.045));
        assertEquals(Set.of(1, 2, 3, 4), ProvisionalKeep.finalSelection(keeps, 0.08));
        assertEquals(Set.of(2), ProvisionalKeep.finalSelection(keeps, 0));
        assertEquals(Set.of(), ProvisionalKeep.finalSelection(Map.of(), 0.045));
    }

    @Test
    void aRunCostsWhatARunLengthGainedSoFar() {
        assertEquals(0.15 * 0.02 / 5.3, ValueOfInformation.price(0, 0, 4, 1), 1e-15);
        assertEquals(0.5 * (0.9 + 60 * 0.15 * 0.02 / 5.3) / 360, ValueOfInformation.price(0.9, 300, 4, 0.5), 1e-15);
    }

    @Test
    void callsOutOfTurnAreRefused() {
        var filter = baseline(2);
        assertThrows(IllegalStateException.class, () -> filter.observe(Side.CANDIDATE, 0, 1));
        assertThrows(IllegalStateException.class, () -> filter.observeWithout(1, 0, 1));
        assertThrows(IllegalStateException.class, filter::discard);
        assertThrows(IllegalStateException.class, () -> filter.keep(1));
        assertThrows(IllegalStateException.class, filter::information);
        assertThrows(IllegalStateException.class, () -> filter.quantile(0.5));
        assertThrows(IllegalStateException.class, () -> filter.revoke(1));
        assertThrows(IllegalArgumentException.class, () -> filter.observe(Side.INCUMBENT, Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> filter.observe(Side.INCUMBENT, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> filter.elapse(-1));
        filter.begin();
        assertThrows(IllegalStateException.class, filter::begin);
        assertThrows(IllegalStateException.class, () -> filter.settle(id -> true));
        assertThrows(IllegalStateException.class, () -> filter.newHead(0));
        assertFalse(filter.keepsFinally());
    }

    /** Found with a benchmark of two values: the tick was taken for the distance between two programs. */
    @Test
    void aValueThatRepeatsTheFirstOneSaysNothingOfTheClockBetweenTwoPrograms() {
        var filter = LevelFilter.of(Math.log(100));
        filter.observe(Side.INCUMBENT, Math.log(100.4), 1);
        filter.elapse(30);
        filter.begin();
        for (int i = 0; i < 2; i++) {
            filter.observe(Side.CANDIDATE, Math.log(70), 1);
            filter.observe(Side.INCUMBENT, Math.log(100.4), 1);
        }
        assertTrue(filter.noImprovement() < 0.01, filter.noImprovement() + " of no improvement");
    }

    @Test
    void aPlainGainIsLookedAtAgainBeforeItIsTakenForDrift() {
        var filter = LevelFilter.of(Math.log(100));
        filter.observe(Side.INCUMBENT, Math.log(101), 1);
        filter.elapse(30);
        filter.begin();
        filter.observe(Side.CANDIDATE, Math.log(80), 1);
        assertTrue(filter.nextLook(1e-5).isPresent()
                || filter.nextLookBeforeDiscard(1e-5).isPresent());
    }
}
