package dev.autoresearch.cli;

import dev.autoresearch.view.WatchScreen.Key;
import java.io.IOException;
import java.util.Optional;

/** Keys from what a terminal sends for them. */
final class KeyReader {
    private static final int ESCAPE = 0x1b;
    private static final int CTRL_C = 3;
    private static final int CTRL_D = 4;
    private static final int END_OF_INPUT = -1;
    private static final long SEQUENCE_MILLIS = 50;

    /** Characters as they come. */
    @FunctionalInterface
    interface Source {
        /** The next one; -1 at the end, -2 when none came in time. */
        int read(long millis) throws IOException;
    }

    private final Source source;

    KeyReader(Source source) {
        this.source = source;
    }

    /** The next key, or empty when none was pressed in time. A terminal that is gone quits. */
    Optional<Key> next(long millis) throws IOException {
        int c = source.read(millis);
        return switch (c) {
            case -2 -> Optional.empty();
            case END_OF_INPUT, CTRL_D, 'q', 'Q' -> Optional.of(Key.QUIT);
            case CTRL_C -> Optional.of(Key.INTERRUPT);
            case ESCAPE -> Optional.of(sequence());
            case '\r', '\n' -> Optional.of(Key.ENTER);
            case 'k' -> Optional.of(Key.UP);
            case 'j' -> Optional.of(Key.DOWN);
            case 'b' -> Optional.of(Key.PAGE_UP);
            case ' ' -> Optional.of(Key.PAGE_DOWN);
            case 'g' -> Optional.of(Key.HOME);
            case 'G' -> Optional.of(Key.END);
            case '?', 'h' -> Optional.of(Key.HELP);
            case '\b', 127 -> Optional.of(Key.BACK);
            default -> Optional.of(Key.OTHER);
        };
    }

    /** After an escape: nothing more is the key of that name, {@code [A} and {@code OA} an arrow, {@code [5~} a page. */
    private Key sequence() throws IOException {
        int c = source.read(SEQUENCE_MILLIS);
        if (c < 0) return Key.BACK;
        if (c != '[' && c != 'O') return Key.OTHER;
        int parameter = 0;
        c = source.read(SEQUENCE_MILLIS);
        while (c >= ' ' && c < '@') {
            if (parameter == 0) parameter = c;
            c = source.read(SEQUENCE_MILLIS);
        }
        return switch (c) {
            case 'A' -> Key.UP;
            case 'B' -> Key.DOWN;
            case 'H' -> Key.HOME;
            case 'F' -> Key.END;
            case '~' -> numbered(parameter);
            default -> Key.OTHER;
        };
    }

    private static Key numbered(int parameter) {
        return switch (parameter) {
            case '5' -> Key.PAGE_UP;
            case '6' -> Key.PAGE_DOWN;
            case '1', '7' -> Key.HOME;
            case '4', '8' -> Key.END;
            default -> Key.OTHER;
        };
    }
}
