package dev.autoresearch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.autoresearch.view.Style;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveLineTest {
    private static final String BAR = "pairs ████████░░░░░░░░ 6  -5.5%";
    private static final String EVIDENCE = "evidence 41:1 of 200:1 needed";
    private static final String LEFT = "4 min left at most";

    private static String line(int width, String output) {
        return LiveLine.line(new Style(false, true, width), "12 s", List.of(BAR, EVIDENCE, LEFT), output);
    }

    @Test
    void isNarrowerThanTheTerminalSoThatItCanBeDrawnOver() {
        var pairs = "  12 s  " + BAR + "  " + EVIDENCE;
        assertEquals("  12 s", line(30, "reading"));
        assertEquals("  12 s  " + BAR, line(60, "reading"));
        assertEquals(pairs, line(80, "reading"));
        assertEquals(pairs + "  " + LEFT, line(100, "reading"));
        assertEquals(pairs + "  " + LEFT + "  変更変更変…", line(104, "変更変更変更変更変更変更"));
        assertEquals(pairs + "  " + LEFT + "  a    b\\e[2J", line(120, "a\tb\u001b[2J"));
    }
}
