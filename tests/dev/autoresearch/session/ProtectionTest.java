package dev.autoresearch.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.Problem;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Setup;
import dev.autoresearch.testing.Answer;
import dev.autoresearch.testing.TestRepo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No cheating: a candidate that touches what measures is refused before it runs, by name. */
@Tag("locale")
class ProtectionTest {
    private static final String REFUSED = "what measures has changed since the baseline: ";
    private static final String HINT = "autoresearch init --reset";

    @TempDir
    Path folder;

    private TestRepo begun(TestRepo lab, String... more) {
        var words = new ArrayList<>(List.of("init", "-n", "goal", "-m", "ms"));
        words.addAll(List.of(more));
        lab.cli(words.toArray(new String[0])).exits(0);
        lab.cli("attempt", "-d", "baseline").exits(0);
        return lab;
    }

    private static void cheat(TestRepo lab) {
        lab.script("benchmark.sh", "echo METRIC ms=1");
    }

    @Test
    void aChangedBenchmarkIsRefusedBeforeItRuns() {
        var lab = begun(TestRepo.in(folder), "-c", "./benchmark.sh");
        lab.script("benchmark.sh", "touch ran; echo METRIC ms=1");
        lab.refuses("attempt", "-d", "cheat").with(1, REFUSED + "benchmark.sh (changed)", HINT);
        lab.refuses("run").with(1, REFUSED + "benchmark.sh (changed)", HINT);
        assertFalse(lab.has("ran"));
        assertTrue(lab.read("benchmark.sh").contains("ms=1"), "the person's edit stays");
    }

    @Test
    void aCommitByHandInBetweenHidesNothing() {
        var lab = begun(TestRepo.in(folder), "-c", "./benchmark.sh");
        cheat(lab);
        lab.commit("honest work");
        lab.refuses("attempt", "-d", "cheat").with(1, REFUSED + "benchmark.sh (changed)", HINT);
        lab.write("value.txt", "90\n");
        lab.refuses("attempt", "-d", "cheat").with(1, REFUSED + "benchmark.sh (changed)", HINT);
    }

    @Test
    void itHoldsWithoutGitAsWell() {
        var lab = begun(TestRepo.withoutGit(folder), "-c", "./benchmark.sh");
        cheat(lab);
        lab.refuses("attempt", "-d", "cheat").with(1, REFUSED + "benchmark.sh (changed)", HINT);
        lab.delete("benchmark.sh");
        lab.refuses("run", "-c", "echo METRIC ms=1").with(1, REFUSED + "benchmark.sh (deleted)", HINT);
    }

    @Test
    void undoneItIsForgotten() {
        var lab = begun(TestRepo.in(folder), "-c", "./benchmark.sh");
        cheat(lab);
        lab.cli("attempt", "-d", "cheat").exits(1);
        lab.git("checkout", "-q", "--", "benchmark.sh");
        lab.write("value.txt", "90\n");
        lab.cli("attempt", "-d", "honest").exits(0);
    }

    @Test
    void aChangedBenchmarkGetsItsOwnBaseline() {
        var lab = begun(TestRepo.in(folder), "-c", "./benchmark.sh");
        lab.script("benchmark.sh", "echo METRIC ms=7").commit("a better benchmark");
        lab.cli("init", "--reset", "-n", "goal", "-m", "ms", "-c", "./benchmark.sh")
                .exits(0);
        lab.cli("attempt", "-d", "baseline").exits(0);
        assertEquals("7", lab.cli("status", "--json").json("baseline_metric"));
    }

