package dev.autoresearch.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.model.Metric.Direction;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "7, 7",
        "-7, -7",
        "98.3, 98.3",
        "98.34567, 98.35",
        "123456, 123456",
        "123456.7, 123500",
        "999999, 999999",
        "1000000, 1000000",
        "1234567, 1235000",
        "12345678, 1.235e+7",
        "0.000123456, 0.0001235",
        "1.5e-9, 1.5e-9",
        "-2.25e30, -2.25e+30",
        "0.99996, 1"
    })
    void aNumberHasAtMostFourSignificantDigits(double value, String text) {
        assertEquals(text, Format.number(value));
    }

    @Property
    void aNumberIsShortAndCloseToItsValue(@ForAll @DoubleRange(min = -1e300, max = 1e300) double value) {
        var text = Format.number(value);
        assertTrue(text.length() <= 11, text);
        assertTrue(Math.abs(Double.parseDouble(text) - value) <= Math.abs(value) * 5.001e-4, text);
    }

    @ParameterizedTest
    @CsvSource({"98.3, ms, 98.3 ms", "12, %, 12%", "7, '', 7"})
    void theUnitComesAfterTheNumber(double value, String unit, String text) {
        assertEquals(text, Format.withUnit(value, unit));
    }

    @ParameterizedTest
    @CsvSource({
        "-31.04, -31.0%",
        "0.44, +0.4%",
        "0, 0.0%",
        "0.04, 0.0%",
        "-0.04, 0.0%",
        "999.94, +999.9%",
        "12000.3, +12000%",
        "-12000.3, -12000%"
    })
    void aPercentageHasASignAndOneDecimal(double percent, String text) {
        assertEquals(text, Format.percent(percent));
    }

    @ParameterizedTest
    @CsvSource({"100, 69, -31", "-4, -3, 25", "-4, -5, -25", "2, 2, 0"})
    void aChangeIsInPercentOfTheSizeOfTheFirst(double from, double to, double percent) {
        assertEquals(percent, Format.change(from, to).orElseThrow(), 1e-9);
    }

    @Test
    void thereIsNoChangeInPercentOfZeroNorBeyondWhatADoubleHolds() {
        assertEquals(OptionalDouble.empty(), Format.change(0, 5));
        assertEquals(OptionalDouble.empty(), Format.change(1e-300, 1e300));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 ms",
        "0.035, 35 ms",
        "0.9994, 999 ms",
        "0.9996, 1 s",
        "1.44, 1.4 s",
        "9, 9 s",
        "9.96, 10 s",
        "35.4, 35 s",
        "119.4, 119 s",
        "119.6, 2 min",
        "240, 4 min",
        "7169, 119 min",
        "7200, 2 h",
        "7800, 2 h 10 min",
        "180000, 50 h"
    })
    void aDurationIsSaidAsAPersonWould(double seconds, String text) {
        assertEquals(text, Format.duration(seconds));
    }

    @Test
    void oneIsSingular() {
        assertEquals("0 runs", Format.count(0, "run"));
        assertEquals("1 run", Format.count(1, "run"));
        assertEquals("2 runs", Format.count(2, "run"));
    }

    @Test
    void equalValuesAreNotBetter() {
        assertFalse(Direction.LOWER.better(1, 1));
        assertFalse(Direction.HIGHER.better(1, 1));
        assertTrue(Direction.LOWER.better(-1, 0));
        assertTrue(Direction.HIGHER.better(0, -1));
    }
}
