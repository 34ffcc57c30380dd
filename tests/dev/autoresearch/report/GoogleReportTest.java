package dev.autoresearch.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.model.Metric.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoogleReportTest {
    private static final String REPORT = "google:google.json";

    @Test
    void aggregatesAndComplexityAreNoBenchmarks() {
        assertEquals(
                List.of("BM_Parse/64", "BM_Parse/1024", "BM_Broken", "BM_Big/8", "BM_Big/64"),
                ReportFixtures.mainKeys(REPORT));
    }

    @Test
    void everyRepetitionIsASampleOfRealTime() {
        var one = ReportFixtures.the(REPORT + "#BM_Parse/64");
        assertEquals(List.of(0.039142241341772646, 0.042182285718305554, 0.03633452805131913), one.samples());
        assertEquals("us", one.unit());
        assertEquals(Optional.of(Direction.LOWER), one.better());
    }

    @Test
    void theCpuTimeIsSelectedAfterAHash() {
        var one = ReportFixtures.the(REPORT + "#BM_Parse/64#cpu_time");
        assertEquals(List.of(0.014708042070745901, 0.015113218839273088, 0.01498146631809771), one.samples());
        assertEquals("us", one.unit());
    }

    @Test
    void throughputCountersAreBetterHigher() {
        var bytes = ReportFixtures.the(REPORT + "#BM_Parse/64#bytes_per_second");
        assertEquals("B/s", bytes.unit());
        assertEquals(4351360955.60232, bytes.samples().get(0));
        assertEquals(Optional.of(Direction.HIGHER), bytes.better());
        assertEquals(
                "items/s",
                ReportFixtures.the(REPORT + "#BM_Parse/64#items_per_second").unit());
    }

    @Test
    void aBenchmarkThatEndedInAnErrorSaysWhy() {
        assertEquals(
                "the benchmark BM_Broken failed: no input file",
                ReportFixtures.problem(REPORT + "#BM_Broken").getMessage());
    }

    @Test
    void aReportOfAggregatesOnlyNamesTheOption() {
        var problem = ReportFixtures.problem("google:google-aggregates.json");
        assertTrue(problem.getMessage().contains("no raw samples"), problem.getMessage());
        assertTrue(problem.hint().contains("--benchmark_report_aggregates_only"), problem.hint());
    }

    @Test
    void anOldVersionDoesNotSayWhatAnEntryIs(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("g.json"), """
                {"benchmarks":[{"name":"BM_a_b","real_time":3,"cpu_time":2,"time_unit":"ns"},
                               {"name":"BM_a_b_mean","real_time":3,"cpu_time":2,"time_unit":"ns"},
                               {"name":"BM_a_b_BigO","real_coefficient":3,"real_time":1}]}""");
        assertEquals(List.of(3.0), ReportFixtures.the(folder, "google:g.json").samples());
    }

    @Test
    void aCounterThatIsNotANumberDoesNotSpoilTheTime(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("g.json"), """
                {"benchmarks":[{"name":"A","run_type":"iteration","real_time":3,"time_unit":"ns","ratio":NaN}]}""");
        assertEquals(List.of(3.0), ReportFixtures.the(folder, "google:g.json#A").samples());
        assertTrue(ReportFixtures.problem(folder, "google:g.json#A#ratio")
                .getMessage()
                .contains("no finite number"));
    }
}
