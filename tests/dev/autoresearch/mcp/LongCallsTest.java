package dev.autoresearch.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.testing.ProcessId;
import dev.autoresearch.testing.TestRepo;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A benchmark that takes longer than a client waits: its result is never lost, and nothing of it is left when it is cancelled. */
@TestMethodOrder(MethodOrderer.MethodName.class)
class LongCallsTest extends McpTests {
    /** Tells its process numbers, then takes until a file {@code go} is there. */
    private static final String UNTIL_GO =
            "sleep 300 & echo $! $$ >pids; echo started; until [ -e go ]; do sleep 0.05; done; kill $!; echo METRIC ms=50";

    @BeforeEach
    void aSession() {
        lab.write(".gitignore", "go\npids\n").commit("ignore").begun();
    }

    /** A run that has begun, and goes on. */
    private ClientProcess.Said running() {
        var said = call("run_experiment", "command", UNTIL_GO, "wait_seconds", 0);
        while (!"started".equals(said.get("last_line"))) said = call("wait", "wait_seconds", 0.05);
        return said;
    }

    private void ended(TestRepo where) throws Exception {
        for (var pid : where.read("pids").strip().split(" ")) ProcessId.of(pid).awaitEnd();
    }

    @Test
    void itsResultCanBeFetchedAnyNumberOfTimes() throws Exception {
        var running = running();
        var still = call("wait", "job", running.get("job"), "wait_seconds", 1.2);
        lab.write("go", "");
        var done = call("wait", "job", running.get("job"));
        var again = call("wait");
        var logged = call("log_experiment", "status", "keep", "description", "long");

        assertEquals(true, running.get("running"));
        assertTrue(running.text().contains("call wait {\"job\": \"" + running.get("job") + "\"}"), running.text());
        assertEquals(true, still.get("running"));
        assertEquals(50, done.get("primary_metric"), done.text());
        assertEquals(done, again);
        assertEquals(50, logged.get("metric"));
        var told = agent.progress().stream()
                .filter(each -> each.progressToken().equals("token of wait")
                        && each.message().contains("last line: started"))
                .toList();
        assertFalse(told.isEmpty(), agent.progress().toString());
        assertTrue(told.get(0).progress() > 0);
        ended(lab);
    }

    @Test
    void whileItRunsWhateverWouldDisturbItIsRefusedByName(@TempDir Path elsewhere) {
        var running = running();
        var second = call("attempt", "description", "me too");
        var log = call("log_experiment", "description", "me too");
        var restore = call("restore", "run", 1);
        var inAnotherFolder = agent.call(
                "run_experiment", "cwd", TestRepo.in(elsewhere).begun().folder().toString());
        var status = call("status");
        lab.write("go", "");
        call("wait");

        for (var refused : new ClientProcess.Said[] {second, log, restore, inAnotherFolder}) {
            assertTrue(refused.error(), refused.text());
            assertTrue(refused.text().contains("run_experiment is still running in " + folder), refused.text());
            assertTrue(refused.text().contains("wait {\"job\": \"" + running.get("job")), refused.text());
        }
        assertTrue(status.text().contains("run_experiment is running"), status.text());
    }

    @Test
    void cancelEndsTheWholeTreeAndLeavesTheSessionReadyForMore() throws Exception {
        lab.write("value.txt", "90\n");
        var running = running();
        int lines = lab.journal().size();

        var cancelled = call("cancel");

        ended(lab);
        assertTrue(cancelled.text().contains("was cancelled"), cancelled.text());
        assertTrue(call("wait", "job", running.get("job")).error());
        assertTrue(call("cancel").error());
        assertEquals(lines, lab.journal().size());
        assertEquals("90\n", lab.read("value.txt"));
        assertEquals(true, call("attempt", "description", "baseline").get("kept"));
    }

    @Test
    void aCancelledAttemptGoesOnWhereItStopped() throws Exception {
        lab.script("benchmark.sh", UNTIL_GO + "0").commit("slow");
        var said = call("attempt", "description", "baseline", "wait_seconds", 0);
        while (!"started".equals(said.get("last_line"))) said = call("wait", "wait_seconds", 0.05);
        call("cancel");
        ended(lab);
        lab.write("go", "");

        assertEquals(500, call("attempt", "description", "baseline").get("metric"));
    }

    @Test
    void aSecondServerIsToldWhoMeasures(@TempDir Path home) {
        running();
        try (var other = ClientProcess.in(home)) {
            var refused = other.call("run_experiment", "cwd", folder.toString());
            assertTrue(refused.error(), refused.text());
            assertTrue(refused.text().contains("run"), refused.text());
            lab.write("go", "");
            call("wait");
            var logged = other.call("log_experiment", "cwd", folder.toString(), "description", "by the other");
            assertEquals(50, logged.get("metric"), logged.text());
        }
        assertTrue(Files.exists(lab.path("go")));
    }
}
