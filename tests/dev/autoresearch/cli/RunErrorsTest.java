package dev.autoresearch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.testing.FailedBenchmark;
import dev.autoresearch.testing.ProcessId;
import dev.autoresearch.testing.TestRepo;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunErrorsTest {
    @TempDir
    Path folder;

    @Test
    void nothingThatNeedsASessionWorksOrLeavesATraceBeforeInit() {
        var lab = TestRepo.in(folder);
        lab.refuses("run").with(1, "there is no session in " + folder, "autoresearch init -n NAME -m METRIC");
        lab.refuses("log", "-d", "x").with(1, "there is no session", "autoresearch init");
        lab.refuses("attempt", "-d", "x").with(1, "there is no session", "autoresearch init");
        lab.refuses("restore", "1").with(1, "there is no session", "autoresearch init");
        lab.refuses("reset", "--force").with(1, "there is no session", "autoresearch init");
        lab.refuses("show", "1").with(1, "there is no session", "autoresearch init");
        assertFalse(lab.has(".autoresearch"));
    }

    @Test
    void statusAndIdeasOfNoSessionAreNoError() {
        var lab = TestRepo.withoutGit(folder);
        lab.cli("status").exits(0).prints("no session here yet", "autoresearch init");
        assertEquals("false", lab.cli("status", "--json").exits(0).json("initialized"));
        lab.cli("ideas").exits(0).prints("no ideas yet");
        assertFalse(lab.has(".autoresearch"));
    }

    @Test
    void nothingToRunIsSaidWithWhatWouldBeFound() {
        var lab = TestRepo.in(folder).delete("benchmark.sh").commit("without");
        lab.cli("init", "-n", "goal", "-m", "ms").exits(0);
        lab.refuses("run")
                .with(1, "there is nothing to run: no command was given, and there is no autoresearch.sh", "-c");
        lab.refuses("run", "-c", "  ").with(1, "there is nothing to run", "METRIC ms=123");
        lab.refuses("attempt", "-d", "x").with(1, "there is nothing to run", "autoresearch run -c ./benchmark.sh");
    }

    @Test
    void aMissingScriptIsNotRun() {
        var lab = TestRepo.in(folder).begun();
        lab.refuses("run", "-c", "./missing.sh --fast").with(1, "there is no ./missing.sh in " + folder, "-c");
        lab.refuses("attempt", "-d", "x", "-c", folder + "/missing").with(1, "there is no " + folder, "check the name");
        lab.refuses("run", "-c", "./").with(1, "./ is a folder, not a command", "check the name");
    }

    @Test
    void aScriptThatIsNotExecutableGetsTheCommandThatHelps() {
        var lab = TestRepo.in(folder)
                .mode("benchmark.sh", "rw-r--r--")
                .commit("mode")
                .begun();
        lab.refuses("run").with(1, "./benchmark.sh is not executable", "chmod +x ./benchmark.sh");
    }

    @Test
    void aFoundScriptThatIsNotExecutableIsRunAllTheSame() {
        var lab = TestRepo.in(folder).mode("benchmark.sh", "rw-r--r--").commit("mode");
        lab.cli("init", "-n", "goal", "-m", "ms").exits(0);
        assertEquals("100", lab.cli("run", "--json").exits(0).json("primary_metric"));
    }

    @Test
    void aCommandThatIsNotFoundFailsWithTheReason() {
        var trial = FailedBenchmark.of(folder, "run", "-c", "no-such-command --fast")
                .ends(3, "failed");
        trial.warns("command not found: check its spelling and PATH");
        trial.answer().prints("exit 127", "no-such-command: command not found", "autoresearch log -d");
        assertEquals("127", trial.json("exit_code"));
        assertEquals("true", trial.json("crashed"));
    }

    @Test
    void anExitCodeOf127FromInsideTheScriptIsToldAlike() {
        FailedBenchmark.of(folder, "run", "-c", "echo METRIC ms=1; exit 127")
                .ends(3, "failed")
                .warns("command not found");
    }

    @Test
    void aCommandKilledByASignalIsACrash() {
        var trial = FailedBenchmark.of(folder, "run", "-c", "echo METRIC ms=1; kill -9 $$")
                .ends(3, "failed");
        trial.warns("the command was killed by signal 9 (KILL)");
        assertEquals("137", trial.json("exit_code"));
    }

    @Test
    void aTimeLimitEndsTheCommandAndIsNoResult() {
        var trial = FailedBenchmark.of(folder, "run", "-t", "0.2", "-c", "echo METRIC ms=1; sleep 60")
                .ends(4, "timed_out");
        trial.answer().prints("timed out", "autoresearch log");
        assertEquals("true", trial.json("timed_out"));
        assertEquals("null", trial.json("exit_code"));
        trial.lab().refuses("log", "-s", "keep", "-d", "x").with(1, "the run failed (timed out)", "as a crash");
    }

    @Test
    void aChildThatIgnoresTheRequestToEndIsEndedAllTheSame() {
        var lab = TestRepo.in(folder).begun();
        long begin = System.nanoTime();
        lab.cli("run", "-t", "0.2", "-c", "bash -c 'trap \"\" TERM; echo $$ >&2; sleep 60; sleep 60'")
                .exits(4);
        long took = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        assertTrue(took < 60_000, took + " ms");
        assertEquals(2, lab.journal().size());
    }

    @Test
    void aGrandchildThatHoldsTheOutputIsNamedAndNotWaitedFor() {
        var lab = TestRepo.in(folder).begun();
        long begin = System.nanoTime();
        var answer = lab.cli("run", "-c", "echo METRIC ms=7; sleep 300 & echo $! > .autoresearch/pid")
                .exits(0);
        long took = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        long pid = Long.parseLong(lab.read(".autoresearch/pid").strip());
        try {
            answer.explains("still running after the command's end", "pid " + pid)
                    .prints("ms 7");
            assertTrue(took < 60_000, took + " ms");
        } finally {
            new ProcessId(pid).kill();
        }
    }

    @Test
    void binaryOutputHarmsNeitherJournalNorTerminal() {
        var bytes = "printf '\\x00\\xff\\xfe\\x1b[2J\\x07\\xc3'; head -c 100000 /dev/urandom; echo; echo METRIC ms=3";
        var trial = FailedBenchmark.of(folder, "run", "-c", bytes + "; exit 1").ends(3, "failed");
        assertEquals("3", trial.json("primary_metric"));
        var shown = trial.answer().out();
        assertTrue(shown.chars().noneMatch(c -> c < ' ' && c != '\n'), shown);
        trial.lab().cli("log", "-d", "noise").exits(0);
        assertTrue(trial.lab().cli("status", "--json").json().get("warnings").isEmpty());
    }

    @Test
    void noMetricLineIsAWarningAndNothingToKeep() {
        var trial = FailedBenchmark.of(folder, "run", "-c", "echo fast").ends(0, "passed");
        trial.warns("METRIC ms=… was not printed, nor any other");
        assertEquals("null", trial.json("primary_metric"));
        trial.answer().prints("autoresearch log -s discard", "METRIC NAME=123");
        trial.lab().refuses("log", "-d", "x").with(1, "the run printed no METRIC ms", "--metric 123");
    }

    @Test
    void aBaselineThatFailsShowsWhyAndHowToBeginAnew() {
        var lab = TestRepo.in(folder).begun();
        lab.cli("attempt", "-d", "baseline", "-c", "echo no such library; exit 3")
                .exits(3)
                .prints("  | no such library", "there is no baseline", "autoresearch reset --force");
    }

    @Test
    void aRunWithoutItsMetricIsNotShownAsPassed() {
        var lab = TestRepo.in(folder).begun();
        lab.cli("attempt", "-d", "baseline", "-c", "echo fast").exits(9).prints("crash  no metric  baseline");
    }

    @Test
    void withoutGitADiscardSaysThatNothingIsPutBack() {
        var lab = TestRepo.withoutGit(folder).begun();
        lab.cli("attempt", "-d", "baseline", "--rule", "single").exits(0);
        lab.write("value.txt", "150\n")
                .cli("attempt", "-d", "worse", "--rule", "single")
                .exits(9)
                .prints("without git nothing is put back");
    }

    @Test
    void twoOtherMetricsAreNotMistakenForThePrimary() {
        var trial = FailedBenchmark.of(folder, "run", "-c", "echo METRIC s=1; echo METRIC kb=2")
                .ends(0, "passed");
        trial.warns("METRIC ms=… was not printed; there are s, kb");
        assertEquals("null", trial.json("primary_metric"));
        assertEquals("{\"s\":1,\"kb\":2}", trial.json("metrics"));
        trial.lab().refuses("log", "-d", "x").with(1, "the run printed no METRIC ms", "--metric 123");
    }

    @Test
    void aSingleOtherMetricIsTakenWithAWarning() {
        var trial =
                FailedBenchmark.of(folder, "run", "-c", "echo METRIC millis=4").ends(0, "passed");
        trial.warns("METRIC ms was not printed; took millis, the only one");
        assertEquals("4", trial.json("primary_metric"));
    }

    @Test
    void valuesThatAreNoFiniteNumbersAreIgnoredAndNamed() {
        var trial = FailedBenchmark.of(
                folder, "run", "-c", "for v in NaN Infinity -inf 1e400 0x1p3; do echo METRIC ms=$v; done");
        trial.ends(0, "passed").warns("ignored: METRIC ms=NaN").warns("ignored: METRIC ms=Infinity");
        trial.warns("ignored: METRIC ms=1e400 (the value is too large)").warns("ms=… was not printed");
        assertEquals("null", trial.json("primary_metric"));
        assertEquals("{}", trial.json("metrics"));
    }

    @Test
    void failingChecksAreNoResult() {
        var trial = FailedBenchmark.of(
                folder,
                lab -> lab.script("autoresearch.checks.sh", "echo wrong; exit 1")
                        .commit("c"),
                "run");
        trial.ends(5, "checks_failed");
        trial.answer().prints("checks failed", "| wrong");
        trial.lab().refuses("log", "-s", "keep", "-d", "x").with(1, "the checks failed", "records it as checks_failed");
    }

    @Test
    void aSecondRunWhileOneIsPendingIsRefusedWithWhatToDo() {
        var lab = TestRepo.in(folder).begun().measured();
        lab.refuses("run").with(1, "a run is waiting to be logged (./benchmark.sh, 100", "autoresearch log -s discard");
        lab.refuses("attempt", "-d", "x").with(1, "a run is waiting to be logged", "autoresearch log -d");
        lab.refuses("restore", "1").with(1, "there is no run 1", "autoresearch status");
    }

    @Test
    void aBenchmarkThatWritesIntoTheTreeIsWarnedOfAtOnce() {
        var lab = TestRepo.in(folder).begun();
        lab.cli("run", "-c", "echo METRIC ms=1; echo x > result.txt")
                .exits(0)
                .explains("changed result.txt", ".gitignore");
        lab.refuses("log", "-d", "x").with(1, "the benchmark itself changed result.txt", ".gitignore");
    }

    @Test
    void manyThousandMetricLinesAreBounded() {
        var lab = TestRepo.in(folder).begun();
        var run =
                lab.cli("run", "--json", "-c", "seq -f 'METRIC ms=%.0f' 200000").exits(0);
        assertEquals("200000", run.json("primary_metric"));
        assertTrue(lab.path("autoresearch.results.jsonl").toFile().length() < 2_000_000);
    }
}
