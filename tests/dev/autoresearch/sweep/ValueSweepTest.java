package dev.autoresearch.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Setup;
import dev.autoresearch.testing.TestRepo;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValueSweepTest {
    @TempDir
    Path folder;

    @Test
    void triesEachValueOnceHoweverOftenTheScriptRuns() {
        var lab = TestRepo.in(folder);
        var setup = Setup.of("goal", Metric.lower("ms")).command("./benchmark.sh");
        var research = new AutoResearch(folder, setup).by(Plan.DEFAULT.rule(Plan.SINGLE));
        research.init();
        research.attempt("baseline");

        var first = research.sweep("size", List.of(120, 80, 90), size -> lab.write("value.txt", size + "\n"));
        var again = research.sweep("size", List.of(120, 80, 90, 70), size -> lab.write("value.txt", size + "\n"));

        assertEquals(
                List.of(false, true, false), first.stream().map(Attempt::kept).toList());
        assertEquals(1, again.size());
        assertTrue(again.get(0).toString().contains("size 70"), again.toString());
        assertEquals("70\n", lab.read("value.txt"));
    }
}
