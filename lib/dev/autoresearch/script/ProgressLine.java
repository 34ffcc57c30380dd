package dev.autoresearch.script;

import dev.autoresearch.model.Format;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.session.PairForecast;
import dev.autoresearch.session.ProgressListener;
import dev.autoresearch.stats.CostScale;
import dev.autoresearch.stats.Comparison;
import dev.autoresearch.view.PairsBar;
import dev.autoresearch.view.Style;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** One line on the terminal of a script, gone when a word of it has its answer: how long already, how far, what was printed. */
final class ProgressLine implements ProgressListener {
    private static final String CLEAR = "\r\u001b[K";
    private static final int COLUMNS = 78;

    private final PrintStream err;
    private final boolean drawn;
    private long began = System.nanoTime();
    private boolean shown;
    private String pairs = "";

    /** A line that is drawn, or one that nobody would see. */
    ProgressLine(PrintStream err, boolean drawn) {
        this.err = err;
        this.drawn = drawn;
    }

    /** Is standard error a person's terminal, as far as the system tells? */
    static boolean isSeen() {
        try {
            var end = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return end.startsWith("/dev/pts/") || end.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    @Override
    public synchronized void line(String text) {
        if (!drawn) return;
        shown = true;
        double seconds = Math.floor((System.nanoTime() - began) / 1e9);
        var elapsed = "  " + (seconds == 0 ? "0 s" : Format.duration(seconds)) + "  " + pairs;
        err.print(CLEAR + elapsed + SafeText.line(text, Math.max(10, COLUMNS - elapsed.length())));
        err.flush();
    }

    @Override
    public synchronized void pairs(Comparison.Progress progress, CostScale scale) {
        pairs = new PairsBar(progress, scale).text(Style.PLAIN) + "  ";
        line("");
    }

    @Override
    public void outlook(PairForecast outlook) {
        outlook.estimate().ifPresent(estimate -> {
            clear();
            err.println("autoresearch: " + outlook + ", " + estimate);
        });
    }

    /** Makes room for what stays; something else is waited for from now on. */
    synchronized void clear() {
        if (shown) err.print(CLEAR);
        shown = false;
        pairs = "";
        began = System.nanoTime();
    }
}
