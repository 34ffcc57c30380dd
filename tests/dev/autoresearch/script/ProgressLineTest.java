package dev.autoresearch.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a script's terminal shows while something is measured. */
class ProgressLineTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(shown, true, StandardCharsets.UTF_8);

    @Test
    void aLineFitsTheTerminalAndGoesAway() {
        var glimpse = new ProgressLine(err, true);

        glimpse.line("METRIC ms=5 \u001b[2J" + "x".repeat(200));
        glimpse.clear();
        glimpse.clear();

        var text = shown.toString(StandardCharsets.UTF_8);
        assertTrue(text.matches("(?s)\r\u001b\\[K  0 s  METRIC ms=5 \\\\e\\[2Jxxx.*"), text);
        assertTrue(text.endsWith("x…\r\u001b[K"), text);
        assertEquals(2 * "\r\u001b[K".length() + 78, text.length());
    }

    @Test
    void inAPipeThereIsNone() {
        var glimpse = new ProgressLine(err, false);

        glimpse.line("METRIC ms=5");
        glimpse.clear();

        assertEquals("", shown.toString(StandardCharsets.UTF_8));
    }
}
