package dev.autoresearch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.autoresearch.view.WatchView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyReaderTest {
    /** What was typed all at once ($ stands for an escape), then silence. */
    private static List<WatchView.Key> keys(String typed) throws IOException {
        var rest = new StringBuilder(typed.replace('$', (char) 0x1b));
        FullScreen.KeyReader.Source source = millis -> {
            if (rest.isEmpty()) return -2;
            char next = rest.charAt(0);
            rest.deleteCharAt(0);
            return next;
        };
        var keys = new ArrayList<WatchView.Key>();
        var reader = new FullScreen.KeyReader(source);
        for (var key = reader.next(1); key.isPresent(); key = reader.next(1)) keys.add(key.get());
        return keys;
    }

    @ParameterizedTest
    @CsvSource({
        "$[A, UP",
        "$OA, UP",
        "$[B, DOWN",
        "$OB, DOWN",
        "$[5~, PAGE_UP",
        "$[6~, PAGE_DOWN",
        "$[H, HOME",
        "$OH, HOME",
        "$[1~, HOME",
        "$[F, END",
        "$[4~, END",
        "$[8~, END",
        "$, BACK",
        "$[1;5A, UP",
        "$[C, OTHER",
        "$[3~, OTHER",
        "$[, OTHER",
        "$x, OTHER",
        "q, QUIT",
        "?, HELP",
        "変, OTHER"
    })
    void whatATerminalSendsIsOneKey(String typed, WatchView.Key key) throws IOException {
        assertEquals(List.of(key), keys(typed));
    }

    @ParameterizedTest
    @CsvSource({"3, INTERRUPT", "4, QUIT", "13, ENTER", "10, ENTER", "127, BACK", "26, OTHER"})
    void controlCharactersAreKeys(int code, WatchView.Key key) throws IOException {
        assertEquals(List.of(key), keys(String.valueOf((char) code)));
    }

    @Test
    void keysInARowAreTakenApart() throws IOException {
        assertEquals(
                List.of(WatchView.Key.UP, WatchView.Key.PAGE_DOWN, WatchView.Key.QUIT, WatchView.Key.BACK),
                keys("$[A$[6~q$"));
        assertEquals(
                WatchView.Key.QUIT,
                new FullScreen.KeyReader(millis -> -1).next(1).orElseThrow(),
                "the terminal is gone");
    }
}
