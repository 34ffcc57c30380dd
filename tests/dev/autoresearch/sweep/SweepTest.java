package dev.autoresearch.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.Problem;
import dev.autoresearch.model.Metric.Direction;
import dev.autoresearch.sweep.Sweep.Arm;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SweepTest {
    private static Sweep sweep(Optional<Sweep.RandomSample> sample, String command, String... parameters) {
        var parsed = new ArrayList<Parameter>();
        for (var text : parameters) parsed.add(Parameter.parse(text));
        return new Sweep(new CommandTemplate(command), parsed, sample, false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "n=8,16,32      | 8 16 32",
                "n=1..4         | 1 2 3 4",
                "n=4..1..-1     | 4 3 2 1",
                "n=1..10..4     | 1 5 9",
                "n=0.1..0.5..0.2| 0.1 0.3 0.5",
                "n=-1..1        | -1 0 1",
                "n=1..3,8,x     | 1 2 3 8 x",
                "n=../data,a=b  | ../data a=b",
                "n=3..3         | 3",
            })
    void readsListsAndRanges(String text, String values) {
        assertEquals(List.of(values.split(" ")), Parameter.parse(text).values());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n",
                "n=",
                "n=1,,2",
                "n=1,1",
                "n=4..1",
                "n=1..4..-1",
                "n=1..4..0",
                "n=1..x",
                "n=x..4",
                "n=1..2..x",
                "n=1..2,2",
                "=1",
                "1=1",
                "a b=1",
                "n=1..10001",
                "n=0..1..0.00000001",
                "n= "
            })
    void refusesWhatIsNone(String text) {
        var problem = assertThrows(Problem.class, () -> Parameter.parse(text));
        assertEquals(2, problem.exit());
        assertTrue(!problem.hint().isBlank());
    }

    @Test
    void theLastParameterChangesFastest() {
        var names = new ArrayList<String>();
        for (var variant : sweep(Optional.empty(), "{a} {b}", "a=1,2", "b=x,y").variants())
            names.add(variant.toString());
        assertEquals(List.of("a=1 b=x", "a=1 b=y", "a=2 b=x", "a=2 b=y"), names);
    }

    @Test
    void aSampleIsDrawnWithoutRepetitionAndTheSameBySeed() {
        for (var range : List.of("a=1..40", "a=1..9000")) {
            var one = sweep(Optional.of(new Sweep.RandomSample(50, 1)), "{a} {b}", range, "b=1..9000")
                    .variants();
            assertEquals(50, new HashSet<>(one).size());
            assertEquals(
                    one,
                    sweep(Optional.of(new Sweep.RandomSample(50, 1)), "{a} {b}", range, "b=1..9000")
                            .variants());
            assertNotEquals(
                    one,
                    sweep(Optional.of(new Sweep.RandomSample(50, 2)), "{a} {b}", range, "b=1..9000")
                            .variants());
        }
        assertEquals(
                4,
                sweep(Optional.of(new Sweep.RandomSample(50, 1)), "{a}", "a=1..4")
                        .variants()
                        .size());
    }

    @Test
    void namesAndPlacesMustMatch() {
        for (var wrong : List.of(List.of("{a}", "b=1"), List.of("{a} {b}", "a=1"), List.of("x", "a=1")))
            assertThrows(Problem.class, () -> sweep(Optional.empty(), wrong.get(0), wrong.get(1)));
        assertThrows(Problem.class, () -> sweep(Optional.empty(), "{a}", "a=1", "a=2"));
        assertThrows(Problem.class, () -> sweep(Optional.empty(), "{a}"));
        assertThrows(Problem.class, () -> sweep(Optional.empty(), "{a}{b}", "a=1..200", "b=1..51"));
        assertEquals(
                10_000,
                sweep(Optional.empty(), "{a}{b}", "a=1..200", "b=1..50")
                        .variants()
                        .size());
    }

    @Test
    void valuesAreNumbersWhereTheyReadBackTheSame() {
        var document = new ParameterValues(Map.of("a", "8", "b", "08", "c", "0.5", "d", "1e3", "e", "NaN", "f", "-O2"))
                .document();
        assertEquals(8.0, document.get("a"));
        assertEquals(0.5, document.get("c"));
        for (var text : List.of("b=08", "d=1e3", "e=NaN", "f=-O2"))
            assertEquals(text.substring(2), document.get(text.substring(0, 1)));
    }

    @Test
    void theBetterHalfGoesOnAndWhatFailedComesLast() {
        var arms = List.of(arm("1", 30), arm("2"), arm("3", 10, 99, 11), arm("4", 20), arm("5", 10));
        assertEquals(List.of("a=3", "a=5", "a=4"), names(Arm.betterHalf(arms, 0, Direction.LOWER)));
        assertEquals(List.of("a=1", "a=4", "a=3"), names(Arm.betterHalf(arms, 0, Direction.HIGHER)));
        assertEquals(
                List.of("a=5", "a=3", "a=4"), names(Arm.betterHalf(arms, 1, Direction.LOWER)), "medians of 10 and 11");
    }

    private static Arm arm(String name, double... values) {
        var arm = new Arm(new ParameterValues(Map.of("a", name)), List.of(), false, false);
        for (var value : values) arm = arm.plus(value);
        return values.length == 0 ? arm.failed() : arm;
    }

    private static List<String> names(List<Arm> arms) {
        return arms.stream().map(one -> one.setting().toString()).toList();
    }
}
