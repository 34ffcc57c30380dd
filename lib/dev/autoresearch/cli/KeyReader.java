package dev.autoresearch.cli;

import dev.autoresearch.view.WatchKey;
import java.io.IOException;
import java.util.Optional;

/** Keys from what a terminal sends for them. */
final class KeyReader {
    private static final int ESCAPE = 0x1b;
    private static final int CTRL_C = 3;
    private static final int CTRL_D = 4;
    private static final int END_OF_INPUT = -1;
    /** A sequence may come in parts, from a slow line or on a busy machine; the key Escape waits as long to be known. */
    private static final long SEQUENCE_MILLIS = 250;

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
    Optional<WatchKey> next(long millis) throws IOException {
        int c = source.read(millis);
        return switch (c) {
            case -2 -> Optional.empty();
            case END_OF_INPUT, CTRL_D, 'q', 'Q' -> Optional.of(WatchKey.QUIT);
            case CTRL_C -> Optional.of(WatchKey.INTERRUPT);
            case ESCAPE -> Optional.of(sequence());
            case '\r', '\n' -> Optional.of(WatchKey.ENTER);
            case 'k' -> Optional.of(WatchKey.UP);
            case 'j' -> Optional.of(WatchKey.DOWN);
            case 'b' -> Optional.of(WatchKey.PAGE_UP);
            case ' ' -> Optional.of(WatchKey.PAGE_DOWN);
            case 'g' -> Optional.of(WatchKey.HOME);
            case 'G' -> Optional.of(WatchKey.END);
            case '?', 'h' -> Optional.of(WatchKey.HELP);
            case '\b', 127 -> Optional.of(WatchKey.BACK);
            default -> Optional.of(WatchKey.OTHER);
        };
    }

    /** After an escape: nothing more is the key of that name, {@code [A} and {@code OA} an arrow, {@code [5~} a page. */
    private WatchKey sequence() throws IOException {
        int c = source.read(SEQUENCE_MILLIS);
        if (c < 0) return WatchKey.BACK;
        if (c != '[' && c != 'O') return WatchKey.OTHER;
        int parameter = 0;
        c = source.read(SEQUENCE_MILLIS);
        while (c >= ' ' && c < '@') {
            if (parameter == 0) parameter = c;
            c = source.read(SEQUENCE_MILLIS);
        }
        return switch (c) {
            case 'A' -> WatchKey.UP;
            case 'B' -> WatchKey.DOWN;
            case 'H' -> WatchKey.HOME;
            case 'F' -> WatchKey.END;
            case '~' -> numbered(parameter);
            default -> WatchKey.OTHER;
        };
    }

    private static WatchKey numbered(int parameter) {
        return switch (parameter) {
            case '5' -> WatchKey.PAGE_UP;
            case '6' -> WatchKey.PAGE_DOWN;
            case '1', '7' -> WatchKey.HOME;
            case '4', '8' -> WatchKey.END;
            default -> WatchKey.OTHER;
        };
    }
}
