package dev.autoresearch.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autoresearch.model.Metric.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PeerConfidenceTest {
    @TestFactory
    Stream<DynamicTest> agreesWithThePeersBitForBit() {
        return StreamSupport.stream(GoldenVectors.vectors("peer_confidence").spliterator(), false)
                .map(vector -> DynamicTest.dynamicTest(vector.get("name").asText(), () -> check(vector)));
    }

    private static void check(JsonNode vector) {
        List<PeerConfidence.Sample> runs = new ArrayList<>();
        vector.get("runs")
                .forEach(run -> runs.add(new PeerConfidence.Sample(
                        run.get("metric").asDouble(), run.get("status").asText().equals("keep"))));

        assertEquals(
                GoldenVectors.optional(vector.get("expected")),
                PeerConfidence.of(runs, GoldenVectors.direction(vector)));
    }

    @Test
    void hasNoneForAnEmptySegment() {
        assertEquals(OptionalDouble.empty(), PeerConfidence.of(List.of(), Direction.LOWER));
    }

    @Test
    void isNeverAnInfiniteNumber() {
        var runs = List.of(
                new PeerConfidence.Sample(-1.7e308, false),
                new PeerConfidence.Sample(1.7e308, true),
                new PeerConfidence.Sample(1, true),
                new PeerConfidence.Sample(2, false));

        assertEquals(OptionalDouble.empty(), PeerConfidence.of(runs, Direction.HIGHER));
    }

    @Test
    void leavesTheRunsAlone() {
        var runs = new ArrayList<>(List.of(
                new PeerConfidence.Sample(3, true),
                new PeerConfidence.Sample(1, true),
                new PeerConfidence.Sample(2, false)));
        var before = List.copyOf(runs);

        PeerConfidence.of(runs, Direction.LOWER);

        assertEquals(before, runs);
    }

    @Test
    void isPutInThePeersWords() {
        assertEquals("likely real", PeerConfidence.words(OptionalDouble.of(2.0)));
        assertEquals("above noise but marginal", PeerConfidence.words(OptionalDouble.of(1.999)));
        assertEquals("above noise but marginal", PeerConfidence.words(OptionalDouble.of(1.0)));
        assertEquals("within noise — re-run to confirm", PeerConfidence.words(OptionalDouble.of(0.999)));
        assertEquals("n/a", PeerConfidence.words(OptionalDouble.empty()));
    }
}
