package dev.autoresearch.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeReportTest {

    @Test
    void aVerboseReportIsAboutTheWallClock() {
        var one = ReportFixtures.the("time:time-v.txt");
        assertEquals("wall_s", one.key());
        assertEquals(List.of(0.1), one.samples());
        assertEquals("s", one.unit());
    }

    @Test
    void theMemoryIsInKibibytes() {
        var one = ReportFixtures.the("time:time-v.txt#max_rss_kb");
        assertEquals(List.of(1660.0), one.samples());
        assertEquals("KiB", one.unit());
    }

    @Test
    void theOtherFiguresHaveNamesToo() {
        assertEquals(
                List.of(100.0),
                ReportFixtures.the("time:time-v.txt#minor_faults").samples());
        assertEquals(
                List.of(0.0), ReportFixtures.the("time:time-v.txt#cpu_percent").samples());
    }

    @Test
    void hoursAndMinutesAreSeconds(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("t"), "\tElapsed (wall clock) time (h:mm:ss or m:ss): 1:02:03\nnoise: 7\n");
        assertEquals(List.of(3723.0), ReportFixtures.the(folder, "time:t").samples());
    }

    @Test
    void linesOfAFormatAreRead() {
        assertEquals(List.of(0.12), ReportFixtures.the("time:time-f.txt").samples());
        assertEquals("KiB", ReportFixtures.the("time:time-f.txt#max_rss_kb").unit());
    }

    @Test
    void thePortableFormatIsRead() {
        assertEquals(List.of(0.1), ReportFixtures.the("time:time-p.txt").samples());
        assertEquals(
                List.of(0.0), ReportFixtures.the("time:time-p.txt#system_s").samples());
    }

    @Test
    void aFileThatWasAppendedToHoldsSeveralSamples(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("t"), "wall_s=1.5\nuser_ms=3\nwall_s=2.5\nuser_ms=4\n");
        assertEquals(List.of(1.5, 2.5), ReportFixtures.the(folder, "time:t").samples());
        assertEquals("ms", ReportFixtures.the(folder, "time:t#user_ms").unit());
    }

    @Test
    void aCommandThatFailedIsNotBelieved() {
        assertEquals(
                "the benchmark wall_s failed: the command exited with non-zero status 3",
                ReportFixtures.problem("time:time-v-exit.txt").getMessage());
        assertTrue(ReportFixtures.problem("time:time-v-signal.txt").getMessage().contains("terminated by signal 9"));
        assertTrue(ReportFixtures.problem("time:time-f-exit.txt").getMessage().contains("status 3"));
    }

    @Test
    void theDefaultFormatIsNotUnderstoodAndTheHintNamesOneThatIs() {
        var problem = ReportFixtures.problem("time:time-default.txt");
        assertTrue(problem.getMessage().contains("is not of GNU time"), problem.getMessage());
        assertTrue(problem.hint().contains("/usr/bin/time -v"), problem.hint());
    }

    @Test
    void gnuTimeItselfIsUnderstood(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/time")), "GNU time is not installed here");
        var before = Instant.now();
        var time = new ProcessBuilder("/usr/bin/time", "-v", "-o", "t", "sleep", "0.05")
                .directory(folder.toFile())
                .start();
        assertEquals(0, time.waitFor());
        var spec = ReportSpec.parse("time:t");
        double wall = ReportReader.select(spec, ReportReader.read(spec, folder, EarlierFiles.than(before)))
                .samples()
                .get(0);
        assertTrue(
                wall >= 0.05 && wall < 40, // milliseconds would be 50 at least
                "seconds: " + wall);
    }
}
