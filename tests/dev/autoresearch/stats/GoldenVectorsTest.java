package dev.autoresearch.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autoresearch.model.Verdict;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GoldenVectorsTest {
    private static final double TOLERANCE = GoldenVectors.TOLERANCE;

    @Test
    void sigmaIsTheReferences() {
        for (JsonNode vector : GoldenVectors.vectors("sigma")) {
            double[] residuals = GoldenVectors.doubles(vector.get("residuals"));
            assertEquals(vector.get("expected").asDouble(), Noise.of(residuals).sigma(), TOLERANCE);
        }
    }

    @Test
    void calibrationIsTheReferences() {
        for (JsonNode vector : GoldenVectors.vectors("calibration")) {
            double[] values = GoldenVectors.doubles(vector.get("values"));
            CostScale scale = CostScale.of(values, GoldenVectors.direction(vector));
            assertEquals(vector.get("scale").asText().equals("log"), scale.logarithmic());
            assertEquals(vector.get("unit").asDouble(), scale.unit(), TOLERANCE);
            PairedRule judge = PairedRule.calibrated(scale, values);
            assertEquals(
                    Noise.of(GoldenVectors.doubles(vector.get("residuals"))).sigma(),
                    judge.noise().sigma(),
                    TOLERANCE);
            assertEquals(vector.get("sigma").asDouble(), judge.noise().sigma(), TOLERANCE);
            assertEquals(vector.get("deterministic").asBoolean(), judge.noise().sigma() == 0);
        }
    }

    @Test
    void pairResidualsAreTheReferences() {
        for (JsonNode vector : GoldenVectors.vectors("pair_residuals")) {
            assertArrayEquals(
                    GoldenVectors.doubles(vector.get("expected")),
                    Noise.residualsOf(GoldenVectors.doubles(vector.get("y"))),
                    TOLERANCE);
        }
    }

    @Test
    void logFactorIsTheReferences() {
        for (JsonNode vector : GoldenVectors.vectors("log_factor")) {
            assertEquals(
                    vector.get("expected").asDouble(),
                    CoinBet.logFactor(vector.get("x").asDouble()),
                    TOLERANCE);
        }
    }

    @Test
    void constantsAreTheReferences() {
        JsonNode constants = GoldenVectors.vectors("constants");
        assertEquals(constants.get("clip").asDouble(), CoinBet.CLIP);
        assertEquals(constants.get("z00").asDouble(), SequentialTest.PRIOR_GAIN);
        assertEquals(constants.get("beta").asDouble(), SequentialTest.FUTILE);
        assertEquals(constants.get("mde").asDouble(), SequentialTest.LEAST_GAIN);
        assertEquals(constants.get("ncal").asInt(), Calibration.RUNS);
        assertEquals(constants.get("win").asInt(), PairedRule.WINDOW);
        assertEquals(constants.get("refresh").asInt(), PairedRule.REFRESH);
        assertEquals(constants.get("dint").asDouble(), Interval.BET);
        assertEquals(constants.get("level").asDouble(), Interval.ODDS);
    }

    @Test
    void theCapitalOfTheCoinBetIsTheReferencesAfterEachPair() {
        for (JsonNode vector : GoldenVectors.vectors("coin_bets")) {
            JsonNode guess = vector.get("guess");
            CoinBet bet = guess.isNull() ? CoinBet.begun() : CoinBet.about(guess.asDouble());
            for (int pair = 0; pair < vector.get("z").size(); pair++) {
                bet = bet.plus(CoinBet.standardised(vector.get("z").get(pair).asDouble(), 1));
                assertEquals(vector.get("logE").get(pair).asDouble(), bet.logEvidence(), TOLERANCE);
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> sequentialTestIsTheReferencesAtEachPair() {
        return StreamSupport.stream(GoldenVectors.vectors("sequential_tests").spliterator(), false)
                .map(vector -> dynamicTest(vector.get("name").asText(), () -> trace(vector)));
    }

    private static void trace(JsonNode vector) {
        SequentialTest test = new SequentialTest(
                vector.get("looked_for").asDouble(),
                vector.get("max_pairs").asInt(),
                vector.get("sigma").asDouble(),
                vector.get("alpha").asDouble(),
                GoldenVectors.optional(vector.get("z0")),
                vector.get("margin").asDouble());
        int pair = 0;
        for (JsonNode expected : vector.get("trace")) {
            test.feed(vector.get("y").get(pair++).asDouble());
            assertEquals(expected.get("logE").asDouble(), test.logEvidence(), TOLERANCE);
            assertEquals(expected.get("F").asDouble(), test.logFutility(), TOLERANCE);
            assertEquals(word(expected.get("verdict")), word(test));
        }
        assertEquals(vector.get("pairs").asInt(), test.pairs());
        assertEquals(word(vector.get("verdict")), word(test));
        Effect effect = test.effect();
        // the reference tells gains beyond the margin, we tell them as they are
        double margin = vector.get("margin").asDouble();
        if (vector.hasNonNull("effect")) {
            assertEquals(vector.get("effect").asDouble(), effect.gain() + margin, TOLERANCE);
        }
        assertClose(vector.get("interval_lo"), effect.interval().plus(margin).low());
        assertClose(vector.get("interval_hi"), effect.interval().plus(margin).high());
    }

    private static String word(JsonNode verdict) {
        return verdict.isNull() ? "" : verdict.asText();
    }

    /** The reference has one word for a test that passed, with a margin or without. */
    private static String word(SequentialTest test) {
        return test.verdict()
                .map(verdict -> verdict == Verdict.NO_WORSE ? Verdict.IMPROVED : verdict)
                .map(Verdict::word)
                .orElse("");
    }

    static void assertClose(JsonNode expected, OptionalDouble actual) {
        assertEquals(expected.isNull(), actual.isEmpty());
        if (actual.isPresent()) {
            assertEquals(expected.asDouble(), actual.getAsDouble(), TOLERANCE);
        }
    }
}