    @Test
    void aBenchmarkMayBePutRightUntilSomethingIsKept() {
        var lab = TestRepo.in(folder);
        lab.script("benchmark.sh", "exit 3").commit("broken");
        lab.cli("init", "-n", "goal", "-m", "ms").exits(0);
        lab.cli("attempt", "-d", "baseline").exits(3);
        lab.script("benchmark.sh", "echo METRIC ms=5").commit("put right");
        lab.write("value.txt", "1\n");
        lab.cli("run").exits(0);
        lab.cli("log", "-d", "baseline").exits(0);
        cheat(lab);
        lab.cli("run").exits(1).explains("benchmark.sh (changed)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bash bench.sh",
                "SIZE=3 ./bench.sh --fast",
                "./wrap.sh && bash 'bench.sh' | cat",
                "env --chdir=. bash $(echo) \"bench.sh\""
            })
    void everyFileThatTheCommandNamesIsProtected(String command) {
        var lab = TestRepo.in(folder).script("bench.sh", "echo METRIC ms=5").script("wrap.sh", "true");
        begun(lab.commit("bench"), "-c", command);
        lab.script("bench.sh", "echo METRIC ms=1");
        lab.refuses("attempt", "-d", "cheat").with(1, REFUSED + "bench.sh (changed)", HINT);
    }

