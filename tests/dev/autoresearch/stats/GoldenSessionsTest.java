package dev.autoresearch.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autoresearch.model.Side;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class GoldenSessionsTest {
    private static final double TOLERANCE = GoldenVectors.TOLERANCE;

    @TestFactory
    Stream<DynamicTest> wholeSessionIsTheReferences() {
        return StreamSupport.stream(GoldenVectors.vectors("sessions").spliterator(), false)
                .map(vector -> dynamicTest(vector.get("name").asText(), () -> session(vector)));
    }

    private static void session(JsonNode vector) {
        double[] calibration = GoldenVectors.doubles(vector.get("calibration"));
        CostScale scale = CostScale.of(calibration, GoldenVectors.direction(vector));
        assertEquals(vector.get("scale").asText().equals("log"), scale.logarithmic());
        assertEquals(vector.get("unit").asDouble(), scale.unit(), TOLERANCE);
        PairedRule judge = PairedRule.calibrated(Preset.BALANCED, scale, calibration);
        Random coin = new Random(1);
        for (JsonNode step : vector.get("steps")) {
            Comparison comparison = comparison(judge, step, coin);
            check(step, comparison.decision().orElseThrow());
            PairedRule after = (PairedRule) comparison.after();
            assertEquals(step.get("sigma_after").asDouble(), after.noise().sigma(), TOLERANCE);
            assertEquals(step.get("spent").asDouble(), after.budget().spent(), TOLERANCE);
            assertEquals(step.get("R").asDouble(), after.budget().kept(), TOLERANCE);
            assertEquals(after, comparison(judge, step, new Random(2)).after(), "the coin must not matter");
            judge = after;
        }
    }

    private static Comparison comparison(PairedRule judge, JsonNode step, Random coin) {
        Comparison comparison = judge.begin();
        comparison.feed(Side.CANDIDATE, step.get("metric").asDouble());
        for (JsonNode pair : step.get("pairs_raw")) {
            Side first = comparison.next().side(coin.nextBoolean());
            comparison.feed(first, value(pair, first));
            comparison.feed(first.other(), value(pair, first.other()));
        }
        assertEquals(NextExecution.NOTHING, comparison.next());
        return comparison;
    }

    private static double value(JsonNode pair, Side side) {
        return pair.get(side == Side.INCUMBENT ? 0 : 1).asDouble();
    }

    private static void check(JsonNode step, Decision decision) {
        assertEquals(step.get("verdict").asText(), decision.verdict().word());
        assertEquals(step.get("g").asDouble(), decision.screenGain(), TOLERANCE);
        assertEquals(step.get("pairs").asInt(), decision.pairs());
        assertEquals(step.has("effect"), decision.effect().isPresent());
        if (step.has("effect")) {
            Effect effect = decision.effect().orElseThrow();
            assertEquals(step.get("effect").asDouble(), effect.gain(), TOLERANCE);
            GoldenVectorsTest.assertClose(step.get("lo"), effect.interval().low());
            GoldenVectorsTest.assertClose(step.get("hi"), effect.interval().high());
        }
        assertEquals(step.has("logE"), decision.test().isPresent());
        if (step.has("logE")) {
            SequentialTest.Result tested = decision.test().orElseThrow();
            assertEquals(step.get("alpha").asDouble(), tested.alpha(), TOLERANCE);
            assertEquals(step.get("logE").asDouble(), tested.logEvidence(), TOLERANCE);
            assertEquals(step.get("F").asDouble(), tested.logFutility(), TOLERANCE);
            assertEquals(step.get("sigma").asDouble(), decision.sigma().orElseThrow(), TOLERANCE);
            double[] gains =
                    tested.gains().stream().mapToDouble(Double::doubleValue).toArray();
            assertArrayEquals(GoldenVectors.doubles(step.get("y")), gains, TOLERANCE);
        }
    }
}
