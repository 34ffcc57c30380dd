package dev.autoresearch.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a terminal shows while something is measured. */
class ProgressLineTest {
    private static final String BAR = "pairs ████████░░░░░░░░ 6  -5.5%";
    private static final String EVIDENCE = "evidence 41:1 of 200:1 needed";
    private static final String LEFT = "4 min left at most";

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(shown, true, StandardCharsets.UTF_8);

    @Test
    void aLineFitsTheTerminalAndGoesAway() {
        var line = new ProgressLine(err, new Style(false, true, 79), true);

        line.line("METRIC ms=5 \u001b[2J" + "x".repeat(200));
        line.clear();
        line.clear();

        var text = shown.toString(StandardCharsets.UTF_8);
        assertTrue(text.matches("(?s)\r\u001b\\[K  0 s  METRIC ms=5 \\\\e\\[2Jxxx.*"), text);
        assertTrue(text.endsWith("x…\r\u001b[K"), text);
        assertEquals(2 * "\r\u001b[K".length() + 78, text.length());
    }

    @Test
    void itIsNotThereWhileSomethingThatStaysIsPrinted() {
        var line = new ProgressLine(err, new Style(false, true, 40), true);

        line.line("reading");
        line.above(() -> err.print("kept\n"));
        line.close();
        line.line("too late");

        assertEquals("\r\u001b[K  0 s  reading\r\u001b[Kkept\n", shown.toString(StandardCharsets.UTF_8));
    }

    @Test
    void inAPipeThereIsNone() {
        var line = new ProgressLine(err, new Style(false, true, 79), false).ticking();

        line.line("METRIC ms=5");
        line.clear();

        assertEquals("", shown.toString(StandardCharsets.UTF_8));
    }

    private static String text(int width, String output) {
        return ProgressLine.text(new Style(false, true, width), "12 s", List.of(BAR, EVIDENCE, LEFT), output);
    }

    @Test
    void itIsNarrowerThanTheTerminalSoThatItCanBeDrawnOver() {
        var pairs = "  12 s  " + BAR + "  " + EVIDENCE;
        assertEquals("  12 s", text(30, "reading"));
        assertEquals("  12 s  " + BAR, text(60, "reading"));
        assertEquals(pairs, text(80, "reading"));
        assertEquals(pairs + "  " + LEFT, text(100, "reading"));
        assertEquals(pairs + "  " + LEFT + "  変更変更変…", text(104, "変更変更変更変更変更変更"));
        assertEquals(pairs + "  " + LEFT + "  a    b\\e[2J", text(120, "a\tb\u001b[2J"));
    }
}
