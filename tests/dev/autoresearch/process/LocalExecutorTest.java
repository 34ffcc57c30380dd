package dev.autoresearch.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.Problem;
import dev.autoresearch.testing.ProcessId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("locale")
class LocalExecutorTest {
    @TempDir
    Path folder;

    @Test
    void aPassingCommandIsPassedAndWithoutWarnings() {
        CommandResult run = ShellRunner.in(folder).run("true");
        assertTrue(run.passed());
        assertEquals(OptionalInt.of(0), run.exitCode());
        assertFalse(run.timedOut());
        assertEquals(List.of(), run.warnings());
        assertEquals(0, run.outputBytes());
    }

    @Test
    void aFailingCommandIsAValue() {
        CommandResult run = ShellRunner.in(folder).run("echo METRIC ms=5; exit 3");
        assertFalse(run.passed());
        assertEquals(OptionalInt.of(3), run.exitCode());
        assertEquals(Map.of("ms", 5.0), run.metrics());
    }

    @Test
    void bothStreamsGiveMetricsTailAndFile() throws IOException {
        CommandResult run = ShellRunner.in(folder).run("""
                        echo METRIC a=1; until [ -e 'METRIC a=1' ]; do sleep 0.05; done
                        echo METRIC b=2 >&2; until [ -e 'METRIC b=2' ]; do sleep 0.05; done
                        echo done""", line -> ShellRunner.create(folder.resolve(line)));
        assertEquals(List.of("a", "b"), List.copyOf(run.metrics().keySet()));
        assertEquals("METRIC a=1\nMETRIC b=2\ndone\n", run.tail());
        assertEquals(run.tail(), Files.readString(folder.resolve("output.log")));
        assertEquals(run.tail().length(), run.outputBytes());
    }

    @Test
    void streamsThatCutEachOthersLinesLoseNoMetric() {
        CommandResult run = ShellRunner.in(folder)
                .run("printf 'METRIC a='; sleep 0.1; printf 'METRIC b=' >&2; sleep 0.1; "
                        + "printf 1; sleep 0.1; printf 2 >&2");
        assertEquals(Map.of("a", 1.0, "b", 2.0), run.metrics());
    }

    @Test
    void theCommandRunsInItsFolderWithItsEnvironment() {
        CommandResult run = ShellRunner.in(folder)
                .with("GREETING", "hello ${PATH}")
                .run("pwd; echo \"$GREETING\"; echo '${x} \"q\"'");
        assertEquals(folder + "\nhello ${PATH}\n${x} \"q\"\n", run.tail());
    }

    @Test
    void aNestedRunKeepsTheMarkerOfTheOuterOne() {
        CommandResult run =
                ShellRunner.in(folder).with(LocalExecutor.MARKER, "outer").run("echo $AUTORESEARCH_RUN");
        assertTrue(run.tail().startsWith("outer "), run.tail());
        assertTrue(run.tail().strip().length() > "outer ".length());
    }

    @Test
    void standardInputIsClosedOrWhatWasGiven() {
        assertEquals("0\n", ShellRunner.in(folder).run("wc -c").tail().replace(" ", ""));
        assertEquals("grüße", ShellRunner.in(folder).fed("grüße").run("cat").tail());
    }

    @Test
    void aCommandThatDoesNotReadItsInputIsNoError() {
        CommandResult run = ShellRunner.in(folder).fed("x".repeat(1_000_000)).run("echo METRIC a=1");
        assertTrue(run.passed());
        assertEquals(List.of(), run.warnings());
    }

    @Test
    void durationIsTheWallTimeOfTheCommandAlone() {
        double seconds = ShellRunner.in(folder).run("sleep 0.5").durationSeconds();
        // on a busy machine the command may run for a while before the clock that waits for it does
        assertTrue(seconds >= 0.3 && seconds < 60, seconds + " s");
    }

    @ParameterizedTest
    @CsvSource({
        "kill -9 $$, 137, signal 9 (KILL)",
        "kill -SEGV $$, 139, signal 11 (SEGV)",
        "bash -c 'kill -ABRT $$'; exit $?, 134, signal 6 (ABRT)",
        "no-such-command-here, 127, command not found"
    })
    void anUnusualExitIsExplained(String command, int code, String words) {
        CommandResult run = ShellRunner.in(folder).run(command);
        assertEquals(OptionalInt.of(code), run.exitCode());
        assertEquals(1, run.warnings().size());
        assertTrue(run.warnings().get(0).contains(words), run.warnings().get(0));
    }

