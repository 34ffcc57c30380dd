package dev.autoresearch.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.testing.TestRepo;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metric comes from the benchmark's own report. */
@Tag("locale")
class ReportedMetricTest {
    private static final String REPORT = "hyperfine:out/h.json#fast";

    @TempDir
    Path folder;

    @Test
    void theMetricIsTheMedianInTheSessionsUnitAndTheSamplesAreKept() {
        var run = begun(times("0.020, 0.021, 0.050"), "ms").cli("run", "--json").exits(0);
        assertEquals(21, run.json().get("primary_metric").asDouble());
        var samples = lab().read("autoresearch.results.jsonl");
        assertTrue(samples.contains("\"samples\":{\"total\":[20,21,50]}"), samples);
        assertEquals(0, run.json().get("warnings").size(), run::toString);
    }

    @Test
    void withoutAUnitTheReportsNumberIsTakenAsItIs() {
        var run = begun(times("0.25, 0.75"), "").cli("run", "--json").exits(0);
        assertEquals(0.5, run.json().get("primary_metric").asDouble());
    }

    @Test
    void theSessionRemembersWhereTheReportIs() {
        var lab = begun(times("1"), "s");
        assertTrue(
                lab.journal().get(0).contains("\"report\":\"" + REPORT + "\""),
                lab.journal().get(0));
        lab.cli("attempt", "-d", "baseline").exits(0).prints("1 s");
    }

    @Test
    void aReportOfTheCommandLineComesBeforeTheSessions() {
        var lab = begun(times("1"), "s");
        assertEquals(
                7,
                lab.cli("run", "--json", "--report", "hyperfine:out/h.json#slow")
                        .exits(0)
                        .json()
                        .get("primary_metric")
                        .asDouble());
    }

    @Test
    void aBetterReportIsKeptAndAWorseOneIsPutBack() {
        var lab = begun(times("5"), "s");
        lab.cli("attempt", "-d", "baseline").exits(0);
        lab.script("benchmark.sh", times("4")).cli("attempt", "-d", "faster").exits(0);
        lab.script("benchmark.sh", times("6")).cli("attempt", "-d", "slower").exits(9);
        assertTrue(lab.read("benchmark.sh").contains("[4]"));
    }

    @Test
    void aPrintedMetricDoesNotCountBesideTheReport() {
        var run = begun(times("3") + "\necho METRIC total=99", "s")
                .cli("run", "--json")
                .exits(0)
                .json();
        assertEquals(3, run.get("primary_metric").asDouble());
        assertTrue(run.get("warnings").toString().contains("METRIC total was printed too"), run::toString);
    }

    @Test
    void aReportThatWasNotWrittenIsNoValueEvenWhereAnOldOneLies() {
        var lab = begun(times("3"), "s");
        lab.cli("attempt", "-d", "baseline").exits(0);
        backdate(lab);
        lab.script("benchmark.sh", "echo METRIC total=1");
        var attempt = lab.cli("attempt", "-d", "forgets the report");
        attempt.explains("older than this run").prints("crash");
        assertFalse(lab.journal().get(3).contains("\"total\":1"), lab.journal().get(3));
    }

    @Test
    void aWrongKeyListsTheKeysThereAre() {
        var run = begun(times("3"), "s")
                .cli("run", "--report", "hyperfine:out/h.json#nope")
                .exits(0);
        run.explains("the report has no benchmark \"nope\"; keys there are: fast; slow; such as --report");
    }

    @Test
    void aUnitThatDoesNotFitNamesBothUnits() {
        begun(times("3"), "MB").cli("run").explains("the report is in s, the session in MB");
    }

    @Test
    void anotherDirectionThanTheReportsIsTold() {
        var lab = TestRepo.in(folder.resolve("lab"))
                .script("benchmark.sh", times("3"))
                .write(".gitignore", "out\n")
                .commit("benchmark");
        lab.cli("init", "-n", "goal", "-m", "total", "-d", "higher", "--report", REPORT)
                .exits(0);
        lab.cli("run").exits(0).explains("in the report lower is better (3 s), in this session higher is");
    }

    @Test
    void aFailedBenchmarkHasNoReport() {
        var run = begun(times("3") + "\nexit 4", "s")
                .cli("run", "--json")
                .exits(3)
                .json();
        assertTrue(run.get("primary_metric").isNull(), run::toString);
    }

    @Test
    void aReportThatCannotBeUnderstoodIsRefusedBeforeAnythingRuns() {
        var lab = begun(times("3"), "s");
        lab.refuses("run", "--report", "jmh.json").with(2, "names no format", "jmh:target/jmh.json");
        lab.refuses("attempt", "-d", "x", "--report", "xml:x").with(2, "does not begin with a format", "surefire:");
        var fresh = TestRepo.in(folder.resolve("fresh"));
        fresh.refuses("init", "-n", "n", "-m", "m", "--report", "jmh:")
                .with(2, "names no file", "--report FORMAT:FILE");
    }

    private TestRepo lab() {
        return TestRepo.at(folder.resolve("lab"));
    }

    private TestRepo begun(String script, String unit) {
        var lab = TestRepo.in(folder.resolve("lab"));
        lab.script("benchmark.sh", script).write(".gitignore", "out\n").commit("benchmark");
        lab.cli(
                        "init",
                        "-n",
                        "goal",
                        "-m",
                        "total",
                        "-u",
                        unit,
                        "-c",
                        "./benchmark.sh",
                        "--report",
                        REPORT,
                        "--protect",
                        "!benchmark.sh")
                .exits(0);
        return lab;
    }

    /** A benchmark that writes what hyperfine would. */
    private static String times(String fast) {
        return "mkdir -p out; cat > out/h.json <<'END'\n{\"results\":[{\"command\":\"fast\",\"times\":[" + fast
                + "],\"exit_codes\":[0]},{\"command\":\"slow\",\"times\":[7]}]}\nEND";
    }

    private static void backdate(TestRepo lab) {
        assertTrue(lab.path("out/h.json").toFile().setLastModified(1_000_000_000_000L));
    }
}
