package dev.autoresearch.cli;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.view.WatchView;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The whole terminal, to be drawn on. It is left as it was found, also when this program is ended from outside. */
final class FullScreen implements AutoCloseable {
    private static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[2J";
    private static final String LEAVE = "\u001b[?25h\u001b[?1049l";

    private static final int FEWEST_COLUMNS = 20;
    private static final int FEWEST_ROWS = 4;
    /** How long a size is believed without a signal. */
    private static final long ASK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Terminal terminal;
    private final Attributes before;
    private final Thread hook = new Thread(this::restore, "leave the screen");
    private volatile boolean resized = true;
    private long asked = System.nanoTime();
    private int columns = 80;
    private int rows = 24;
    private List<String> shown = List.of();
    private final PrintStream out =
            new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    private boolean left;

    private FullScreen(Terminal terminal) {
        this.terminal = terminal;
        before = terminal.getAttributes();
    }

    static FullScreen open() {
        try {
            // exec asks stty, and so needs neither native code nor a switch of the newer JDKs that allows it
            var terminal = TerminalBuilder.builder()
                    .system(true)
                    .provider("exec")
                    .dumb(false)
                    .encoding(StandardCharsets.UTF_8)
                    .build();
            var screen = new FullScreen(terminal);
            Runtime.getRuntime().addShutdownHook(screen.hook);
            terminal.handle(Terminal.Signal.WINCH, signal -> screen.resized = true);
            screen.enter();
            return screen;
        } catch (IOException | IllegalStateException e) {
            throw new Problem(
                            "this terminal cannot be drawn on: " + e.getMessage(),
                            Hint.of("{} | cat writes lines instead", NextStep.of("watch")))
                    .because(e);
        }
    }

    private synchronized void enter() {
        var raw = new Attributes(before);
        // Ctrl-C and Ctrl-Z come as keys, so that neither leaves the terminal in this state
        for (var flag : new LocalFlag[] {LocalFlag.ICANON, LocalFlag.ECHO, LocalFlag.IEXTEN, LocalFlag.ISIG})
            raw.setLocalFlag(flag, false);
        for (var flag : new InputFlag[] {InputFlag.IXON, InputFlag.ICRNL, InputFlag.INLCR})
            raw.setInputFlag(flag, false);
        raw.setControlChar(ControlChar.VMIN, 1);
        raw.setControlChar(ControlChar.VTIME, 0);
        terminal.setAttributes(raw);
        write(ENTER);
    }

    /** Not by the terminal's own writer: when this program is ended from outside, that may be closed first. */
    private void write(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
    }

    /** Did the window change its size since this was asked? Then all is to be drawn again. */
    boolean resized() {
        boolean told = resized;
        // on a busy machine the signal was missed once, and the picture stayed too large for its window
        if (!told && System.nanoTime() - asked < ASK_AGAIN_NANOS) return false;
        resized = false;
        asked = System.nanoTime();
        var now = terminal.getSize();
        // some terminals report no size
        int wide = now.getColumns() > 0 ? Math.max(FEWEST_COLUMNS, now.getColumns()) : 80;
        int high = now.getRows() > 0 ? Math.max(FEWEST_ROWS, now.getRows()) : 24;
        if (!told && wide == columns && high == rows) return false;
        columns = wide;
        rows = high;
        shown = List.of();
        return true;
    }

    int columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    /** The next character typed; -2 when none came in time, -1 when the terminal is gone. */
    int read(long millis) throws IOException {
        try {
            return terminal.reader().read(millis);
        } catch (IOException | IllegalStateException e) {
            if (isLeft()) return -1;
            throw e;
        }
    }

    private synchronized boolean isLeft() {
        return left;
    }

    /** Shows these lines; only those that changed are written. */
    synchronized void draw(List<String> lines) {
        if (left) return;
        var text = new StringBuilder(shown.isEmpty() ? "\u001b[2J" : "");
        for (int i = 0; i < lines.size(); i++) {
            boolean same = i < shown.size() && shown.get(i).equals(lines.get(i));
            if (!same)
                text.append("\u001b[").append(i + 1).append(";1H\u001b[2K").append(lines.get(i));
        }
        shown = List.copyOf(lines);
        if (text.length() > 0) write(text.toString());
    }

    private synchronized void restore() {
        if (left) return;
        left = true;
        write(LEAVE);
        try {
            terminal.setAttributes(before);
        } catch (IllegalStateException closed) {
            // When this program is ended from outside JLine may be first, and puts the same back as it closes.
        }
    }

    @Override
    public void close() {
        restore();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
            terminal.close();
        } catch (IllegalStateException | IOException ending) {
            // This program ends already, or the terminal is gone; what could be restored has been.
        }
    }

    /** Keys from what a terminal sends for them. */
    static final class KeyReader {
        private static final int ESCAPE = 0x1b;
        private static final int CTRL_C = 3;
        private static final int CTRL_D = 4;
        private static final int END_OF_INPUT = -1;
        /** A sequence may come in parts, from a slow line or on a busy machine; the key Escape waits as long to be known. */
        private static final long SEQUENCE_MILLIS = 250;

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
}
