package dev.autoresearch.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.autoresearch.model.Direction;
import org.junit.jupiter.api.Test;

class SingleJudgeTest {
    private static Hearing fed(Judge judge, double value) {
        Hearing hearing = judge.begin();
        hearing.feed(Variant.CANDIDATE, value);
        return hearing;
    }

    @Test
    void keepsOneStrictlyBetterMeasurement() {
        Judge judge = SingleJudge.startingAt(100, Direction.LOWER);

        assertEquals(
                Verdict.NO_IMPROVEMENT, fed(judge, 100).decision().orElseThrow().verdict());
        assertEquals(
                Verdict.IMPROVED, fed(judge, 99.99).decision().orElseThrow().verdict());
        assertEquals(judge, fed(judge, 101).after());
        assertEquals(99.0, ((SingleJudge) fed(judge, 99).after()).best());
        assertEquals(judge, fed(judge, 99).after(false));
    }

    @Test
    void comparesAcrossZero() {
        Judge judge = SingleJudge.startingAt(2, Direction.LOWER);
        Judge below = fed(judge, -1).after();

        assertEquals(-1.0, ((SingleJudge) below).best());
        assertEquals(Verdict.IMPROVED, fed(below, -1.5).decision().orElseThrow().verdict());
    }

    @Test
    void aCrashIsNoMeasurement() {
        Judge judge = SingleJudge.startingAt(2, Direction.LOWER);
        Hearing hearing = judge.begin();
        hearing.crashed(Variant.CANDIDATE);

        assertEquals(Verdict.CRASHED, hearing.decision().orElseThrow().verdict());
        assertEquals(judge, hearing.after(true));
        assertThrows(IllegalStateException.class, () -> judge.begin().after());
    }
}