    /** What is improved may well be named by the command. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat Parser.java; echo METRIC ms=$(cat value.txt)",
                "echo METRIC ms=$(cat level); cat fastest.c retrieval.py",
                "./app || echo METRIC ms=$(cat value.txt)"
            })
    void whatTheCommandReadsMayBeImproved(String command) {
        var lab = TestRepo.in(folder);
        for (var name : List.of("Parser.java", "level", "fastest.c", "retrieval.py")) lab.write(name, "7\n");
        lab.write("app", new byte[] {0x7f, 'E', 'L', 'F', 0})
                .mode("app", "rwxr-xr-x")
                .commit("code");
        begun(lab, "-c", command);
        for (var name : List.of("Parser.java", "level", "fastest.c", "retrieval.py", "app")) lab.write(name, "6\n");
        lab.write("value.txt", "90\n");
        lab.cli("attempt", "-d", "better").exits(0);
    }

    @Test
    void anotherCommandIsAnotherBenchmark() {
        var lab = begun(TestRepo.in(folder), "-c", "./benchmark.sh");
        lab.write("value.txt", "90\n");
        lab.refuses("attempt", "-d", "cheat", "-c", "echo METRIC ms=1")
                .with(1, "the baseline was measured by another command: ./benchmark.sh", HINT);
        lab.cli("attempt", "-d", "honest", "-c", "./benchmark.sh").exits(0);
    }

    @Test
    void checksAndSettingsAreProtectedAndSoAreNewOnes() {
        var lab = TestRepo.in(folder).script("autoresearch.checks.sh", "true").commit("checks");
        begun(lab);
        lab.script("autoresearch.checks.sh", "true # whatever");
        lab.write("autoresearch.config.json", "{}");
        lab.script("autoresearch.sh", "echo METRIC ms=1");
        lab.refuses("attempt", "-d", "cheat").with(1, REFUSED + "autoresearch.checks.sh (changed), ", HINT);
        lab.refuses("attempt", "-d", "cheat").with(1, "autoresearch.config.json (added)", HINT);
        // it would be found before benchmark.sh
        lab.refuses("attempt", "-d", "cheat").with(1, "autoresearch.sh (added)", HINT);
    }

    @Test
    void globsProtectWhatTheyMatchIgnoredOrNot() {
        var lab = TestRepo.in(folder)
                .write("tests/a/One.java", "1")
                .write("data/big.csv", "1,2")
                .write(".gitignore", "data/\n")
                .commit("tests");
        begun(lab, "--protect", "tests", "--protect", "data/*.csv");
        lab.write("tests/a/Two.java", "2").delete("tests/a/One.java").write("data/big.csv", "1,3");
        lab.write("other.txt", "free");
        lab.refuses("attempt", "-d", "cheat")
                .with(
                        1,
                        REFUSED + "data/big.csv (changed), tests/a/One.java (deleted), tests/a/Two.java (added)",
                        HINT);
    }

    @Test
    void aDoubleStarStandsForNoFolderToo() {
        var lab = TestRepo.in(folder)
                .write("a.golden", "1")
                .write("x/y/b.golden", "1")
                .commit("golden");
        begun(lab, "--protect", "**/*.golden");
        lab.write("a.golden", "2").write("x/y/b.golden", "2");
        lab.refuses("attempt", "-d", "cheat").with(1, REFUSED + "a.golden (changed), x/y/b.golden (changed)", HINT);
    }

    @Test
    void theSessionsOwnFilesAreNeverInTheWay() {
        var lab = begun(TestRepo.in(folder), "--protect", "*");
        lab.write("new.txt", "1");
        lab.refuses("attempt", "-d", "new file").with(1, REFUSED + "new.txt (added)", HINT);
        lab.delete("new.txt").cli("ideas", "add", "x").exits(0);
        lab.cli("attempt", "-d", "nothing changed").prints("identical to the incumbent");
    }

    @Test
    void whatIsToBeImprovedCanBeExempted() {
        var lab = TestRepo.in(folder).script("train.sh", "echo METRIC ms=9").commit("train");
        begun(lab, "-c", "bash train.sh", "--protect", "!train.sh");
        lab.script("train.sh", "echo METRIC ms=8");
        lab.cli("attempt", "-d", "better").exits(0);
    }

    @Test
    void aGlobThatMatchesNothingIsTold() {
        var lab = TestRepo.in(folder);
        lab.cli("init", "-n", "goal", "-m", "ms", "--protect", "test/**").exits(0);
        lab.cli("attempt", "-d", "baseline").exits(0).explains("--protect test/** matches no file");
    }

    @Test
    void aMeasuredRunIsNotKeptAfterTheSettingsChanged() {
        var lab = begun(TestRepo.in(folder));
        lab.write("value.txt", "90\n").cli("run").exits(0);
        lab.write("autoresearch.config.json", "{}");
        lab.refuses("log", "-d", "faster").with(1, REFUSED + "autoresearch.config.json (added)", HINT);
        Answer discarded = lab.cli("log", "-s", "discard", "-d", "never mind");
        discarded.exits(0);
    }

    @Test
    void aSessionThatAnotherToolBeganIsProtectedFromItsNextKeepOn() {
        var lab = TestRepo.in(folder);
        lab.write("autoresearch.results.jsonl", """
                {"type":"config","name":"goal","metricName":"ms","metricUnit":"","bestDirection":"lower"}
                {"run":1,"commit":"","metric":100,"metrics":{"ms":100},"status":"keep","baseline":true,"description":"b","timestamp":1,"segment":0,"confidence":null}
                """);
        lab.git("reset", "-q", "--hard");
        lab.write("value.txt", "90\n").cli("run").exits(0);
        lab.cli("log", "-d", "faster").exits(0);
        cheat(lab);
        lab.refuses("run").with(1, REFUSED + "benchmark.sh (changed)", HINT);
    }

    @Test
    void theJournalHoldsOneFingerprintThatNoPeerTakesForARun() {
        var lab = begun(TestRepo.in(folder), "-c", "./benchmark.sh");
        lab.write("value.txt", "90\n").cli("attempt", "-d", "faster").exits(0);
        var lines = lab.journal().stream()
                .filter(line -> line.startsWith("{\"type\":\"fingerprint\""))
                .toList();
        assertEquals(1, lines.size());
        var line = new Answer(0, lines.get(0), "").json();
        assertEquals("./benchmark.sh", line.get("command").asText());
        assertTrue(line.get("files").get("benchmark.sh").asText().matches("[0-9a-f]{64}"));
        assertFalse(line.has("run") || line.has("metric"));
    }

    @Test
    void aScriptsChangeThatCheatsIsStoredAndPutBack() throws Exception {
        var lab = TestRepo.in(folder);
        var research = new AutoResearch(
                folder, Setup.of("goal", Metric.lower("ms")).guard("ms <= 500").protect("data/**"));
        research.init();
        research.attempt("baseline");
        var problem = assertThrows(
                Problem.class,
                () -> research.attempt(
                        "cheat", () -> Files.writeString(folder.resolve("benchmark.sh"), "echo METRIC ms=1")));
        assertTrue(problem.getMessage().startsWith(REFUSED + "benchmark.sh"), problem::getMessage);
        assertTrue(lab.read("benchmark.sh").contains("value.txt"));
        assertEquals(1, research.runs().size());
        assertEquals(
                List.of("ms <= 500"), research.session().setup().safeguards().guards());
        assertTrue(lab.git("for-each-ref", "refs/autoresearch").contains("interrupted"));
    }
}