    @Test
    void aScriptWithWindowsLineEndsGetsTheCommandThatHelps() throws IOException {
        Path script = Files.writeString(folder.resolve("bench.sh"), "#!/bin/sh\r\necho METRIC a=1\r\n");
        assertTrue(script.toFile().setExecutable(true));
        CommandResult run = ShellRunner.in(folder).run("./bench.sh --fast");
        assertEquals(OptionalInt.of(127), run.exitCode());
        assertTrue(
                run.warnings().get(0).endsWith("sed -i 's/\\r$//' ./bench.sh"),
                run.warnings().get(0));
    }

    @Test
    void aScriptThatIsNotExecutableGetsTheCommandThatHelps() throws IOException {
        Files.writeString(folder.resolve("bench.sh"), "echo METRIC a=1\n");
        CommandResult run = ShellRunner.in(folder).run("./bench.sh --fast");
        assertEquals(OptionalInt.of(126), run.exitCode());
        assertTrue(
                run.warnings().get(0).endsWith("chmod +x ./bench.sh"),
                run.warnings().get(0));
    }

    @Test
    void refusedMetricLinesAreNamed() {
        CommandResult run = ShellRunner.in(folder).run("echo METRIC a=NaN; echo METRIC b=12ms; echo METRIC c=1");
        assertEquals(Map.of("c", 1.0), run.metrics());
        assertEquals(2, run.warnings().size());
        assertTrue(run.warnings().get(0).contains("METRIC a=NaN"));
    }

    @Test
    void anUnwritableOutputFileIsAWarningOnly() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        for (Path output : List.of(Path.of("/dev/full"), file.resolve("below/a/file"))) {
            CommandResult run = ShellRunner.in(folder)
                    .writingTo(output)
                    .run("echo METRIC a=1; head -c 300000 /dev/zero; echo; echo METRIC b=2");
            assertTrue(run.passed());
            assertEquals(Map.of("a", 1.0, "b", 2.0), run.metrics());
            assertEquals(1, run.warnings().size(), run.warnings().toString());
            assertTrue(run.warnings().get(0).contains(output.toString()));
        }
        assertFalse(Files.isRegularFile(Path.of("/dev/full")), "a device is never replaced or removed");
    }

    @Test
    void aMissingFolderIsAProblem() {
        Path missing = folder.resolve("missing");
        Command task = Command.of("true", missing, Duration.ZERO, folder.resolve("output.log"));
        Problem problem = assertThrows(Problem.class, () -> new LocalExecutor().execute(task, OutputListener.NONE));
        assertEquals("no such folder: " + missing, problem.getMessage());
    }

    @Test
    void aMissingBashIsAProblem() {
        Command task = Command.of("true", folder, Duration.ZERO, folder.resolve("output.log"));
        Problem problem =
                assertThrows(Problem.class, () -> new LocalExecutor("no-such-bash").execute(task, OutputListener.NONE));
        assertTrue(problem.getMessage().startsWith("no-such-bash could not be started"));
    }

    @Test
    void aNegativeTimeoutIsAProblem() {
        Problem problem = assertThrows(
                Problem.class, () -> ShellRunner.in(folder).within(-1).run("true"));
        assertEquals(Problem.USAGE, problem.exit());
    }

    @Test
    void progressHearsTheNewestLineEvenWhenTheCommandIsSilentAfterwards() {
        List<String> heard = new ArrayList<>();
        ShellRunner.in(folder)
                .run(
                        "printf 'first\\nsecond\\nunfinished'; until [ -e second ]; do sleep 0.05; done; sleep 0.3",
                        line -> {
                            heard.add(line);
                            ShellRunner.create(folder.resolve(line));
                        });
        assertEquals(List.of("second"), heard);
    }

    @Test
    void progressIsCalledAtMostTenTimesASecond() {
        List<String> heard = new ArrayList<>();
        CommandResult run =
                ShellRunner.in(folder).run("i=0; while [ $SECONDS -lt 2 ]; do echo line $((i++)); done", heard::add);
        assertTrue(heard.size() >= 3 && heard.size() <= run.durationSeconds() * 10, heard.size() + " calls");
    }

    @Test
    void aProgressThatThrowsEndsTheCommand() throws IOException {
        OutputListener failing = line -> {
            throw new IllegalStateException(line);
        };
        Exception thrown = assertThrows(
                IllegalStateException.class, () -> ShellRunner.in(folder).run("echo $$; sleep 60; true", failing));
        assertFalse(ProcessId.of(thrown.getMessage()).lives());
    }
}
