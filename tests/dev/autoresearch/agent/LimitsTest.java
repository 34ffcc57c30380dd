package dev.autoresearch.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.Problem;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
    private static Limit.LoopUsage tally(int count, double amount) {
        return new Limit.LoopUsage(count, amount, amount, count, count, Map.of("ms", amount));
    }

    @Property(tries = 200)
    void aCountIsReachedExactlyFromItOn(
            @ForAll @IntRange(min = 1, max = 1000) int most, @ForAll @IntRange(max = 2000) int count) {
        for (var limit : List.of(Limit.runs(most), Limit.losses(most), Limit.plateau(most)))
            assertEquals(count >= most, limit.isReached().test(tally(count, 0)), limit + " at " + count);
    }

    @Property(tries = 200)
    void anAmountIsReachedExactlyFromItOnAndTimeLeftAgrees(
            @ForAll @DoubleRange(min = 0.01, max = 100) double most,
            @ForAll @DoubleRange(min = 0, max = 200) double amount) {
        var hours = Limit.hours(most);
        assertEquals(amount >= most, hours.isReached().test(tally(0, amount)));
        assertEquals(amount >= most, Limit.cost(most).isReached().test(tally(0, amount)));
        assertEquals(Math.max(0, most - amount), new Limits(List.of(hours)).hoursLeft(tally(0, amount)));
    }

    @Property(tries = 200)
    void aTargetIsWhatItsSignSays(
            @ForAll @IntRange(min = -5, max = 5) int value, @ForAll @IntRange(min = -5, max = 5) int best) {
        assertEquals(best < value, Limit.target("ms<" + value).isReached().test(tally(0, best)));
        assertEquals(
                best <= value, Limit.target(" ms <= " + value + " ").isReached().test(tally(0, best)));
        assertEquals(best > value, Limit.target("ms > " + value).isReached().test(tally(0, best)));
        assertEquals(
                best >= value, Limit.target("ms >=" + value + ".0").isReached().test(tally(0, best)));
        assertFalse(Limit.target("other >= " + value).isReached().test(tally(0, best)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ms",
                "< 5",
                "ms <",
                "ms < five",
                "ms = 5",
                "ms < NaN",
                "ms < 0x1p3",
                "ms < 5d",
                "a b < 5",
                "ms < 1e999"
            })
    void aTargetThatMeansNothingIsRefused(String text) {
        assertEquals(
                Problem.USAGE,
                assertThrows(Problem.class, () -> Limit.target(text)).exit());
    }

    @Test
    void whateverComesFirstEndsTheLoop() {
        var limits = Limits.NONE.and(Limit.runs(3)).and(Limit.cost(0.5));
        assertTrue(limits.reached(tally(2, 0.4)).isEmpty());
        assertEquals("cost", limits.reached(tally(2, 0.5)).orElseThrow().word());
        assertEquals("runs", limits.reached(tally(3, 0.5)).orElseThrow().word());
        assertEquals("until 3 iterations, or $0.50", limits.toString());
        assertTrue(Limits.NONE.reached(tally(1 << 30, 1e300)).isEmpty());
        assertEquals(Double.POSITIVE_INFINITY, limits.hoursLeft(tally(0, 0)));
    }

    @Test
    void aLimitOfNothingIsRefused() {
        assertThrows(Problem.class, () -> Limit.runs(0));
        assertThrows(Problem.class, () -> Limit.hours(-1));
        assertThrows(Problem.class, () -> Limit.cost(Double.NaN));
    }
}
