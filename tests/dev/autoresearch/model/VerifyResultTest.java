package dev.autoresearch.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class VerifyResultTest {
    private static final OptionalDouble OPEN = OptionalDouble.empty();

    private static VerifyResult verified(double change, OptionalDouble low, OptionalDouble high, boolean relative) {
        return new VerifyResult("b".repeat(40), "h".repeat(40), 10, change, low, high, relative);
    }

    private static OptionalDouble at(double change) {
        return OptionalDouble.of(change);
    }

    @Test
    void saysTheTotalWithTheBetterEndFirst() {
        var verified = verified(-0.294, at(-0.275), at(-0.312), true);
        assertEquals("verified -29.4% (90% -31.2 … -27.5)", verified.brief());
        assertEquals("verified: -29.4% (90% interval -31.2% … -27.5%), 10 pairs", verified.toString());
    }

    @Test
    void saysDifferencesInTheMetricsUnit() {
        assertEquals(
                "verified +3 (90% +4.5 … +1)",
                verified(3, at(1), at(4.5), false).brief());
    }

    @Test
    void saysWhereThePairsDoNotBoundIt() {
        assertEquals(
                "verified -1.0% (90% no bound … +0.5)",
                verified(-0.01, at(0.005), OPEN, true).brief());
    }

    @Test
    void coversWhatLiesBetweenItsEndsWhicheverIsTheGreater() {
        var lower = verified(-0.29, at(-0.27), at(-0.31), true);
        assertTrue(lower.covers(-0.3));
        assertFalse(lower.covers(-0.32));
        assertFalse(lower.covers(-0.26));
        var higher = verified(0.29, at(0.27), at(0.31), true);
        assertTrue(higher.covers(0.3));
        assertFalse(higher.covers(0.32));
    }

    @Test
    void coversWhatNobodyCouldTellFromAnExactTotal() {
        var exact = verified(-0.2, at(-0.2), at(-0.2), true);
        assertTrue(exact.covers(-0.2 + 1e-12));
        assertFalse(exact.covers(-0.21));
    }

    @Test
    void anOpenEndExcludesNothingBeyondIt() {
        var open = verified(-0.29, at(-0.27), OPEN, true);
        assertTrue(open.covers(-0.9));
        assertFalse(open.covers(-0.2));
        assertTrue(verified(-0.29, OPEN, OPEN, true).covers(5));
    }
}
