package dev.autoresearch.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {

    @ParameterizedTest
    @CsvSource({
        "0.0217, s, ms, 21.7",
        "1500, ns, us, 1.5",
        "1500, ns, \u00B5s, 1.5",
        "1500, ns, \u03BCs, 1.5",
        "2, us, ns, 2000",
        "90, s, min, 1.5",
        "1.5, h, min, 90",
        "250, ms, sec, 0.25",
        "8.5, ns/op, us/op, 0.0085",
        "8.5, ms/op, us, 8500",
        "21, us, ms/op, 0.021",
        "3, ops/us, ops/s, 3000000",
        "4, ops/s, op/min, 240",
        "5, ops/ms, ops/sec, 5000",
        "2048, KiB, MiB, 2",
        "3, MB, kB, 3000",
        "3, MB, KB, 3000",
        "1, GiB, B, 1073741824",
        "1, KiB, kB, 1.024",
        "273, B/op, B, 273",
        "2, MB/sec, kB/ms, 2",
        "1000000, B/s, MB/s, 1",
        "6, items/s, items/min, 360"
    })
    void knownUnitsAreConvertedExactly(double value, String from, String to, double expected) {
        assertEquals(expected, Units.convert(value, from, to));
    }

    @ParameterizedTest
    @ValueSource(strings = {"furlongs", "counts", "#/op", "", "ops/s"})
    void theSameUnitPassesThroughKnownOrNot(String unit) {
        assertEquals(7.25, Units.convert(7.25, unit, " " + unit));
    }

    @ParameterizedTest
    @CsvSource({"ops/s, s/op", "s, ops/s", "ns/op, ops/us", "ms, ops/ms"})
    void aTimeAndARateAreDifferentThings(String from, String to) {
        var problem = assertThrows(Problem.class, () -> Units.convert(1, from, to));
        assertTrue(problem.getMessage().contains("a time and a rate are different things"), problem.getMessage());
        assertTrue(problem.getMessage().contains(from) && problem.getMessage().contains(to), problem.getMessage());
    }

    @Test
    void theHintForARateNamesItsDirection() {
        assertTrue(assertThrows(Problem.class, () -> Units.convert(1, "ops/s", "ms"))
                .hint()
                .contains("-d higher"));
        assertTrue(assertThrows(Problem.class, () -> Units.convert(1, "ms/op", "ops/s"))
                .hint()
                .contains("-d lower"));
    }

    @ParameterizedTest
    @CsvSource({"s, MB", "furlongs, s", "s, furlongs", "MB, MB/s", "ops/s, items/s", "s, MS", "s, ''", "'', ms"})
    void whatCannotBeConvertedNamesBoth(String from, String to) {
        var problem = assertThrows(Problem.class, () -> Units.convert(1, from, to));
        for (var unit : List.of(from, to))
            assertTrue(problem.getMessage().contains(unit.isEmpty() ? "no unit" : unit), problem.getMessage());
    }
}
