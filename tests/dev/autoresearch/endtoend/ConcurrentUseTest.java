package dev.autoresearch.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.testing.TestRepo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes at once, signals, kills, closed pipes: real processes throughout. */
class ConcurrentUseTest {
    /** Says that it is at work, and goes on when it is told to. */
    private static final String WAITING =
            "echo $$ > .autoresearch/pid; echo > .autoresearch/begun; " + "cat .autoresearch/go; echo METRIC ms=5";

    @TempDir
    Path folder;

    @Test
    void whileARunIsAtWorkOthersAreToldWhoHoldsTheSession() throws Exception {
        var lab = TestRepo.in(folder).begun();
        var run = waiting(lab, "run");
        var who = "`run` (pid " + run.pid() + ") has been working in this project for";
        lab.refuses("log", "-d", "x").with(1, who, "wait until it is done, or end it: kill " + run.pid());
        lab.refuses("run").with(1, who, "wait until it is done");
        lab.refuses("attempt", "-d", "x").with(1, who, "wait until it is done");
        lab.refuses("reset", "--force").with(1, who, "wait until it is done");
        lab.cli("status").exits(0).prints("no runs yet");
        go(lab);
        TestRepo.finish(run).exits(0).prints("ms 5");
        lab.cli("log", "-d", "baseline").exits(0);
    }

    @Test
    void twoLogsAtOnceRecordTheRunOnce() throws Exception {
        var lab = TestRepo.in(folder).begun().measured();
        var first = lab.process("log", "-d", "first").start();
        var second = lab.process("log", "-d", "second").start();
        var one = TestRepo.finish(first);
        var two = TestRepo.finish(second);
        assertEquals(1, one.exit() + two.exit(), one + " " + two);
        (one.exit() == 1 ? one : two).explains("there is no run to log");
        assertEquals(4, lab.journal().size());
    }

    @Test
    void aRunThatIsInterruptedLeavesNothingPendingAndTheTreeAsItWas() throws Exception {
        for (var signal : new String[] {"INT", "TERM"}) {
            var lab = TestRepo.in(folder.resolve(signal)).begun().write("value.txt", "80\n");
            var before = lab.fingerprint();
            var run = waiting(lab, "run");
            long benchmark = Long.parseLong(lab.read(".autoresearch/pid").strip());
            signal(signal, run.pid());
            TestRepo.finish(run).exits(signal.equals("INT") ? 130 : 143);
            assertEquals(before, lab.fingerprint());
            assertFalse(ProcessHandle.of(benchmark).map(ProcessHandle::isAlive).orElse(false));
            lab.cli("run", "-c", "cat value.txt; echo METRIC ms=1").exits(0);
        }
    }

    @Test
    void anAttemptThatIsKilledWhileItMeasuresIsForgottenAndItsTreeStays() throws Exception {
        var lab = TestRepo.in(folder)
                .script(
                        "benchmark.sh",
                        "[ -p .autoresearch/go ] && {\n" + WAITING + "\n}; echo METRIC ms=$(cat value.txt)")
                .commit("a benchmark that may wait")
                .begun()
                .measured();
        lab.cli("log", "-d", "baseline").exits(0);
        lab.write("value.txt", "80\n");
        var before = lab.fingerprint();
        pipes(lab);
        var attempt = lab.process("attempt", "-d", "killed", "--rule", "single").start();
        lab.read(".autoresearch/begun");
        attempt.destroyForcibly().waitFor();
        assertEquals(before, lab.fingerprint());
        go(lab);
        lab.delete(".autoresearch/go");
        lab.cli("attempt", "-d", "again", "--rule", "single").exits(0).prints("kept as");
        assertEquals("80", lab.git("show", "HEAD:value.txt"));
    }

    @Test
    void anAttemptThatIsKilledInItsCommitIsFinishedByTheNextOne() throws Exception {
        var lab = TestRepo.in(folder).begun().measured();
        lab.cli("log", "-d", "baseline").exits(0);
        lab.write("value.txt", "80\n");
        // the hook's parent is git, whose parent is the attempt
        lab.script(".git/hooks/post-commit", "read -r _ _ _ tool _ < /proc/$PPID/stat; kill -9 $tool");
        var attempt = lab.process("attempt", "-d", "killed", "--rule", "single").start();
        TestRepo.finish(attempt).exits(137);
        assertEquals(5, lab.journal().size());
        assertEquals("80", lab.git("show", "HEAD:value.txt"));
        lab.delete(".git/hooks/post-commit").write("value.txt", "80\n");
        var next = lab.cli("attempt", "-d", "next");
        next.explains("an interrupted log was undone", "finished an interrupted attempt: #2 keep  80");
        assertEquals("2", lab.git("rev-list", "--count", "HEAD"));
        assertEquals("80", lab.git("show", "HEAD:value.txt"));
        assertTrue(lab.journal().get(6).contains("\"description\":\"killed\""), lab.journal()::toString);
        assertEquals("", lab.git("status", "--porcelain"));
    }

    @Test
    void aReaderThatLeavesEarlyIsNoError() throws Exception {
        var lab = TestRepo.in(folder).begun();
        for (int i = 0; i < 3; i++)
            lab.measured().cli("log", "-s", "discard", "-d", "d".repeat(50_000)).exits(0);
        var command = "'" + String.join("' '", lab.process("export").command()) + "' | head -1; exit ${PIPESTATUS[0]}";
        var piped = TestRepo.finish(new ProcessBuilder("bash", "-c", command)
                .directory(folder.toFile())
                .start());
        assertEquals("{\n", piped.out());
        assertEquals("", piped.err());
    }

    @Test
    void outputThatCannotBeWrittenIsAnError() throws Exception {
        var lab = TestRepo.in(folder).begun();
        var export = lab.process("export")
                .redirectOutput(Path.of("/dev/full").toFile())
                .start();
        TestRepo.finish(export).exits(1).explains("the output could not be written: No space left on device");
    }

    @Tag("long")
    @Test
    void sixHundredMegabytesOfOutputPassThroughAHeapOfLess() throws Exception {
        var lab = TestRepo.in(folder).begun();
        var command = "head -c 300000000 /dev/zero; echo; echo METRIC ms=42; yes | head -c 300000000";
        var run = TestRepo.finish(lab.process("run", "--json", "-c", command).start())
                .exits(0);
        assertEquals("42", run.json("primary_metric"));
        assertEquals("[]", run.json("warnings"));
        assertEquals(600_000_014, Files.size(lab.path(run.json("output"))));
        Files.delete(lab.path(run.json("output")));
    }

    private static Process waiting(TestRepo lab, String... words) throws IOException, InterruptedException {
        pipes(lab);
        var all = new String[words.length + 2];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = "-c";
        all[words.length + 1] = WAITING;
        var process = lab.process(all).start();
        lab.read(".autoresearch/begun");
        return process;
    }

    private static void pipes(TestRepo lab) throws IOException, InterruptedException {
        lab.folder(".autoresearch");
        for (var pipe : new String[] {"begun", "go"})
            new ProcessBuilder("mkfifo", lab.path(".autoresearch/" + pipe).toString())
                    .start()
                    .waitFor();
    }

    private static void go(TestRepo lab) throws IOException {
        Files.writeString(lab.path(".autoresearch/go"), "go\n");
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).start();
        assertEquals(0, kill.waitFor());
    }
}
