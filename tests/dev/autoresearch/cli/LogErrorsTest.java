package dev.autoresearch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.testing.TestRepo;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogErrorsTest {
    @TempDir
    Path folder;

    @Test
    void aLogWithoutARunIsRefused() {
        TestRepo.in(folder).begun().refuses("log", "-d", "x").with(1, "there is no run to log", "autoresearch run");
    }

    @Test
    void theSameRunIsNotLoggedTwice() {
        var lab = TestRepo.in(folder).begun().measured();
        lab.cli("log", "-d", "baseline").exits(0);
        lab.refuses("log", "-d", "baseline").with(1, "there is no run to log", "autoresearch run");
    }

    @Test
    void aFailedRunIsNotKept() {
        var lab = TestRepo.in(folder).begun();
        lab.cli("run", "-c", "echo METRIC ms=1; exit 3").exits(3);
        lab.refuses("log", "-s", "keep", "-d", "x").with(1, "the run failed (exit 3)", "records it as a crash");
        assertEquals("crash", lab.cli("log", "-d", "x", "--json").exits(0).json("status"));
    }

    @Test
    void aRunWithFailedChecksIsNotKept() {
        var lab = TestRepo.in(folder)
                .script("autoresearch.checks.sh", "exit 1")
                .commit("checks")
                .begun()
                .measured();
        lab.refuses("log", "-s", "keep", "-d", "x").with(1, "the checks failed", "records it as checks_failed");
        assertEquals(
                "checks_failed", lab.cli("log", "-d", "x", "--json").exits(0).json("status"));
        assertTrue(lab.journal().get(2).contains("\"status\":\"crash\""), lab.journal()::toString);
    }

    @Test
    void aTreeThatChangedSinceTheRunIsNotKept() {
        var lab = TestRepo.in(folder)
                .begun()
                .write("value.txt", "90\n")
                .measured()
                .write("value.txt", "10\n");
        lab.refuses("log", "-d", "faster").with(1, "the tree has changed since the run: value.txt", "undo these edits");
        lab.write("value.txt", "90\n").cli("log", "-d", "faster").exits(0);
        assertEquals("90", lab.git("show", "HEAD:value.txt"));
    }

    @Test
    void aFileThatAppearedSinceTheRunIsNotKept() {
        var lab = TestRepo.in(folder).begun().measured().write("notes", "mine");
        lab.refuses("log", "-d", "x").with(1, "the tree has changed since the run: notes", "log again");
    }

    @Test
    void aCommitThatAHookRefusesLogsNothingAndTellsTheHooksWords() {
        var lab = TestRepo.in(folder).begun();
        lab.script(".git/hooks/pre-commit", "echo tabs are forbidden >&2; exit 1");
        lab.write("value.txt", "90\n").measured();
        lab.refuses("log", "-d", "faster").with(1, "git refused the commit: tabs are forbidden", "try again");
        lab.delete(".git/hooks/pre-commit").cli("log", "-d", "faster").exits(0);
    }

    @Test
    void anAttemptWhoseCommitIsRefusedStaysPendingAndTheNextOneFinishesIt() {
        var lab = TestRepo.in(folder).begun();
        lab.script(".git/hooks/pre-commit", "exit 1").write("value.txt", "90\n");
        lab.cli("attempt", "-d", "faster", "--rule", "single").exits(1).explains("git refused the commit");
        assertEquals("90\n", lab.read("value.txt"));
        assertEquals("true", lab.cli("status", "--json").json("has_pending"));
        lab.delete(".git/hooks/pre-commit").cli("log", "-d", "faster").exits(0);
        assertEquals("90", lab.git("show", "HEAD:value.txt"));
    }

    @Test
    void anUnknownUserIsToldByGitAndNothingIsLogged() {
        var lab = TestRepo.in(folder).begun();
        lab.git("config", "user.name", " ");
        lab.write("value.txt", "90\n").measured();
        lab.refuses("log", "-d", "faster").with(1, "git refused the commit", "try again");
    }

    @Test
    void aDescriptionOfOneMegabyteIsStoredWhole() {
        var lab = TestRepo.in(folder).begun().measured();
        var text = "é".repeat(500_000);
        var answer = lab.cli("log", "-d", text).exits(0);
        assertTrue(answer.out().length() < 500, answer::toString);
        assertEquals(text, lab.cli("status", "--json").json("last_run.description"));
        lab.write("value.txt", "90\n").measured().cli("log", "-d", text).exits(0);
        assertTrue(lab.cli("status").exits(0).out().lines().allMatch(line -> line.length() <= 100));
    }

    @Test
    void aDescriptionWithTheNulCharacterIsLogged() {
        var lab = TestRepo.in(folder).begun().write("value.txt", "90\n").measured();
        lab.cli("log", "-d", "a\0b").exits(0).prints("a\\u0000b");
        assertEquals("a\0b", lab.cli("status", "--json").json("last_run.description"));
        lab.write("value.txt", "95\n")
                .measured()
                .cli("log", "-s", "discard", "-d", "c\0d")
                .exits(0);
        assertEquals("90\n", lab.read("value.txt"));
    }

    @Test
    void anEmptyDescriptionIsNoError() {
        var lab = TestRepo.in(folder).begun().measured();
        lab.cli("log", "-d", "").exits(0).prints("No description");
    }

    @Test
    void aDiscardInAnOpenClawSessionNeedsAnIdea() {
        var lab = TestRepo.in(folder);
        lab.cli("init", "--layout", "openclaw", "-n", "goal", "-m", "ms", "-c", "./benchmark.sh")
                .exits(0);
        lab.write("value.txt", "110\n").measured();
        lab.refuses("log", "-s", "discard", "-d", "x").with(1, "needs an idea", "-i \"another way\"");
        assertEquals("110\n", lab.read("value.txt"));
        lab.cli("log", "-s", "discard", "-d", "x", "-i", "y").exits(0);
        assertEquals("100\n", lab.read("value.txt"));
    }

    @Test
    void aRestoreIntoADirtyTreeIsRefused() {
        var lab = TestRepo.in(folder).begun().measured();
        lab.cli("log", "-d", "baseline").exits(0);
        lab.write("value.txt", "7\n");
        lab.refuses("restore", "1")
                .with(1, "the tree has changes that are not committed: value.txt", "commit or stash");
    }

    @Test
    void anIdeaWithoutATextIsRefused() {
        var lab = TestRepo.in(folder).begun().measured();
        lab.refuses("log", "-d", "x", "-i", " ").with(1, "an idea needs a text", "-i \"what to try next\"");
    }

    @Test
    void aRefusedLogWritesNoIdea() {
        var lab = TestRepo.in(folder).begun();
        lab.refuses("log", "-d", "x", "-i", "idea").with(1, "there is no run to log", "autoresearch run");
        assertFalse(lab.has("autoresearch.ideas.md"));
    }

    @Test
    void aLogWhoseCommitIsRefusedWritesNoIdea() {
        var lab = TestRepo.in(folder).begun().write("value.txt", "90\n").measured();
        lab.script(".git/hooks/pre-commit", "exit 1");
        lab.refuses("log", "-d", "x", "-i", "idea").with(1, "git refused the commit", "try again");
    }
}
