package dev.autoresearch.model;

import static dev.autoresearch.model.Layout.OPENCLAW;
import static dev.autoresearch.model.Layout.PI;
import static dev.autoresearch.model.Layout.SDK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.model.Metric.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Given these events, when they are folded, then this is the state. */
class SessionReplayTest {
    private static final Metric MS = Metric.lower("ms").unit("ms");
    private static final Metric QPS = Metric.higher("qps");

    @ParameterizedTest
    @EnumSource(Layout.class)
    void nothingHappenedYet(Layout layout) {
        var session = EventSequence.in(layout).session();
        assertFalse(session.initialized());
        assertEquals(1, session.nextNumber());
        assertEquals(0, session.totalRuns());
        assertEquals(Optional.empty(), session.lastRun());
        assertEquals(Optional.empty(), session.pending());
        assertEquals(Optional.empty(), session.current().best());
        assertEquals(OptionalDouble.empty(), session.current().change());
    }

    @Test
    void theFirstRunIsTheBaselineWhateverBecameOfIt() {
        var session = EventSequence.in(SDK).begins(MS).crashes().keeps(5).session();
        assertEquals(Status.CRASH, session.current().baseline().orElseThrow().status());
        assertEquals(
                List.of(true, false), session.runs().stream().map(Run::baseline).toList());
        assertEquals(OptionalDouble.empty(), session.current().change());
    }

    @Test
    void theBestIsTheBestOfTheKeptRuns() {
        var session = EventSequence.in(SDK)
                .begins(MS)
                .keeps(5)
                .discards(1)
                .keeps(4)
                .crashes()
                .keeps(4)
                .session();
        assertEquals(3, session.current().best().orElseThrow().number(), "the earliest of equals");
        assertEquals(OptionalDouble.of(-20), session.current().change());
    }

    @Test
    void zeroAndNegativeMetricsAreMetricsLikeAnyOther() {
        var lower = EventSequence.in(SDK).begins(MS).keeps(0).keeps(-2).keeps(3).session();
        assertEquals(-2, lower.current().best().orElseThrow().metric());
        assertEquals(OptionalDouble.empty(), lower.current().change(), "no percentage of a baseline of 0");
        var higher =
                EventSequence.in(SDK).begins(QPS).keeps(-4).keeps(-3).keeps(-5).session();
        assertEquals(-3, higher.current().best().orElseThrow().metric());
        assertEquals(OptionalDouble.of(25), higher.current().change(), "signed by the size of the baseline");
        var zero = EventSequence.in(SDK).begins(QPS).keeps(-4).keeps(0).session();
        assertEquals(0, zero.current().best().orElseThrow().metric());
    }

    @Test
    void anUnmeasuredKeepIsNeverTheBest() {
        var unmeasured = new Run(
                1,
                "",
                0,
                false,
                java.util.Map.of(),
                Status.KEEP,
                false,
                "",
                1,
                0,
                OptionalDouble.empty(),
                java.util.Map.of(),
                Evidence.NONE);
        var session = EventSequence.in(SDK).begins(MS).keeps(5).add(unmeasured).session();
        assertEquals(5, session.current().best().orElseThrow().metric());
    }

    @Test
    void aConfigLineAfterARunOpensASegment() {
        var session = EventSequence.in(SDK)
                .begins(MS)
                .keeps(5)
                .begins(QPS)
                .keeps(7)
                .keeps(8)
                .session();
        assertEquals(2, session.segments().size());
        assertEquals(1, session.current().index());
        assertEquals(7, session.current().baseline().orElseThrow().metric());
        assertEquals(List.of(1, 1), session.runs().stream().map(Run::segment).toList());
        assertEquals(3, session.totalRuns());
    }

    @Test
    void aConfigLineBeforeTheFirstRunOnlyDescribesAnew() {
        var session = EventSequence.in(SDK).begins(MS).begins(QPS).keeps(7).session();
        assertEquals(1, session.segments().size());
        assertEquals(QPS, session.metric());
    }

    @Test
    void everyConfigLineAfterTheFirstRunOpensASegmentAsAllPeersCount() {
        var session = EventSequence.in(PI)
                .begins(MS)
                .keeps(5)
                .begins(QPS)
                .begins(MS)
                .keeps(7)
                .session();
        assertEquals(2, session.current().index());
        assertEquals(2, session.lastRun().orElseThrow().segment());
        assertEquals(0, session.segments().get(1).runs().size());
    }

    @Test
    void runsBeforeAnyConfigLineAreASegmentOfTheirOwn() {
        var session = EventSequence.in(SDK).keeps(5).begins(MS).keeps(7).session();
        assertEquals(2, session.segments().size());
        assertEquals("metric", session.segments().get(0).setup().metric().name());
        assertTrue(session.initialized());
        assertFalse(EventSequence.in(SDK).keeps(5).session().initialized());
    }

    @Test
    void numbersCountPerSegmentAndInPiAcrossThem() {
        for (var layout : List.of(SDK, OPENCLAW)) {
            var session = EventSequence.in(layout)
                    .begins(MS)
                    .keeps(5)
                    .keeps(4)
                    .begins(QPS)
                    .keeps(7)
                    .session();
            assertEquals(1, session.lastRun().orElseThrow().number());
            assertEquals(2, session.nextNumber());
        }
        var pi = EventSequence.in(PI)
                .begins(MS)
                .keeps(5)
                .keeps(4)
                .begins(QPS)
                .keeps(7)
                .session();
        assertEquals(3, pi.lastRun().orElseThrow().number());
        assertEquals(4, pi.nextNumber());
    }

