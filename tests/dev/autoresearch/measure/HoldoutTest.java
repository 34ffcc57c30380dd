package dev.autoresearch.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.testing.Answer;
import dev.autoresearch.testing.SumProject;
import dev.autoresearch.testing.SumProjectTests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HoldoutTest extends SumProjectTests {
    private Path script;
    private Path log;
    private final List<Answer> answers = new ArrayList<>();

    @BeforeEach
    void writeTheHoldout() throws Exception {
        script = folder.resolve("secret-holdout.sh");
        log = folder.resolve("holdout.log");
        holdout("$((31337 + $(cat a.txt)))");
    }

    /** The holdout looks at a.txt only. */
    private void holdout(String value) throws IOException {
        Files.writeString(script, "#!/bin/bash\necho x >> '" + log + "'\necho METRIC ms=" + value + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private HoldoutTest begun() {
        check.begun("--holdout", script.toString());
        return this;
    }

    private Answer attempt(String file, String content, String... options) {
        check.lab.write(file, content + "\n");
        var words = new ArrayList<>(List.of("attempt", "-d", file + " is " + content));
        words.addAll(List.of(options));
        var answer = check.cli(words.toArray(new String[0]));
        answers.add(answer);
        return answer;
    }

    private int executions() throws IOException {
        return Files.exists(log) ? Files.readAllLines(log).size() : 0;
    }

    private Path journal() throws IOException {
        try (var files = Files.walk(check.home())) {
            return files.filter(file -> file.endsWith("holdout.jsonl"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void aGainThatTheHoldoutConfirmsIsKept() {
        begun().attempt("a.txt", "40").exits(0).prints("confirmed on the holdout", "kept as");
    }

    @Test
    void whoKeepsByHandIsToldThatItWasNotAsked() {
        begun();
        check.lab.write("b.txt", "20\n");
        check.cli("run").exits(0).prints("next:  autoresearch log -d");
        check.cli("log", "-d", "by hand").exits(0).explains("kept without asking the holdout, which only attempt does");
        check.lab.write("b.txt", "50\n");
        check.cli("run").exits(0).prints("next:  autoresearch log -s discard -d");
        check.cli("status").exits(0).prints("   autoresearch log -s discard -d");
    }

    @Test
    void aGainThatItDoesNotConfirmIsDiscarded() {
        begun().attempt("b.txt", "20").exits(9).prints("improved, but not confirmed on the holdout", "restore 2");
        assertEquals("40\n", check.lab.read("b.txt"));
        assertEquals(1, check.lines("\"verdict\":\"not_confirmed\""));
    }

    @Test
    void itRunsOnlyWhenACandidateWouldBeKept() throws Exception {
        begun().attempt("b.txt", "50").exits(9);
        check.lab.script("c.sh", "exit 1");
        check.cli("attempt", "-d", "nothing better").exits(9);
        assertEquals(0, executions());
    }

    @Test
    void neitherItsCommandNorItsNumbersAreInTheProjectOrTheOutput() throws Exception {
        begun().attempt("a.txt", "40").exits(0);
        attempt("b.txt", "20").exits(9);
        answers.add(check.cli("status"));
        answers.add(check.cli("show", "2", "--json"));
        answers.add(check.cli("export"));
        assertTrue(executions() > 0);
        for (var answer : answers) assertFalse(leaks(answer.toString()), answer::toString);
        try (var files = Files.walk(check.lab.folder())) {
            for (var file : files.filter(Files::isRegularFile).toList())
                assertFalse(leaks(Files.readString(file, StandardCharsets.ISO_8859_1)), file::toString);
        }
        assertEquals(1, check.lines("\"holdout\":true"));
    }

    private boolean leaks(String text) {
        return text.contains("secret-holdout") || text.contains("31377") || text.contains("31397");
    }

    @Test
    void thePersonSeesCommandAndNumbers() {
        begun().attempt("a.txt", "40").exits(0);
        attempt("b.txt", "20").exits(9);
        check.cli("holdout").exits(0).prints("secret-holdout.sh", "31377", "confirmed", "not confirmed", "b.txt is 20");
        var json = check.cli("holdout", "--json").exits(0).json();
        assertTrue(json.at("/candidates/0/confirmed").asBoolean());
        assertFalse(json.at("/candidates/1/confirmed").asBoolean());
        assertEquals(31377, json.at("/candidates/1/metric").asDouble());
    }

    @Test
    void theSameCandidateGetsNoSecondThrow() throws Exception {
        begun().attempt("b.txt", "20").exits(9);
        int before = executions();
        attempt("b.txt", "20").exits(9).prints("not confirmed on the holdout");
        assertEquals(before, executions());
    }

    @Test
    void onAMachineThatDoesNotKnowItsCommandItAsksForIt() throws Exception {
        begun();
        Files.delete(journal());
        int before = check.executions();
        attempt("a.txt", "40")
                .exits(1)
                .explains("its command is not known on this machine", "autoresearch holdout -c CMD");
        assertEquals(before, check.executions());
        check.cli("holdout").exits(1).explains("not known on this machine");
        check.cli("holdout", "-c", script.toString()).exits(0);
        attempt("a.txt", "40").exits(0).prints("confirmed on the holdout");
        check.cli("holdout", "-c", "true").exits(1).explains("another holdout", "new session");
    }

    @Test
    void aHoldoutThatCannotBeRunIsToldWithoutNamingIt() throws Exception {
        begun();
        Files.delete(script);
        var answer = attempt("a.txt", "40").exits(1).explains("the holdout's benchmark cannot be run");
        assertFalse(answer.toString().contains("secret"), answer::toString);
        holdout("$(cat a.txt)");
        check.cli("attempt", "-d", "again").exits(0).prints("confirmed on the holdout");
    }

    @Test
    void aCandidateThatFailsTheHoldoutIsNotConfirmed() throws Exception {
        begun();
        holdout("$(($(cat a.txt) < 50 ? 1 / 0 : 7))");
        attempt("a.txt", "40").exits(9).prints("not confirmed on the holdout");
    }

    @Test
    void aHoldoutThatFailsOnTheIncumbentDecidesNothing() throws Exception {
        begun();
        holdout("none");
        attempt("a.txt", "40").exits(1).explains("keeps failing on the incumbent");
        assertEquals("40\n", check.lab.read("a.txt"));
        assertEquals(1, check.lines("\"status\":"));
    }

    @Test
    void aHoldoutThatBreaksAfterItsFirstVerdictIsNotTheCandidatesFault() throws Exception {
        begun().attempt("a.txt", "40").exits(0);
        holdout("none");
        attempt("a.txt", "30").exits(1).explains("keeps failing on the incumbent");
        holdout("$(cat a.txt)");
        attempt("a.txt", "30").exits(0).prints("confirmed on the holdout");
    }

    @Test
    void aKilledConfirmationGoesOn() throws Exception {
        holdout("$((31337 + $(cat a.txt) * 100 + RANDOM % 40))");
        begun().attempt("a.txt", "40").exits(0);
        int whole = executions();
        check.lab.git("reset", "-q", "--hard", "HEAD~1");
        check.lab.write("a.txt", "40\n");
        SumProject.forget(
                check.lab.path("autoresearch.results.jsonl"), 2, "\"status\":\"keep\"", "\"type\":\"judgement\"");
        SumProject.forget(journal(), 2, "\"status\":\"keep\"", "\"type\":\"judgement\"");
        SumProject.forget(journal(), 3, "\"purpose\":\"trial\"");
        check.cli("attempt", "-d", "a.txt is 40").exits(0).prints("confirmed on the holdout");
        assertEquals(whole + 3, executions());
    }

    @Test
    void theSingleRuleIsConfirmedLikewise() {
        begun().attempt("a.txt", "40", "--rule", "single").exits(0).prints("confirmed on the holdout");
        attempt("b.txt", "20", "--rule", "single").exits(9).prints("not confirmed on the holdout");
    }

    @Test
    void itNeedsGit() {
        var line = List.of("init", "-n", "goal", "-m", "ms", "-c", "./benchmark.sh", "--holdout", "true", "--no-git");
        check.cli(line.toArray(new String[0])).exits(1).explains("a holdout", "needs git");
        assertFalse(check.lab.has("autoresearch.results.jsonl"));
    }

    @Test
    void aSessionWithoutOneSaysSo() {
        check.begun();
        check.cli("holdout").exits(1).explains("this session has no holdout", "--holdout");
        check.cli("holdout", "-c", "true").exits(1).explains("begun without a holdout");
    }
}
