package dev.autoresearch.stats.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.autoresearch.model.Side;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Fixed series, and what an independent implementation of the same model says after each step. */
class LevelFilterVectorsTest {
    /**
     * What "equal" means for a probability, a gain or a share: sums are made in another order and about another origin. The
     * other implementation subtracts squares of levels, which loses some more digits of the value of information.
     */
    private static final double TOLERANCE = 1e-9;

    private static final double TOLERANCE_OF_VALUE = 1e-9;

    @TestFactory
    Collection<DynamicTest> itAgreesWithTheReferenceAfterEachStep() throws IOException {
        var tests = new ArrayList<DynamicTest>();
        for (var series : new ObjectMapper().readTree(getClass().getResourceAsStream("level-filter.json")))
            tests.add(DynamicTest.dynamicTest(series.get("name").asText(), () -> replay(series)));
        return tests;
    }

    private static void replay(JsonNode series) {
        var filter = LevelFilter.of(series.get("first").asDouble());
        int number = 0;
        // in idle time HEAD has its turn after each run without a keep
        boolean headsTurn = false;
        for (var step : series.get("steps")) {
            take(filter, step, headsTurn);
            check(filter, step, "step " + ++number);
            if (step.path("of").asText().equals("without")) headsTurn = true;
            else if (step.has("cost") && !filter.isOpen()) headsTurn = false;
        }
    }

    private static void take(LevelFilter filter, JsonNode step, boolean headsTurn) {
        switch (step.get("do").asText()) {
            case "begin" -> filter.begin();
            case "elapse" -> filter.elapse(step.get("runs").asDouble());
            case "keep" -> filter.keep(step.get("keep").asInt());
            case "discard" -> filter.discard();
            case "settle" -> {
                var settled = filter.settle(id -> true);
                assertEquals(ids(step.get("revoked")), ids(settled.revoked()));
                assertEquals(ids(step.get("confirmed")), ids(settled.confirmed()));
                assertEquals(ids(step.get("frozen")), ids(settled.frozen()));
            }
            default -> run(filter, step, headsTurn);
        }
    }

    private static void run(LevelFilter filter, JsonNode step, boolean headsTurn) {
        double cost = step.get("cost").asDouble();
        double factor = step.get("factor").asDouble();
        switch (step.get("of").asText()) {
            case "candidate" -> filter.observe(Side.CANDIDATE, cost, factor);
            case "without" -> {
                assertFalse(headsTurn);
                assertEquals(OptionalInt.of(step.get("keep").asInt()), filter.leastCertain(id -> true));
                filter.observeWithout(step.get("keep").asInt(), cost, factor);
            }
            case "head" -> {
                if (!headsTurn) assertEquals(OptionalInt.empty(), filter.leastCertain(id -> true));
                filter.observe(Side.INCUMBENT, cost, factor);
            }
            default -> filter.observe(Side.INCUMBENT, cost, factor);
        }
    }

    private static void check(LevelFilter filter, JsonNode step, String at) {
        if (step.has("noImprovement")) {
            assertNear(step.get("noImprovement").asDouble(), filter.noImprovement(), TOLERANCE, at);
            assertNear(step.get("expectedGain").asDouble(), filter.expectedGain(), TOLERANCE, at);
            assertEquals(step.get("keepsFinally").asBoolean(), filter.keepsFinally(), at);
            var information = filter.information();
            assertNear(step.get("value").asDouble(), information.perRun(), TOLERANCE_OF_VALUE, at);
            assertEquals(step.get("side").asText(), information.side().word(), at);
        }
        if (step.has("pending")) {
            var pending = filter.pending();
            assertEquals(step.get("pending").size(), pending.size(), at);
            for (int k = 0; k < pending.size(); k++)
                assertNear(step.get("pending").get(k).asDouble(), pending.get(k).noImprovement(), TOLERANCE, at);
        }
        if (step.has("shares")) {
            var shares = filter.outlierShares();
            for (int k = 0; k < shares.length; k++)
                assertNear(step.get("shares").get(k).asDouble(), shares[k], TOLERANCE, at);
            assertEquals(step.get("filters").asInt(), filter.size(), at);
        }
    }

    private static void assertNear(double expected, double actual, double tolerance, String at) {
        assertEquals(expected, actual, tolerance * Math.max(1e-3, Math.abs(expected)), at);
    }

    private static List<Integer> ids(JsonNode array) {
        var ids = new ArrayList<Integer>();
        array.forEach(id -> ids.add(id.asInt()));
        return ids;
    }

    private static List<Integer> ids(List<ProvisionalKeep> keeps) {
        return keeps.stream().map(ProvisionalKeep::id).toList();
    }
}