    @Test
    void aNumberThatIsThereIsBelievedAndTheNextOneIsAlwaysNew() {
        var session = EventSequence.in(SDK)
                .begins(MS)
                .logs(7, 5, Status.KEEP)
                .logs(3, 4, Status.KEEP)
                .session();
        assertEquals(8, session.nextNumber());
        assertEquals(4, session.run(3).orElseThrow().metric());
        assertEquals(Optional.empty(), session.run(1));
    }

    @Test
    void theLatestRunOfANumberIsFound() {
        var session =
                EventSequence.in(SDK).begins(MS).keeps(5).begins(MS).keeps(6).session();
        assertEquals(6, session.run(1).orElseThrow().metric());
    }

    @Test
    void aConfigWithoutDirectionKeepsThePreviousOne() {
        var session = EventSequence.in(SDK)
                .begins(QPS)
                .keeps(5)
                .beginsWithoutDirection("rate")
                .session();
        assertEquals(Direction.HIGHER, session.metric().direction());
        assertEquals("rate", session.metric().name());
        assertEquals(
                Direction.LOWER,
                EventSequence.in(SDK)
                        .beginsWithoutDirection("rate")
                        .session()
                        .metric()
                        .direction());
    }

    @Test
    void aConfigWithoutNamesKeepsThePreviousOnes() {
        var silent = new Event.Begin(Setup.of("", new Metric("", "", Direction.LOWER)), false);
        var session = EventSequence.in(PI).begins(QPS).keeps(5).add(silent).session();
        assertEquals("goal", session.setup().name());
        assertEquals(QPS, session.metric());
        assertEquals(1, session.current().index());
    }

    @Test
    void aMeasurementWaitsUntilARunLineFollows() {
        var measured = EventSequence.in(SDK).begins(MS).measures("a", 5);
        assertEquals("a", measured.session().pending().orElseThrow().id());
        var logged = measured.keeps(5).session();
        assertEquals(Optional.empty(), logged.pending());
        assertEquals(
                "a",
                logged.lastRun()
                        .orElseThrow()
                        .evidence()
                        .measurement()
                        .orElseThrow()
                        .id());
    }

    @Test
    void aSecondMeasurementTakesThePlaceOfTheFirstWithAllThatWasKnownOfIt() {
        var run = EventSequence.in(SDK)
                .begins(MS)
                .measures("a", 5)
                .judges(false)
                .stores("refs/a")
                .measures("b", 4)
                .judges(true)
                .keeps(4)
                .session()
                .lastRun()
                .orElseThrow();
        assertEquals("b", run.evidence().measurement().orElseThrow().id());
        assertTrue(run.evidence().judgement().orElseThrow().kept());
        assertEquals(Optional.empty(), run.evidence().stored());
    }

    @Test
    void evidenceBelongsToTheRunThatFollowsItAndToNoOther() {
        var session = EventSequence.in(SDK)
                .begins(MS)
                .measures("a", 5)
                .judges(false)
                .stores("refs/a")
                .discards(5)
                .keeps(4)
                .session();
        var first = session.run(1).orElseThrow().evidence();
        assertEquals("refs/a", first.stored().orElseThrow().ref());
        assertFalse(first.judgement().orElseThrow().kept());
        assertEquals(Evidence.NONE, session.run(2).orElseThrow().evidence());
    }

    @Test
    void aNewSegmentForgetsThePendingMeasurementOfTheOldMetric() {
        var session = EventSequence.in(SDK)
                .begins(MS)
                .keeps(5)
                .measures("a", 5)
                .begins(QPS)
                .session();
        assertEquals(Optional.empty(), session.pending());
    }

    @Test
    void linesOfAnUnknownKindChangeNothing() {
        var plain = EventSequence.in(SDK).begins(MS).measures("a", 5);
        var before = plain.session();
        assertEquals(before, plain.runsHook().session());
    }

    @Test
    void metricsInMemoryHoldThePrimaryOneInEveryLayout() {
        for (var layout : Layout.values()) {
            var run = EventSequence.in(layout)
                    .begins(MS)
                    .keeps(5)
                    .session()
                    .lastRun()
                    .orElseThrow();
            assertEquals(java.util.Map.of("ms", 5.0), run.metrics());
        }
        var crash =
                EventSequence.in(SDK).begins(MS).crashes().session().lastRun().orElseThrow();
        assertEquals(java.util.Map.of(), crash.metrics(), "what was not measured is not invented");
    }

    @Test
    void theStateIsAValueThatLaterEventsLeaveAlone() {
        var fold = new SessionReplay(SDK);
        fold.apply(new Event.Begin(Setup.of("goal", MS), true));
        fold.apply(EventSequence.run(0, 5, Status.KEEP));
        var before = fold.session();
        var runs = new ArrayList<>(before.runs());
        fold.apply(EventSequence.run(0, 4, Status.KEEP));
        assertEquals(runs, before.runs());
        assertEquals(2, fold.session().runs().size());
    }

    @Test
    void aSegmentCountsItsStatuses() {
        var segment = EventSequence.in(PI)
                .begins(MS)
                .keeps(5)
                .keeps(4)
                .discards(9)
                .logs(0, 3, Status.CHECKS_FAILED)
                .session()
                .current();
        assertEquals(2, segment.count(Status.KEEP));
        assertEquals(1, segment.count(Status.DISCARD));
        assertEquals(0, segment.count(Status.CRASH));
        assertEquals(1, segment.count(Status.CHECKS_FAILED));
    }
}
