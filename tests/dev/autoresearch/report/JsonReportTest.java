package dev.autoresearch.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.autoresearch.model.Metric.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonReportTest {

    @Test
    void everyRunIsASampleInSeconds() {
        var one = ReportFixtures.the("hyperfine:hyperfine.json#sleep 0.02");
        assertEquals(10, one.samples().size());
        assertEquals(0.021171497, one.samples().get(0));
        assertEquals(0.021969594000000002, one.samples().get(9));
        assertEquals("s", one.unit());
        assertEquals(Optional.of(Direction.LOWER), one.better());
    }

    @Test
    void theNameOfACommandIsItsKey() {
        assertEquals(List.of("parse old", "parse new"), ReportFixtures.mainKeys("hyperfine:hyperfine-named.json"));
    }

    @Test
    void runsThatFailedAreNamed() {
        var problem = ReportFixtures.problem("hyperfine:hyperfine-failing.json#sh -c \"exit 2\"");
        assertTrue(
                problem.getMessage().contains("sh -c \"exit 2\"[n=2] failed: 4 of 4 runs failed: run 1 with exit 2"),
                problem.getMessage());
    }

    @Test
    void aRunThatASignalEndedFailedToo(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("h.json"),
                "{\"results\":[{\"command\":\"x\",\"times\":[1,2,3],\"exit_codes\":[0,null,0]}]}");
        var problem = ReportFixtures.problem(folder, "hyperfine:h.json");
        assertTrue(problem.getMessage().contains("1 of 3 runs failed: run 2 by a signal"), problem.getMessage());
    }

    @Test
    void aCommandThatFailedDoesNotSpoilAnother(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("h.json"), """
                {"results":[{"command":"bad","times":[1],"exit_codes":[1]},
                            {"command":"good","times":[2],"exit_codes":[0]}]}""");
        assertEquals(
                List.of(2.0),
                ReportFixtures.the(folder, "hyperfine:h.json#good").samples());
    }

    @Test
    void theSameCommandTwiceIsNumbered(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("h.json"), """
                {"results":[{"command":"x","times":[1],"exit_codes":[0]},{"command":"x","times":[2],"exit_codes":[0]}]}""");
        assertEquals(
                List.of(2.0),
                ReportFixtures.the(folder, "hyperfine:h.json#x (2)").samples());
    }

    @Test
    void aCommandsControlCharactersDoNotReachTheTerminal(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("h.json"), """
                {"results":[{"command":"a\\u001b[2J","times":[1]},{"command":"b\\nc","times":[2]}]}""");
        var problem = ReportFixtures.problem(folder, "hyperfine:h.json");
        assertEquals("""
                keys there are:
                  a\\e[2J
                  b\\nc
                such as --report 'hyperfine:h.json#a\\e[2J'""", problem.hint());
    }

    @Test
    void hyperfineItselfIsUnderstood(@TempDir Path folder) throws Exception {
        assumeTrue(isInstalled(), "hyperfine is not installed here");
        var before = Instant.now();
        var hyperfine = new ProcessBuilder(
                        "hyperfine", "-N", "--runs", "3", "--export-json", "out.json", "sleep 0.01", "sleep 0.02")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("printed").toFile())
                .start();
        assertEquals(0, hyperfine.waitFor());
        var spec = ReportSpec.parse("hyperfine:out.json#sleep 0.02");
        var one = ReportReader.select(spec, ReportReader.read(spec, folder, EarlierFiles.than(before)));
        assertEquals(3, one.samples().size());
        for (double seconds : one.samples()) assertTrue(seconds >= 0.02 && seconds < 15, "seconds: " + seconds);
    }

    @Test
    void everyRoundIsASampleInSeconds() {
        var one = ReportFixtures.the("pytest:pytest.json#test_parse.py::test_parse[256]");
        assertEquals(
                List.of(
                        0.0004315114999826619,
                        0.0004383699999834789,
                        0.00045887950000178535,
                        0.0023365819999980886,
                        0.0004122274999645015),
                one.samples());
        assertEquals("s", one.unit());
    }

    @Test
    void aTestIsFoundByTheEndOfItsName() {
        assertEquals(
                "test_parse.py::test_parse[64]",
                ReportFixtures.the("pytest:pytest.json#test_parse[64]").key());
    }

    @Test
    void aTestThatFailedIsNotInTheReport() {
        var problem = ReportFixtures.problem("pytest:pytest.json#test_fails");
        assertEquals("the report has no benchmark \"test_fails\"", problem.getMessage());
        assertTrue(problem.hint().contains("test_parse.py::test_parse[64]"), problem.hint());
    }

    @Test
    void aReportWithoutDataNamesTheOption() {
        var problem = ReportFixtures.problem("pytest:pytest-without-data.json#test_parse[64]");
        assertTrue(problem.getMessage().contains("no raw samples"), problem.getMessage());
        assertTrue(problem.hint().contains("--benchmark-json"), problem.hint());
    }

    private static boolean isInstalled() {
        for (var folder : System.getenv("PATH").split(":"))
            if (Files.isExecutable(Path.of(folder, "hyperfine"))) return true;
        return false;
    }
}
