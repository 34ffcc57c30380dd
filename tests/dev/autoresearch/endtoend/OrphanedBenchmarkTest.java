package dev.autoresearch.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.cli.Main;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Setup;
import dev.autoresearch.process.ProcessTree;
import dev.autoresearch.testing.ProcessId;
import dev.autoresearch.testing.TestJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A benchmark outlives the command that was killed over it: it must not disturb the next measurement. */
class OrphanedBenchmarkTest {
    @TempDir
    Path folder;

    @Test
    void aBenchmarkWhoseCommandWasKilledIsEndedByTheNextOneAndNamed() throws Exception {
        var research = AutoResearch.in(folder);
        research.begin(Setup.of("quiet machine", Metric.lower("ms")).git(false));
        var pid = folder.resolve("pid");
        var killed = TestJvm.of(
                        Main.class,
                        "run",
                        "-C",
                        folder.toString(),
                        "-c",
                        "setsid sleep 300 & echo $! > new && mv new pid; sleep 300")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        while (!Files.exists(pid)) assertFalse(killed.waitFor(5, TimeUnit.MILLISECONDS));
        killed.toHandle().destroyForcibly();
        killed.waitFor();
        var survivor = ProcessId.of(Files.readString(pid));
        assertTrue(survivor.lives());

        var notices = new ArrayList<String>();
        research.onNotice(notices::add);
        research.run("echo METRIC ms=1");

        assertFalse(survivor.lives());
        assertEquals(1, notices.size(), notices.toString());
        assertTrue(notices.get(0).startsWith("ended what a killed command had left running: "), notices.get(0));
        assertTrue(notices.get(0).contains("sleep 300"), notices.get(0));
    }

    @Test
    void whatOthersStartedIsLeftAlone() {
        assertEquals(List.of(), ProcessTree.endMarked("AUTORESEARCH_RUN", "no such program"));
    }
}
