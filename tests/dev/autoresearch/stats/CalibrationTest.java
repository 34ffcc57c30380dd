package dev.autoresearch.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.Problem;
import dev.autoresearch.model.Metric.Direction;
import dev.autoresearch.model.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private static Calibration fed(Calibration calibration, ToDoubleFunction<Side> execute) {
        while (!calibration.isDone()) {
            Side place = calibration.next().side(false);
            calibration.feed(place, execute.applyAsDouble(place));
        }
        return calibration;
    }

    @Test
    void warmsUpBothPlacesThenAlternatesThemSixTimes() {
        List<Side> places = new ArrayList<>();
        double[] values = {500, 400, 100, 102, 99, 101, 98, 100};
        Calibration calibration = fed(Calibration.inTwoPlaces(Direction.LOWER), place -> {
            places.add(place);
            return values[places.size() - 1];
        });

        Side a = Side.CANDIDATE;
        Side b = Side.INCUMBENT;
        assertEquals(List.of(a, b, a, b, b, a, a, b), places);
        assertArrayEquals(new double[] {100, 102, 99, 101, 98, 100}, calibration.values());
        assertEquals(Optional.empty(), calibration.bias());
        assertEquals(NextExecution.NOTHING, calibration.next());
    }

    @Test
    void threeIdenticalValuesMakeTheMetricDeterministic() {
        Calibration calibration = fed(Calibration.inTwoPlaces(Direction.LOWER), place -> 812);

        assertEquals(3, calibration.values().length);
        assertEquals(0, calibration.judge().sigma());
    }

    @Test
    void onePlaceNeedsOneWarmUp() {
        double[] values = {500, 100, 102, 101, 99, 98, 100};
        int[] next = {0};
        Calibration calibration = fed(Calibration.inOnePlace(Direction.LOWER), place -> values[next[0]++]);

        assertEquals(7, next[0]);
        assertEquals(6, calibration.values().length);
        assertEquals(Optional.empty(), calibration.bias());
    }

    @Test
    void aPlaceThatIsFasterIsFoundOut() {
        Random random = new Random(5);
        Calibration calibration = fed(
                Calibration.inTwoPlaces(Direction.LOWER),
                place -> (place == Side.CANDIDATE ? 90 : 100) * Math.exp(0.01 * random.nextGaussian()));

        Effect bias = calibration.bias().orElseThrow();
        assertEquals(Math.log(100 / 90.0), bias.gain(), 0.03);
        assertTrue(calibration.values().length >= 10, "five pairs at least");
    }

    @Test
    void aDeterministicDifferenceBetweenThePlacesIsFoundOut() {
        Calibration calibration =
                fed(Calibration.inTwoPlaces(Direction.LOWER), place -> place == Side.CANDIDATE ? 812 : 815);

        assertTrue(calibration.bias().isPresent());
        assertEquals(6, calibration.values().length);
    }

    @Test
    void equalPlacesAreSeldomAccusedEvenIfTheSecondRunIsAlwaysSlower() {
        int accused = 0;
        for (int seed = 0; seed < 1000; seed++) {
            Random random = new Random(seed);
            int[] runs = {0};
            Calibration calibration = fed(
                    Calibration.inTwoPlaces(Direction.LOWER),
                    place -> 100 * Math.exp(0.02 * random.nextGaussian() + 0.04 * (runs[0]++ % 2)));
            accused += calibration.bias().isPresent() ? 1 : 0;
        }

        assertTrue(accused <= 60, accused + " of 1000");
    }

    @Test
    void refusesWhatItCannotUse() {
        Calibration calibration = Calibration.inTwoPlaces(Direction.LOWER);

        assertThrows(IllegalStateException.class, () -> calibration.feed(Side.INCUMBENT, 1));
        assertThrows(IllegalStateException.class, () -> calibration.judge());
        assertThrows(Problem.class, () -> calibration.feed(Side.CANDIDATE, Double.NaN));
        assertTrue(calibration.isWarmUp());
        assertFalse(calibration.isDone());
    }
}
