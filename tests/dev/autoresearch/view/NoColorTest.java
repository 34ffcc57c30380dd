package dev.autoresearch.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.autoresearch.cli.Main;
import dev.autoresearch.testing.TestJvm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real terminal, which {@code script} makes: colours unless NO_COLOR is set, and the same words either way. */
class NoColorTest {
    @TempDir
    Path folder;

    @Test
    void aTerminalHasColoursUnlessTheyAreNotWanted() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")));
        Files.writeString(folder.resolve("autoresearch.results.jsonl"), """
                {"type":"config","name":"goal","metricName":"ms","metricUnit":"ms","bestDirection":"lower"}
                {"run":1,"metric":5,"status":"keep","description":"first"}
                """);
        var coloured = status(Map.of());
        var plain = status(Map.of("NO_COLOR", "1"));
        assertTrue(coloured.contains("\u001b[32m"), coloured);
        assertFalse(plain.contains("\u001b["), plain);
        assertEquals(plain, coloured.replaceAll("\u001b\\[[0-9]*m", ""));
        assertEquals(coloured, status(Map.of("NO_COLOR", "")), "an empty one says nothing");
    }

    private String status(Map<String, String> environment) throws Exception {
        var words = TestJvm.words(Main.class, "-C", folder.toString(), "status");
        var command = "'" + String.join("' '", words) + "'";
        var terminal = new ProcessBuilder("script", "-qec", command, "/dev/null").redirectErrorStream(true);
        terminal.environment().remove("NO_COLOR");
        terminal.environment().putAll(Map.of("TERM", "xterm", "COLUMNS", "80", "LC_ALL", "C.UTF-8"));
        terminal.environment().putAll(environment);
        var process = terminal.start();
        process.getOutputStream().close();
        var shown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), shown);
        return shown;
    }
}
