package dev.autoresearch.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.testing.TestRepo;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run changed, on the terminal. */
@Tag("locale")
class ShowCommandTest {
    @TempDir
    Path folder;

    @Test
    void aTabOfTheDiffStaysATabAndWhatSteersATerminalDoesNot() {
        var lab = TestRepo.in(folder).begun();
        lab.write("Makefile", "all:\n\techo \u001b[2J\n").cli("run");
        lab.cli("log", "-d", "a rule");

        var shown = lab.cli("show", "1").out();

        assertTrue(shown.contains("\n+\techo \\e[2J\n"), shown);
    }
}
