package dev.autoresearch.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.testing.Answer;
import dev.autoresearch.testing.TestRepo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalErrorsTest {
    private static final String JOURNAL = "autoresearch.results.jsonl";
    private static final String CONFIG =
            "{\"type\": \"config\", \"name\": \"goal\", \"metricName\": \"ms\", \"bestDirection\": \"lower\"}\n";
    private static final String RUN =
            "{\"run\": 1, \"metric\": 120, \"status\": \"keep\", \"description\": \"first\"}\n";

    @TempDir
    Path folder;

    @Test
    void aJournalThatGitCleanRemovedIsFoundInGitsFolder() throws Exception {
        var lab = TestRepo.in(folder).begun().measured();
        lab.cli("log", "-d", "baseline").exits(0);
        var journal = lab.journal();
        lab.git("clean", "-qfdx");
        lab.refuses("run").with(1, "there is no session", "git's folder has it still: cp " + folder);
        var hint = lab.cli("status").exits(0).out();
        var copy = hint.substring(hint.indexOf("cp ") + 3).split("\\s+");
        Files.copy(Path.of(copy[0]), Path.of(copy[1]));
        assertEquals(journal, lab.journal());
        lab.cli("run").exits(0);
        lab.git("clean", "-qfdx");
        lab.refuses("log", "-d", "x").with(1, "there is no session", "git's folder has it still");
    }

    @Test
    void aJournalThatIsRemovedWhileSomethingIsMeasuredIsBack() {
        var lab = TestRepo.in(folder).begun();
        lab.cli("run", "-c", "rm autoresearch.results.jsonl; echo METRIC ms=1")
                .exits(0)
                .explains("the journal was removed meanwhile, and is back");
        assertEquals(2, lab.journal().size());
        lab.cli("log", "-d", "baseline").exits(0);
        lab.cli("reset", "--force").exits(0);
        assertEquals(1, lab.journal().size());
        assertTrue(lab.has("autoresearch.results.1.jsonl"));
    }

    @Test
    void theJournalBeforeAResetIsFoundInGitsFolderToo() {
        var lab = TestRepo.in(folder).begun().measured();
        lab.cli("log", "-d", "baseline").exits(0);
        var journal = lab.read("autoresearch.results.jsonl");
        lab.cli("reset", "--force").exits(0);
        lab.git("clean", "-qfdx");
        var hint = lab.cli("status")
                .exits(0)
                .prints("those before a reset are beside it, numbered")
                .out();
        var copy = hint.substring(hint.indexOf("cp ") + 3).split("\\s+")[0];
        assertEquals(journal, SessionFiles.read(Path.of(copy + ".1")).orElseThrow());
    }

    @Test
    void aJournalThatBeganInAnotherLayoutIsFoundInGitsFolderToo() {
        var lab = TestRepo.in(folder.resolve("a folder")).begun();
        lab.cli("init", "--reset", "-n", "goal", "-m", "ms", "--layout", "openclaw")
                .exits(0);
        lab.delete("autoresearch.jsonl");
        lab.refuses("run")
                .with(1, "there is no session", "git's folder has it still: cp '" + folder + "/a folder/.git/");
    }

    @Test
    void garbageLinesAreSkippedNamedAndStay() {
        var garbage = "<<<<<<< HEAD\n[1,2]\n\"text\"\n{\"run\": 9, \"met\n\0\0\0\n42\n{} {}\n";
        var lab = TestRepo.withoutGit(folder).write(JOURNAL, CONFIG + garbage + RUN);
        var before = lab.fingerprint();
        var status =
                lab.cli("status").exits(0).prints("1 run: 1 kept", "line 2: not a JSON object, skipped", "line 8:");
        assertFalse(status.out().contains("line 9"), status::toString);
        var json = lab.cli("status", "--json").exits(0);
        assertEquals(7, json.json().get("warnings").size());
        assertEquals("", json.err());
        assertEquals(before, lab.fingerprint());
        goesOn(lab, CONFIG + garbage + RUN);
    }

    @Test
    void bytesThatAreNoTextAreSkippedAndStay() throws IOException {
        var bytes = (CONFIG + "\377\376{\300\n" + RUN).getBytes(StandardCharsets.ISO_8859_1);
        var lab = TestRepo.withoutGit(folder).write(JOURNAL, bytes);
        lab.cli("status").exits(0).prints("1 run: 1 kept", "line 2: not a JSON object");
        lab.measured().cli("log", "-d", "second").exits(0);
        var now = Files.readAllBytes(lab.path(JOURNAL));
        assertEquals(-1, Arrays.mismatch(bytes, Arrays.copyOf(now, bytes.length)));
    }

    @Test
    void aTornLastLineIsToldAndMovedAsideByTheNextWrite() {
        var torn = "{\"run\": 2, \"metric\": 11";
        var lab = TestRepo.withoutGit(folder).write(JOURNAL, CONFIG + RUN + torn);
        var before = lab.fingerprint();
        lab.cli("status").exits(0).prints("1 run: 1 kept", "ends in a torn line");
        assertTrue(lab.cli("status", "--json").json("warnings.0").contains("torn line"));
        assertEquals(before, lab.fingerprint());
        lab.cli("run").exits(0).explains("its 23 bytes were moved to autoresearch.results.jsonl.torn");
        assertEquals(torn + "\n", lab.read(JOURNAL + ".torn"));
        lab.cli("log", "-d", "second").exits(0).prints("#2 keep");
        assertTrue(lab.read(JOURNAL).startsWith(CONFIG + RUN + "{\"type\":\"measurement\""), lab.read(JOURNAL));
        assertEquals(5, lab.journal().size());
    }

    @Test
    void aWholeLastLineWithoutItsEndIsARun() {
        var lab = TestRepo.withoutGit(folder).write(JOURNAL, CONFIG + RUN.strip());
        lab.cli("status").exits(0).prints("1 run: 1 kept");
        goesOn(lab, CONFIG + RUN);
        assertFalse(lab.has(JOURNAL + ".torn"));
    }

    @Test
    void anEmptyJournalIsNoSessionAndInitBeginsOneInIt() {
        var lab = TestRepo.withoutGit(folder).write(JOURNAL, "");
        lab.refuses("run").with(1, "there is no session in " + folder, "autoresearch init");
        lab.cli("status").exits(0).prints("no session here yet");
        lab.begun();
        assertEquals(1, lab.journal().size());
    }

    @Test
    void runsWithoutAConfigLineAreNamedAndInitGoesOnAfterThem() {
        var lab = TestRepo.withoutGit(folder).write(JOURNAL, RUN + RUN);
        lab.refuses("run").with(1, "the journal has runs, but no config line", "autoresearch init -n NAME -m METRIC");
        lab.cli("status").exits(0).prints("2 runs: 2 kept");
        lab.begun();
        goesOn(lab, RUN + RUN);
        assertEquals("1", lab.cli("status", "--json").json("runs_in_segment"));
    }

    @Test
    void fieldsOfTheWrongKindAreNotBelieved() {
        var odd = """
                {"type": 7, "run": "eight", "metric": "nine"}
                {"run": 1e300, "metric": 5, "metrics": [], "status": 3, "description": {}, "timestamp": "now"}
                {"run": -4, "metric": 6, "metrics": {"ms": "x", "b": 1e999}, "status": "maybe", "asi": 5}
                {"type": "config", "name": [], "metricName": 5, "metricUnit": null, "bestDirection": "sideways"}
                {"type": "measurement", "id": 5, "values": 3, "samples": {"ms": "x"}, "exitCode": 1.5, "outcome": "?"}
                """;
        var lab = TestRepo.withoutGit(folder).write(JOURNAL, CONFIG + odd);
        lab.cli("status").exits(0).prints("line 4: unknown status \"maybe\" read as keep");
        lab.cli("status", "--json").exits(0).json();
        lab.cli("export").exits(0).json();
        lab.cli("show", "1").exits(0);
        lab.cli("log", "-d", "odd").exits(0);
        assertTrue(lab.read(JOURNAL).startsWith(CONFIG + odd));
    }

    @Test
    void deeplyNestedAndVeryLongLinesAreNoDanger() {
        var deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}\n";
        var wide = "{\"note\":\"" + "x".repeat(30_000_000) + "\"}\n";
        var lab = TestRepo.withoutGit(folder).write(JOURNAL, CONFIG + deep + wide + RUN);
        lab.cli("status").exits(0).prints("1 run: 1 kept");
    }

    @Test
    void aFolderInPlaceOfTheJournalIsNamed() {
        var lab = TestRepo.withoutGit(folder).folder(JOURNAL);
        for (var words :
                new String[][] {{"run"}, {"log", "-d", "x"}, {"init", "-n", "goal", "-m", "ms"}, {"show", "1"}})
            lab.refuses(words).with(1, JOURNAL + " is a folder, where the journal should be", "move it away");
        lab.cli("status").exits(1).explains(JOURNAL + " is a folder", "move it away");
    }

    @Test
    void aLinkInPlaceOfTheJournalIsFollowedAndStays() throws IOException {
        var target = Files.createDirectories(folder.resolve("elsewhere")).resolve("journal");
        Files.writeString(target, CONFIG);
        var lab = TestRepo.withoutGit(folder);
        Files.createSymbolicLink(lab.path(JOURNAL), target);
        goesOn(lab, CONFIG);
        assertTrue(Files.isSymbolicLink(lab.path(JOURNAL)));
        assertEquals(4, Files.readAllLines(target).size());
    }

    @Test
    void aLinkToNowhereIsNoSession() throws IOException {
        var lab = TestRepo.withoutGit(folder);
        Files.createSymbolicLink(lab.path(JOURNAL), folder.resolve("elsewhere/journal"));
        lab.refuses("run").with(1, "there is no session", "autoresearch init");
        lab.refuses("init", "-n", "goal", "-m", "ms").with(1, "cannot write", "check that the folder exists");
    }

    @Test
    void aFileInPlaceOfOurFolderIsNamed() {
        var lab = TestRepo.withoutGit(folder).write(JOURNAL, CONFIG).write(".autoresearch", "mine");
        lab.refuses("run").with(1, ".autoresearch is a file", "move it away");
        lab.refuses("ideas", "add", "x").with(1, ".autoresearch is a file", "move it away");
        assertEquals("mine", lab.read(".autoresearch"));
        lab.cli("status").exits(0);
    }

    @Test
    void brokenSettingsAreNamedWithTheirLine() {
        var lab = TestRepo.withoutGit(folder)
                .write(JOURNAL, CONFIG)
                .write("autoresearch.config.json", "{\n  \"workingDir\": \n");
        lab.refuses("run").with(1, "autoresearch.config.json are not JSON (line 3)", "correct or remove the file");
        lab.write("autoresearch.config.json", "{\"workingDir\": 5}");
        lab.refuses("run").with(1, "workingDir in", "\"workingDir\": \"folder\"");
        lab.write("autoresearch.config.json", "{\"workingDir\": \"gone\"}");
        lab.refuses("run").with(1, "workingDir in autoresearch.config.json names " + folder + "/gone", "create it");
        lab.write("autoresearch.config.json", "{\"workingDir\": \"a\\u0000b\"}");
        lab.refuses("run").with(1, "workingDir in", "correct workingDir");
        lab.write("autoresearch.config.json", "[1]");
        lab.cli("status").exits(0);
    }

    @Test
    void settingsWithCommentsRedirectTheSession() {
        var settings = "{ // where it happens\n \"workingDir\": \"sub\", /* mine */ \"maxIterations\": 5,\n}";
        var lab = TestRepo.withoutGit(folder).folder("sub").write("autoresearch.config.json", settings);
        lab.cli("init", "-n", "goal", "-m", "ms", "-c", "pwd; echo METRIC ms=1").exits(0);
        assertTrue(lab.has("sub/" + JOURNAL));
        assertFalse(lab.has(JOURNAL));
        lab.cli("run", "--json").exits(0).prints(folder + "/sub");
    }

    @Test
    void aReplacedOrShortenedJournalIsReadAnew() {
        var lab = TestRepo.withoutGit(folder).write(JOURNAL, CONFIG + RUN + RUN);
        lab.cli("status").exits(0).prints("2 runs");
        lab.write(JOURNAL, CONFIG + RUN);
        lab.cli("status").exits(0).prints("1 run: 1 kept");
    }

    private static void goesOn(TestRepo lab, String before) {
        Answer log = lab.measured().cli("log", "-d", "second");
        log.exits(0);
        assertTrue(lab.read(JOURNAL).startsWith(before), lab.read(JOURNAL));
    }
}
