package dev.autoresearch.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.model.LoopState;
import dev.autoresearch.model.LoopState.LoopReport;
import dev.autoresearch.model.Plan;
import dev.autoresearch.process.Executor;
import dev.autoresearch.process.LocalExecutor;
import dev.autoresearch.testing.TestRepo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A loop that is asked to stop: in order, or at once. */
class StoppedLoopTest {
    private static final String EDIT = "echo $((9 - ${AUTORESEARCH_LOOP##*.})) > value.txt";
    private static final Limits NINE = Limits.NONE.and(Limit.runs(9));

    @TempDir
    Path folder;

    private final List<String> after = new ArrayList<>();
    private TestRepo lab;

    @BeforeEach
    void begin() throws Exception {
        lab = TestRepo.in(Files.createDirectories(folder.resolve("project"))).begun();
    }

    /** A loop as a terminal would start it: it leads a process group. Its agent goes on when it is told to. */
    private Process started() throws Exception {
        var builder = lab.process(
                        "loop", "--agent", EDIT + "; touch ../at-work; until [ -e ../go ]; do sleep 0.05; done")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.command().add(0, "setsid");
        var process = builder.start();
        while (!Files.exists(folder.resolve("at-work"))) goesOn(process);
        Files.delete(folder.resolve("at-work"));
        return process;
    }

    private void goesOn(Process process) throws Exception {
        assertFalse(process.waitFor(5, TimeUnit.MILLISECONDS), () -> lab.read("../output"));
    }

    /** What a terminal sends, to everything in the foreground. */
    private static void signal(String name, Process process) throws Exception {
        new ProcessBuilder("kill", "-" + name, "--", "-" + process.pid())
                .start()
                .waitFor();
    }

    private void interrupted(Process process, int iteration) throws Exception {
        signal("INT", process);
        var word = "the loop ends after iteration " + iteration + "; Ctrl-C again: at once";
        while (!lab.read("../output").contains(word)) goesOn(process);
    }

    private LoopState ended(Process process, int exit) throws Exception {
        int code = process.waitFor();
        var output = lab.read("../output");
        assertEquals(exit, code, output);
        assertTrue(output.contains("\ninterrupted after "), output);
        assertEquals("", lab.git("status", "--porcelain"));
        var loop = AutoResearch.in(lab.folder()).session().loop().orElseThrow();
        assertEquals("interrupted", loop.reason());
        return loop;
    }

    private String stored(LoopState loop) {
        var commit = loop.latest().orElseThrow().stored().orElseThrow().commit();
        return lab.git("show", commit + ":value.txt");
    }

    @Test
    void theFirstInterruptEndsALoopInOrderAndTheSecondAtOnce() throws Exception {
        var process = started();
        interrupted(process, 1);
        Files.createFile(folder.resolve("go"));
        var loop = ended(process, 130);
        assertEquals(1, loop.count("keep"));
        assertEquals(1, loop.counts().proposed());
        assertEquals("8", lab.git("show", "HEAD:value.txt"));

        Files.delete(folder.resolve("go"));
        process = started();
        interrupted(process, 2);
        signal("INT", process);
        assertEquals("7", stored(ended(process, 130)));
    }

    @Test
    void askedToTerminateALoopEndsAtOnce() throws Exception {
        var process = started();
        signal("TERM", process);
        assertEquals("8", stored(ended(process, 143)));
    }

    /** A loop that is asked to finish as soon as so many agents are at work; they go on then. */
    private LoopReport finishing(int agents) {
        var real = new LocalExecutor();
        var loop = new AtomicReference<AgentLoop>();
        var together = new CyclicBarrier(agents, () -> after.add(loop.get().finish()));
        Executor executor = (task, progress) -> {
            if (task.command().equals(EDIT)) await(together);
            return real.execute(task, progress);
        };
        var research = AutoResearch.in(lab.folder(), executor, Clock.systemUTC());
        loop.set(research.agentLoop(Agent.of(EDIT), NINE, Plan.DEFAULT, agents == 1 ? 0 : agents, true));
        return loop.get().run(LoopListener.NONE);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(5, TimeUnit.MINUTES);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatWasBegunIsSettledAndNothingElseIsBegun() {
        var alone = finishing(1);
        assertEquals("interrupted", alone.reason());
        assertEquals(1, alone.loop().count("keep"));
        assertEquals(1, alone.loop().counts().proposed());
        lab.cli("reset", "--force").exits(0);
        System.setProperty("user.home", folder.resolve("home").toString());
        var together = finishing(2);
        assertEquals("interrupted", together.reason());
        assertEquals(2, together.loop().counts().iterations(), together::toString);
        assertEquals(2, together.loop().counts().proposed());
        assertEquals(List.of("iteration 1", "iterations 1 and 2"), after);
    }

    @Test
    void askedBeforeItBeginsALoopMeasuresNothing() {
        var loop = AutoResearch.in(lab.folder()).agentLoop(Agent.of(EDIT), NINE, Plan.DEFAULT, 0, true);
        assertEquals("what it is doing now", loop.finish());
        assertEquals("interrupted", loop.run(LoopListener.NONE).reason());
        assertEquals(List.of(), AutoResearch.in(lab.folder()).runs());
    }
}
