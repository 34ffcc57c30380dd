package dev.autoresearch.stats.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.model.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What must hold for any costs. */
class LevelFilterPropertyTest {
    private static final int IDEAS = 6;

    /** A short session by the rule, with costs of any kind; gives what was decided and thought on the way. */
    private static List<String> session(LevelFilter filter, int ideas, DoubleSupplier costs) {
        var told = new ArrayList<String>();
        double price = ValueOfInformation.price(0, 2, 2, 1);
        for (int id = 0; id < ideas; id++) {
            filter.begin();
            filter.observe(Side.CANDIDATE, costs.getAsDouble(), 1);
            for (var side = filter.nextLook(price);
                    side.isPresent() && filter.looks() < 8;
                    side = filter.nextLook(price)) filter.observe(side.get(), costs.getAsDouble(), 1);
            checkCandidate(filter);
            boolean keep = filter.keepsFinally() || filter.keepsProvisionally();
            told.add(keep + " " + filter.looks());
            if (keep) filter.keep(id);
            else filter.discard();
            told.add(settled(filter));
            filter.elapse(0.5);
            var without = filter.leastCertain(any -> true);
            if (without.isPresent()) filter.observeWithout(without.getAsInt(), costs.getAsDouble(), 2);
            else filter.observe(Side.INCUMBENT, costs.getAsDouble(), 2);
            told.add(without + " " + settled(filter));
        }
        return told;
    }

    private static String settled(LevelFilter filter) {
        for (var keep : filter.pending()) assertProbability(keep.noImprovement());
        var settled = filter.settle(any -> true);
        return ids(settled.revoked()) + " " + ids(settled.confirmed()) + " " + ids(settled.open());
    }

    private static List<Integer> ids(List<ProvisionalKeep> keeps) {
        return keeps.stream().map(ProvisionalKeep::id).toList();
    }

    private static void checkCandidate(LevelFilter filter) {
        assertProbability(filter.noImprovement());
        assertTrue(Double.isFinite(filter.expectedGain()), () -> "gain " + filter.expectedGain());
        var value = filter.information().perRun();
        assertTrue(value >= 0 && Double.isFinite(value), () -> "value " + value);
        double low = filter.quantile(0.05);
        double high = filter.quantile(0.95);
        assertTrue(low <= high, () -> low + " to " + high);
        assertTrue(filter.noise() > 0 && Double.isFinite(filter.level()));
        for (double share : filter.outlierShares()) assertProbability(share);
    }

    private static void assertProbability(double probability) {
        assertTrue(probability >= 0 && probability <= 1, () -> "probability " + probability);
    }

    private static DoubleSupplier noisy(Random random, double noise) {
        return () -> noise * random.nextGaussian() - (random.nextInt(4) == 0 ? 0.05 : 0);
    }

    @Property(tries = 15)
    void probabilitiesStayProbabilitiesWhateverTheCosts(@ForAll @Size(min = 2, max = 12) List<Double> costs) {
        var filter = LevelFilter.of(costs.get(0));
        int[] at = {0};
        session(filter, 3, () -> costs.get(++at[0] % costs.size()));
    }

    @Property(tries = 5)
    void valuesThatAreFartherApartThanAnyModelGoAreTaken(@ForAll long seed) {
        var random = new Random(seed);
        double[] far = {1e300, -1e300, Double.MAX_VALUE, -Double.MAX_VALUE, 0, 1e-300, 1};
        session(LevelFilter.of(far[random.nextInt(far.length)]), 3, () -> far[random.nextInt(far.length)]);
    }

    @Property(tries = 5)
    void aMetricOfTwoValuesIsTaken(@ForAll long seed, @ForAll @DoubleRange(min = 0, max = 2) double apart) {
        var random = new Random(seed);
        session(LevelFilter.of(0), 3, () -> random.nextBoolean() ? apart : 0);
    }

    @Property(tries = 3)
    void theUnitOfAMetricChangesNoDecision(
            @ForAll long seed,
            @ForAll @DoubleRange(min = 0.01, max = 0.1) double noise,
            @ForAll @IntRange(min = -40, max = 40) int shift) {
        assertEquals(decisions(seed, noise, cost -> cost), decisions(seed, noise, cost -> cost + shift));
    }

    private static List<String> decisions(long seed, double noise, DoubleUnaryOperator unit) {
        var costs = noisy(new Random(seed), noise);
        var filter = LevelFilter.of(unit.applyAsDouble(costs.getAsDouble()));
        return session(filter, IDEAS, () -> unit.applyAsDouble(costs.getAsDouble()));
    }

    @Property(tries = 3)
    void theSameValuesInTheSameOrderGiveTheSameState(
            @ForAll long seed, @ForAll @DoubleRange(min = 0.01, max = 0.1) double noise) {
        var lived = LevelFilter.of(0);
        var replayed = LevelFilter.of(0);
        assertEquals(
                session(lived, IDEAS, noisy(new Random(seed), noise)),
                session(replayed, IDEAS, noisy(new Random(seed), noise)));
        assertSame(lived, replayed);
    }

    @Property(tries = 5)
    void aCopyIsIndependentAndGoesOnTheSame(
            @ForAll long seed, @ForAll @DoubleRange(min = 0.01, max = 0.1) double noise, @ForAll boolean open) {
        var filter = LevelFilter.of(0);
        session(filter, 3, noisy(new Random(seed), noise));
        if (open) openOne(filter);
        var copy = filter.copy();
        var kept = filter.copy();
        if (open) copy.discard();
        session(copy, 3, noisy(new Random(seed + 1), noise));
        assertSame(kept, filter);
        if (open) filter.discard();
        session(filter, 3, noisy(new Random(seed + 1), noise));
        assertSame(copy, filter);
    }

    /**
     * Its probability of being no improvement itself need not fall all the way: an effect between two points of the grid is a
     * little less likely than one on a point, and a gain beyond all experience may be a fast outlier.
     */
    @Property(tries = 5)
    void aBetterCandidateIsKeptWhereAWorseOneIs(
            @ForAll long seed,
            @ForAll @DoubleRange(min = 0.01, max = 0.1) double noise,
            @ForAll @IntRange(min = 1, max = 20) int runs,
            @ForAll @IntRange(min = 1, max = 3) int looks) {
        var random = new Random(seed);
        var filter = LevelFilter.of(0);
        for (int i = 0; i < runs; i++) filter.observe(Side.INCUMBENT, noise * random.nextGaussian(), 1);
        filter.begin();
        boolean keeps = false;
        for (double cost = noise; cost > -5; cost -= Math.max(noise / 2, -cost / 5)) {
            var candidate = filter.copy();
            for (int i = 0; i < looks; i++) candidate.observe(Side.CANDIDATE, cost, 1);
            double at = cost;
            assertTrue(!keeps || candidate.keepsFinally(), () -> "at " + at);
            keeps = candidate.keepsFinally();
        }
        assertTrue(keeps);
    }

    private static void openOne(LevelFilter filter) {
        filter.begin();
        filter.observe(Side.CANDIDATE, -0.02, 1);
    }

    private static void assertSame(LevelFilter expected, LevelFilter actual) {
        assertEquals(expected.pending(), actual.pending());
        assertEquals(expected.level(), actual.level());
        assertEquals(expected.noise(), actual.noise());
        assertEquals(expected.size(), actual.size());
        assertEquals(expected.noImprovement(), actual.noImprovement());
        assertEquals(expected.expectedGain(), actual.expectedGain());
        assertEquals(expected.isOpen(), actual.isOpen());
        if (expected.isOpen()) assertEquals(expected.information(), actual.information());
    }
}
