package dev.autoresearch.cli;

import dev.autoresearch.view.WatchView;
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
    Optional<WatchView.Key> next(long millis) throws IOException {
        int c = source.read(millis);
        return switch (c) {
            case -2 -> Optional.empty();
            case END_OF_INPUT, CTRL_D, 'q', 'Q' -> Optional.of(WatchView.Key.QUIT);
            case CTRL_C -> Optional.of(WatchView.Key.INTERRUPT);
            case ESCAPE -> Optional.of(sequence());
            case '\r', '\n' -> Optional.of(WatchView.Key.ENTER);
            case 'k' -> Optional.of(WatchView.Key.UP);
            case 'j' -> Optional.of(WatchView.Key.DOWN);
            case 'b' -> Optional.of(WatchView.Key.PAGE_UP);
            case ' ' -> Optional.of(WatchView.Key.PAGE_DOWN);
            case 'g' -> Optional.of(WatchView.Key.HOME);
            case 'G' -> Optional.of(WatchView.Key.END);
            case '?', 'h' -> Optional.of(WatchView.Key.HELP);
            case '\b', 127 -> Optional.of(WatchView.Key.BACK);
            default -> Optional.of(WatchView.Key.OTHER);
        };
    }

    /** After an escape: nothing more is the key of that name, {@code [A} and {@code OA} an arrow, {@code [5~} a page. */
    private WatchView.Key sequence() throws IOException {
        int c = source.read(SEQUENCE_MILLIS);
        if (c < 0) return WatchView.Key.BACK;
        if (c != '[' && c != 'O') return WatchView.Key.OTHER;
        int parameter = 0;
        c = source.read(SEQUENCE_MILLIS);
        while (c >= ' ' && c < '@') {
            if (parameter == 0) parameter = c;
            c = source.read(SEQUENCE_MILLIS);
        }
        return switch (c) {
            case 'A' -> WatchView.Key.UP;
            case 'B' -> WatchView.Key.DOWN;
            case 'H' -> WatchView.Key.HOME;
            case 'F' -> WatchView.Key.END;
            case '~' -> numbered(parameter);
            default -> WatchView.Key.OTHER;
        };
    }

    private static WatchView.Key numbered(int parameter) {
        return switch (parameter) {
            case '5' -> WatchView.Key.PAGE_UP;
            case '6' -> WatchView.Key.PAGE_DOWN;
            case '1', '7' -> WatchView.Key.HOME;
            case '4', '8' -> WatchView.Key.END;
            default -> WatchView.Key.OTHER;
        };
    }
}
