package dev.autoresearch.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("locale")
class CommandResultTest {
    @Test
    void itIsACopyThatNobodyCanChange() {
        Map<String, List<Double>> samples = new LinkedHashMap<>();
        List<Double> values = new ArrayList<>(List.of(1.0, 2.0));
        samples.put("z", values);
        samples.put("a", List.of(3.0));
        CommandResult run = new CommandResult(OptionalInt.of(0), false, 1.25, samples, "", List.of(), 0);
        values.add(9.0);
        samples.clear();
        assertEquals("{z=2.0, a=3.0}", run.metrics().toString());
        assertThrows(UnsupportedOperationException.class, () -> run.samples().clear());
        assertThrows(UnsupportedOperationException.class, () -> run.metrics().clear());
    }

    @Test
    void aTimedOutRunHasNotPassedWhateverItsExitCode() {
        assertFalse(new CommandResult(OptionalInt.of(0), true, 1, Map.of(), "", List.of(), 0).passed());
    }

    @Test
    void itReadsAsOneLine() {
        Map<String, List<Double>> samples = Map.of("ms", List.of(98.3));
        assertEquals(
                "passed in 1.25 s  {ms=98.3}",
                new CommandResult(OptionalInt.of(0), false, 1.25, samples, "", List.of(), 0).toString());
        assertEquals(
                "exit 3 in 0.5 s",
                new CommandResult(OptionalInt.of(3), false, 0.5, Map.of(), "", List.of(), 0).toString());
        assertEquals(
                "timed out in 2.0 s",
                new CommandResult(OptionalInt.empty(), true, 2, Map.of(), "", List.of(), 0).toString());
    }
}
