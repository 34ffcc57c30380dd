package dev.autoresearch.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.Problem;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
    @ParameterizedTest
    @CsvSource({
        "memory_mb <= +2%, memory_mb, AT_MOST, 0.02, true, <= +2%",
        "memory_mb<=+2%, memory_mb, AT_MOST, 0.02, true, <= +2%",
        "' rate > -0.5% ', rate, ABOVE, -0.005, true, > -0.5%",
        "errors == 0, errors, EQUAL, 0, false, == 0",
        "code != 3, code, UNEQUAL, 3, false, != 3",
        "p99 < 250.125, p99, BELOW, 250.125, false, < 250.125",
        "io/read-b.s >= -1e3, io/read-b.s, AT_LEAST, -1000, false, >= -1e3",
    })
    void readsNameRelationAndValue(
            String text, String metric, Guard.Relation relation, double limit, boolean relative, String condition) {
        var guard = Guard.parse(text);
        assertEquals(metric, guard.metric());
        assertEquals(relation, guard.relation());
        assertEquals(limit, guard.limit(), 1e-15);
        assertEquals(relative, guard.relative());
        assertEquals(condition, guard.condition());
        assertEquals(guard, Guard.parse(guard.toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "memory",
                "memory <=",
                "<= 2",
                "errors = 0",
                "errors => 0",
                "a b <= 2",
                "memory <= 2%",
                "memory <= +2 %%",
                "memory <= +x%",
                "memory <= NaN",
                "memory <= 1d",
                "memory <= 0x1p3",
                "memory <= 1e400",
                "memory >= -100%",
                "memory <= 1 < 2"
            })
    void refusesAnythingElseWithAnExample(String text) {
        var problem = assertThrows(Problem.class, () -> Guard.parse(text));
        assertEquals(Problem.USAGE, problem.exit());
        assertTrue(problem.getMessage().contains("cannot be understood: "), problem::getMessage);
        assertTrue(problem.hint().contains("--guard \"memory_mb <= +2%\""), problem::hint);
    }

    @Property
    void anyTextIsAGuardOrAUsageProblem(
            @ForAll
                    @StringLength(max = 12)
                    @CharRange(from = ' ', to = '~')
                    @Chars({'<', '>', '=', '!', '%', '+', '-', '1', 'µ', '\n', '\u0000'})
                    String text) {
        try {
            var guard = Guard.parse(text);
            assertTrue(Double.isFinite(guard.limit()));
            assertEquals(guard, Guard.parse(guard.toString()));
        } catch (Problem problem) {
            assertEquals(Problem.USAGE, problem.exit());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "m <= +15%, 115, 100, true", // 1.15 * 100 is less than 115 in binary
        "m <= +15%, 115.001, 100, false",
        "m < +15%, 115, 100, false",
        "m >= -10%, 63, 70, true",
        "m >= -10%, 62.9, 70, false",
        "m <= +10%, -89, -100, false",
        "m <= +10%, -90, -100, true",
        "m <= +10%, 0, 0, true",
        "m == +0%, 41, 41, true",
        "m == +0%, 42, 41, false",
        "m != 3, 3, 0, false",
        "m == 0, -0.0, 0, true",
        "m > 2, 2, 0, false",
    })
    void comparesExactValues(String text, double candidate, double incumbent, boolean allowed) {
        assertEquals(allowed, Guard.parse(text).allows(candidate, incumbent));
    }

    @Test
    void aNegativeIncumbentIsMeasuredBySize() {
        assertEquals(-90, Guard.parse("m <= +10%").limit(-100), 1e-12);
        assertFalse(Guard.parse("m <= +10%").allows(-89, -100));
    }
}
