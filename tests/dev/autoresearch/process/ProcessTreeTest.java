package dev.autoresearch.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.Problem;
import dev.autoresearch.testing.ProcessId;
import dev.autoresearch.testing.TestJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTreeTest {
    /** Of this process alone: the marks of all processes of the machine are looked at, those of another build too. */
    private static final String MARK = "marked-" + ProcessHandle.current().pid() + "-" + System.nanoTime();

    @TempDir
    Path folder;

    @Test
    void aTimeoutEndsTheCommandAtOnceWhenItObeys() {
        long begin = System.nanoTime();
        CommandResult run = ShellRunner.in(folder).within(2000).run("echo METRIC a=1; echo $$; sleep 60; true");
        assertTrue(seconds(begin) < 2 + 5, "as long as one that does not obey: " + seconds(begin) + " s");
        assertTrue(run.timedOut());
        assertEquals(OptionalInt.empty(), run.exitCode());
        assertEquals(List.of(), run.warnings());
        assertEquals(1.0, run.metrics().get("a"));
        assertTrue(run.durationSeconds() >= 2);
    }

    @Test
    void everythingThatTheCommandStartedIsEnded() throws Exception {
        String command = """
                trap '' TERM
                note() { echo $BASHPID >> pids; }
                ( note; sleep 61; sleep 62 ) &
                ( trap '' TERM; note; while true; do sleep 63; done ) &
                setsid bash -c 'trap "" TERM; echo $$ >> pids; while true; do sleep 64; done' &
                ( ( setsid bash -c 'echo $$ >> pids; sleep 65; true' >/dev/null 2>&1 & ) & )
                ( ( env -i setsid bash -c 'trap "" TERM; echo $$ >> pids; while true; do /bin/sleep 66; done' & ) & )
                note
                while true; do sleep 67; done
                """;
        Path pids = folder.resolve("pids");
        Process process = start(folder, command);
        ProcessTree tree = new ProcessTree(process.toHandle(), MARK);
        while (Files.notExists(pids) || Files.readAllLines(pids).size() < 6)
            assertFalse(process.waitFor(5, TimeUnit.MILLISECONDS));
        long begin = System.nanoTime();
        assertEquals(List.of(), tree.end());
        for (String pid : Files.readAllLines(pids))
            assertFalse(ProcessId.of(pid).lives(), pid + " lives");
        assertTrue(seconds(begin) > 4.9, "KILL came too early: " + seconds(begin) + " s");
    }

    @Test
    void aProgramThatGetsNoTimeFromABusyMachineEndsThemAllTheSame() throws Exception {
        Process program = TestJvm.of(Slow.class, folder.toString()).start();
        Path asked = folder.resolve("asked");
        while (Files.notExists(asked)) assertFalse(program.waitFor(5, TimeUnit.MILLISECONDS));
        String longerThanItWaits = "kill -STOP %1$d; sleep 6; kill -CONT %1$d".formatted(program.pid());
        new ProcessBuilder("bash", "-c", longerThanItWaits).start();
        try (BufferedReader output = program.inputReader()) {
            assertEquals("[]", output.readLine());
        }
    }

    /** Ends a process that does not obey, and prints what is left. */
    static final class Slow {
        public static void main(String... args) throws IOException {
            Process process = start(Path.of(args[0]), "trap ': > asked' TERM; echo; while true; do sleep 0.05; done");
            process.getInputStream().read();
            System.out.println(new ProcessTree(process.toHandle(), MARK).end());
        }
    }

    private static Process start(Path folder, String command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", command).directory(folder.toFile());
        builder.environment().put(LocalExecutor.MARKER, MARK);
        return builder.start();
    }

    @Test
    void whatDoesNotBelongToTheCommandIsLeftAlone() throws IOException {
        Process stranger = new ProcessBuilder("sleep", "30").start();
        try {
            assertTrue(ShellRunner.in(folder).within(200).run("sleep 30").timedOut());
            assertTrue(stranger.isAlive());
        } finally {
            stranger.destroy();
        }
    }

    @Test
    void aGrandchildThatHoldsTheOutputIsNamedAndLeftAlone() throws IOException {
        long begin = System.nanoTime();
        CommandResult run = ShellRunner.in(folder)
                .run(
                        "(until [ -e go ]; do sleep 0.05; done; echo METRIC late=1; echo alive > proof; exec sleep 600) & "
                                // a command that ends within the same moment may lose its pipe; see StreamPumps.late()
                                + "echo $! > pid; echo read; until [ -e read ]; do sleep 0.05; done; printf 'METRIC a=1'",
                        create());
        double took = seconds(begin);
        assertTrue(took < 60, took + " s");
        assertTrue(run.passed());
        // it is waited for a quarter of a second, which is no time of the command
        assertTrue(run.durationSeconds() < took - 0.24, run.durationSeconds() + " s of " + took);
        Files.createFile(folder.resolve("go"));
        ProcessHandle left = ProcessHandle.of(
                        Long.parseLong(Files.readString(folder.resolve("pid")).strip()))
                .orElseThrow();
        assertTrue(
                run.warnings().get(0).contains("pid " + left.pid()),
                run.warnings().toString());
        CommandResult next = ShellRunner.in(folder)
                .writingTo(folder.resolve("next.log"))
                .run("until [ -s proof ]; do sleep 0.05; done; sleep 0.1");
        assertTrue(next.passed());
        assertTrue(left.isAlive(), "its writing must not end it");
        assertEquals("{a=1.0}", run.metrics().toString());
        assertEquals("read\nMETRIC a=1", run.tail());
        assertEquals("read\nMETRIC a=1", Files.readString(folder.resolve("output.log")));
        left.destroy();
    }

    @Test
    void aGrandchildThatPrintsForEverDoesNotHoldUpTheCall() throws IOException {
        long begin = System.nanoTime();
        CommandResult run = ShellRunner.in(folder)
                .run("echo METRIC a=1; until [ -e 'METRIC a=1' ]; do sleep 0.05; done; yes & echo $! > pid", create());
        assertTrue(seconds(begin) < 60, seconds(begin) + " s");
        assertTrue(run.passed());
        assertEquals(1.0, run.metrics().get("a"));
        String pid = Files.readString(folder.resolve("pid")).strip();
        ProcessId.of(pid).kill();
        assertTrue(run.warnings().get(0).contains("pid " + pid), run.warnings().toString());
    }

    @Test
    void aQuickCommandNeverHidesWhatItLeftRunning() {
        for (int i = 0; i < 8; i++) {
            CommandResult run = ShellRunner.in(folder).run("sleep 20 &");
            assertEquals(1, run.warnings().size(), run.warnings().toString());
            String warning = run.warnings().get(0);
            assertTrue(warning.contains("sleep 20"), warning); // it may still be the shell that is about to become it
        }
    }

    @Test
    void aProgramThatHasJustStartedNamesThemToo() throws Exception {
        Process program = TestJvm.of(Quick.class, folder.toString()).start();
        try (BufferedReader output = program.inputReader()) {
            assertTrue(output.readLine().contains("sleep 20"));
        }
    }

    /** Prints the warnings of a command that ends before this program's classes are loaded. */
    static final class Quick {
        public static void main(String... args) {
            System.out.println(
                    ShellRunner.in(Path.of(args[0])).run("sleep 20 &").warnings());
        }
    }

    @Test
    void aServiceThatDoesNotHoldTheOutputIsNoWarning() {
        assertEquals(
                List.of(),
                ShellRunner.in(folder).run("sleep 1 >/dev/null 2>&1 &").warnings());
    }

    @Test
    void anInterruptEndsTheTreeAndIsAProblem() throws Exception {
        List<Object> seen = new ArrayList<>();
        Thread caller = Thread.currentThread();
        OutputListener interrupting = line -> {
            seen.add(Long.parseLong(line));
            caller.interrupt();
        };
        Problem problem = assertThrows(
                Problem.class, () -> ShellRunner.in(folder).run("setsid sleep 60 & echo $!; sleep 60", interrupting));
        assertTrue(Thread.interrupted(), "the flag is set again");
        assertEquals(130, problem.exit());
        assertFalse(new ProcessId((Long) seen.get(0)).lives());
    }

    @Test
    void theEndOfThisProgramEndsTheCommandAndReportsNoResult() throws Exception {
        ProcessBuilder builder = TestJvm.of(Waiting.class, folder.toString());
        Process program = builder.redirectErrorStream(true).start();
        try (BufferedReader output = program.inputReader()) {
            long pid = Long.parseLong(output.readLine());
            assertTrue(new ProcessId(pid).lives());
            program.toHandle().destroy();
            String last = output.readLine(); // none when the program was gone before it could say so
            assertTrue(last == null || last.equals("Problem 130"), last);
            assertEquals(128 + 15, program.waitFor());
            assertFalse(new ProcessId(pid).lives());
        }
    }

    @Test
    void aProgramThatIsAskedToStopAsSoonAsItsCommandHasBegunEndsIt() throws Exception {
        String stopping = "echo $$ > pid; kill -TERM $PPID; exec sleep 600";
        for (int i = 0; i < 4; i++) {
            Process program = TestJvm.of(Waiting.class, folder.toString(), stopping)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("printed").toFile())
                    .start();
            assertEquals(128 + 15, program.waitFor());
            assertFalse(ProcessId.of(Files.readString(folder.resolve("pid"))).lives());
        }
    }

    /** Prints the process id of its command's child, waits for it, then prints how that went. */
    static final class Waiting {
        public static void main(String... args) {
            Command task = Command.of(
                    args.length > 1 ? args[1] : "setsid sleep 60 & echo $!; wait",
                    Path.of(args[0]),
                    Duration.ZERO,
                    Path.of(args[0], "o.log"));
            try {
                System.out.println(new LocalExecutor().execute(task, System.out::println));
            } catch (Problem e) {
                System.out.println("Problem " + e.exit());
            }
        }
    }

    /** Tells a command that its output was read: makes a file of that name. */
    private OutputListener create() {
        return line -> ShellRunner.create(folder.resolve(line));
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
