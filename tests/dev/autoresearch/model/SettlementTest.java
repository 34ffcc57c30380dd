package dev.autoresearch.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.model.Measurement.Role;
import dev.autoresearch.model.Measurement.Role.Purpose;
import dev.autoresearch.model.Settlement.Outcome;
import dev.autoresearch.testing.SessionBuilder;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SettlementTest {
    private static Settlement settlement(int number, String commit, Outcome outcome) {
        boolean revoked = outcome == Outcome.REVOKED;
        return new Settlement(
                number,
                commit,
                outcome,
                revoked ? 0.04 : 0.984,
                5,
                4,
                OptionalDouble.of(-0.013),
                true,
                revoked ? "77ab01cdef" : "",
                2_000);
    }

    private static SessionBuilder twoKeeps() {
        return SessionBuilder.latency().keep(100, "baseline").keep(95, "larger arena");
    }

    @Test
    void aRevokedRunIsNoIncumbentAnyMore() {
        var segment = twoKeeps()
                .then(settlement(2, "abc1234", Outcome.REVOKED))
                .session()
                .current();
        assertEquals(Status.REVOKED, segment.runs().get(1).status());
        assertEquals(1, segment.incumbent().orElseThrow().number());
        assertEquals(1, segment.best().orElseThrow().number());
        assertEquals(1, segment.count(Status.KEEP));
    }

    @Test
    void aConfirmedRunStaysKeptAndKnowsWhy() {
        var run = twoKeeps()
                .then(settlement(2, "abc1234", Outcome.CONFIRMED))
                .runs()
                .get(1);
        assertTrue(run.kept());
        assertEquals(
                Outcome.CONFIRMED, run.evidence().settlement().orElseThrow().outcome());
    }

    @Test
    void aSettlementOfARunThatIsNotThereChangesNothing() {
        var segment = twoKeeps()
                .then(settlement(7, "abc1234", Outcome.REVOKED))
                .then(settlement(2, "another", Outcome.REVOKED))
                .session()
                .current();
        assertEquals(2, segment.count(Status.KEEP));
        assertEquals(2, segment.course().size());
    }

    @Test
    void theCourseHoldsRunsLooksAndSettlementsInTheirOrder() {
        var look = EventSequence.measurement("look", 95).as(new Role(Purpose.LOOK, Side.CANDIDATE));
        var confirmed = settlement(2, "abc1234", Outcome.CONFIRMED);
        var session =
                twoKeeps().then(look).then(confirmed).discard(96, "another").session();
        var course = session.current().course();
        assertEquals(5, course.size());
        assertEquals(look, course.get(2));
        assertEquals(confirmed, course.get(3));
        assertTrue(session.pending().isEmpty(), "a look is no run that waits to be logged");
    }

    @Test
    void itsLineTellsWhatItIsFoundedOn() {
        assertEquals(
                "-1.3%   5 runs, 98 % sure (4 of them free)",
                settlement(2, "a", Outcome.CONFIRMED).toString());
        assertEquals(
                "-1.3%   5 runs, proven (4 of them free)",
                settlement(2, "a", Outcome.PROVEN).toString());
        assertEquals(
                "no improvement after all, 5 runs: reverted as 77ab01c",
                settlement(2, "a", Outcome.REVOKED).toString());
    }

    @Test
    void surenessIsNeverRoundedUpToCertainty() {
        assertEquals("98 % sure", Format.sure(0.9899));
        assertEquals("99.4 % sure", Format.sure(0.9949));
        assertEquals("99.9 % sure", Format.sure(1));
        assertEquals("0 % sure", Format.sure(-1e-9));
    }
}
