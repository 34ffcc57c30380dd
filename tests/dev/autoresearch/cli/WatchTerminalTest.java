package dev.autoresearch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.autoresearch.testing.TestRepo;
import dev.autoresearch.testing.Tmux;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Watching on a real terminal, which tmux makes. */
class WatchTerminalTest {
    private static final String KEYS = "q quit   ? keys";

    @TempDir
    Path folder;

    private TestRepo lab;

    @BeforeEach
    void aSessionOfThirtyRuns() {
        assumeTrue(Tmux.isThere(), "tmux is not installed: apt-get install tmux");
        var journal = new StringBuilder("""
                {"type":"config","name":"goal","metricName":"ms","metricUnit":"ms","bestDirection":"lower",\
                "command":"./benchmark.sh"}
                """);
        for (int run = 1; run <= 30; run++)
            journal.append("{\"run\":" + run + ",\"metric\":" + (200 - run)
                    + ",\"status\":\"keep\",\"description\":\"idea " + run + "\"}\n");
        lab = TestRepo.withoutGit(folder.resolve("project"))
                .write("autoresearch.results.jsonl", journal.toString())
                .script("benchmark.sh", """
                        echo warming up
                        for i in $(seq 6000); do [ -e go ] && break; sleep 0.05; done
                        echo METRIC ms=150""");
    }

    /** A shell that runs watch and then tells what it left behind. */
    private Path script() {
        var words = String.join("' '", lab.process("watch").command());
        return lab.script(
                        "../watch.sh",
                        "cd '" + lab.folder() + "'; export LANG=C.UTF-8; stty -a > ../before\n"
                                + "echo the shell before\n"
                                + "sh -c 'echo $$ > ../pid; exec \"$@\"' sh '" + words + "'\n"
                                + "exit=$?; stty -a > ../after; echo \"ended with $exit\"; cat")
                .path("../watch.sh");
    }

    private void isLeftAsItWas(Tmux terminal, int exit) {
        var left = terminal.until("ended with " + exit);
        assertTrue(left.startsWith("the shell before\nended with"), left);
        assertFalse(terminal.isAlternate());
        assertTrue(terminal.hasCursor());
        assertEquals(lab.read("../before"), lab.read("../after"));
    }

    @Test
    void aRealAttemptIsWatchedAtThreeSizes() throws Exception {
        try (var terminal = Tmux.running(script(), 80, 24)) {
            var idle = terminal.until(KEYS);
            assertTrue(idle.contains("› 30  170 ms") && idle.contains("\nnothing is being measured\n"), idle);
            assertTrue(terminal.isAlternate());
            assertFalse(terminal.hasCursor());
            var attempt = lab.process("attempt", "--rule", "single", "-d", "変更 of the buffer")
                    .start();
            terminal.until("│ warming up");
            terminal.until(screen -> screen.contains("▶ attempt   ") && !screen.contains("   0 s\n"));
            terminal.resize(60, 20).until(screen -> isFilled(screen, 20) && screen.contains("│ warming up"));
            terminal.resize(200, 50).until(screen -> isFilled(screen, 50) && screen.contains("  1  199 ms"));
            terminal.resize(40, 10).until(screen -> isFilled(screen, 10) && screen.contains("› 30"));
            terminal.resize(80, 24).until(screen -> isFilled(screen, 24));
            lab.write("go", "");
            var logged = terminal.until("› 31  150 ms");
            assertTrue(logged.contains("変更 of the buffer"), logged);
            terminal.until("nothing is being measured");
            attempt.waitFor();
            scrolls(terminal);
            terminal.type("q");
            isLeftAsItWas(terminal, 0);
        }
    }

    private static boolean isFilled(String screen, int rows) {
        var lines = screen.split("\n", -1);
        return lines.length == rows + 1 && lines[rows - 1].startsWith(KEYS);
    }

    private static void scrolls(Tmux terminal) {
        terminal.type("Down").until("\n› 30  170 ms");
        terminal.type("PageDown").until("\n› 18  182 ms");
        terminal.type("End").until("\n›  1  199 ms");
        terminal.type("Up").until("\n›  2  198 ms");
        terminal.type("Enter").until("#2 idea 2\n");
        terminal.type("Escape").until("\n›  2  198 ms");
        terminal.type("Home").until("\n› 31  150 ms");
        terminal.type("?").until("these keys");
        terminal.type("?").until("\n› 31  150 ms");
    }

    @Test
    void whenItIsKilledTheTerminalIsLeftAsItWas() throws Exception {
        try (var terminal = Tmux.running(script(), 80, 24)) {
            terminal.until(KEYS);
            assertTrue(ProcessHandle.of(Long.parseLong(lab.read("../pid").strip()))
                    .orElseThrow()
                    .destroy());
            isLeftAsItWas(terminal, 143);
        }
    }

    @Test
    void ctrlCEndsItAndCtrlZDoesNotStopIt() {
        try (var terminal = Tmux.running(script(), 80, 24)) {
            terminal.until(KEYS);
            terminal.type("C-z", "Down").until("\n› 29  171 ms");
            terminal.type("C-c");
            isLeftAsItWas(terminal, 130);
        }
    }

    @Test
    void whatItFailsByIsReadOnTheTerminalAsItWas() throws Exception {
        try (var terminal = Tmux.running(script(), 80, 24)) {
            terminal.until(KEYS);
            // in one step, since without a journal there is no session
            var instead = Files.createSymbolicLink(
                    lab.path("../instead"), lab.folder("../empty").path("../empty"));
            Files.move(instead, lab.path("autoresearch.results.jsonl"), StandardCopyOption.ATOMIC_MOVE);
            var left = terminal.until("ended with 1");
            assertTrue(left.contains("is a folder, where the journal should be"), left);
            assertFalse(terminal.isAlternate());
            assertEquals(lab.read("../before"), lab.read("../after"));
        }
    }
}
