package dev.autoresearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.exec.Strays;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Setup;
import dev.autoresearch.testing.OwnJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A benchmark outlives the command that was killed over it: it must not disturb the next measurement. */
@Timeout(60)
class SurvivorsTest {
    @TempDir
    Path folder;

    @Test
    void aBenchmarkWhoseCommandWasKilledIsEndedByTheNextOneAndNamed() throws Exception {
        var research = AutoResearch.in(folder);
        research.begin(Setup.of("quiet machine", Metric.lower("ms")).git(false));
        var pid = folder.resolve("pid");
        var killed = OwnJvm.of(
                        Main.class,
                        "run",
                        "-C",
                        folder.toString(),
                        "-c",
                        "setsid sleep 300 & echo $! > new && mv new pid; sleep 300")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        while (!Files.exists(pid)) Thread.onSpinWait();
        killed.toHandle().destroyForcibly();
        killed.waitFor();
        var survivor = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
        assertTrue(survivor.orElseThrow().isAlive());

        var notices = new ArrayList<String>();
        research.onNotice(notices::add);
        research.run("echo METRIC ms=1");

        assertFalse(works(survivor.get()));
        assertEquals(1, notices.size(), notices.toString());
        assertTrue(notices.get(0).startsWith("ended what a killed command had left running: "), notices.get(0));
        assertTrue(notices.get(0).contains("sleep 300"), notices.get(0));
    }

    /** A process that has ended may stay as an entry which nobody collects; it has no command line then. */
    private static boolean works(ProcessHandle process) throws IOException {
        var commandLine = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        return process.isAlive() && Files.readAllBytes(commandLine).length > 0;
    }

    @Test
    void whatOthersStartedIsLeftAlone() {
        assertEquals(List.of(), Strays.end("AUTORESEARCH_RUN", "no such program"));
    }
}
