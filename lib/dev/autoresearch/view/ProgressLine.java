package dev.autoresearch.view;

import dev.autoresearch.model.Format;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.session.ProgressListener;
import dev.autoresearch.session.ProgressListener.PairForecast;
import dev.autoresearch.stats.Comparison;
import dev.autoresearch.stats.CostScale;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;

/**
 * One line on a terminal while a benchmark runs: the elapsed time, how far the pairs are, the last line of output. It is drawn
 * over and over, and taken away before anything that stays is printed. Nothing in a pipe.
 */
public class ProgressLine implements ProgressListener, AutoCloseable {
    /** Takes away the line that the cursor is in. */
    public static final String CLEAR = "\r\u001b[K";

    private static final long PERIOD_MILLIS = 200;
    private static final int LEAST_OF_OUTPUT = 10;
    private static final double WORTH_TELLING_SECONDS = 20;

    private final PrintStream out;
    private final Style style;
    private final boolean drawn;
    private Optional<Timer> timer = Optional.empty();
    private long started = System.nanoTime();
    private String last = "";
    private List<String> pairs = List.of();
    private double pairSeconds;
    private boolean shown;
    private boolean closed;

    /** @param drawn false where no terminal shows it */
    public ProgressLine(PrintStream out, Style style, boolean drawn) {
        this.out = out;
        this.style = style;
        this.drawn = drawn;
    }

    /** Draws it five times a second until it is closed, rather than at each event. */
    public ProgressLine ticking() {
        if (!drawn) return this;
        var clock = new Timer("progress line", true);
        var drawing = new TimerTask() {
            @Override
            public void run() {
                draw();
            }
        };
        clock.schedule(drawing, PERIOD_MILLIS, PERIOD_MILLIS);
        timer = Optional.of(clock);
        return this;
    }

    /** Something else is waited for from now on. */
    public synchronized void begin(String what) {
        started = System.nanoTime();
        pairs = List.of();
        last = what;
    }

    /** Makes room for what stays. */
    public synchronized void clear() {
        if (!shown) return;
        out.print(CLEAR);
        out.flush();
        shown = false;
    }

    public synchronized void above(Runnable printing) {
        clear();
        printing.run();
    }

    @Override
    public synchronized void line(String text) {
        last = text;
        if (timer.isEmpty()) draw();
    }

    @Override
    public synchronized void outlook(PairForecast outlook) {
        pairSeconds = outlook.pairSeconds();
    }

    @Override
    public synchronized void pairs(Comparison.Progress progress, CostScale scale) {
        var bar = new PairsBar(progress, scale);
        pairs = List.of(bar.bar(style), bar.evidence(), left(progress));
        if (timer.isEmpty()) draw();
    }

    private String left(Comparison.Progress progress) {
        double seconds = (progress.maxPairs() - progress.pairs()) * pairSeconds;
        return seconds < WORTH_TELLING_SECONDS ? "" : Format.duration(seconds) + " left at most";
    }

    private synchronized void draw() {
        if (!drawn || closed) return;
        double seconds = Math.floor((System.nanoTime() - started) / 1e9);
        var elapsed = seconds == 0 ? "0 s" : Format.duration(seconds);
        shown = true;
        out.print(CLEAR + text(style, elapsed, pairs, last));
        out.flush();
    }

    /** As many parts as there is room for, then output: a line that wraps could not be drawn over. */
    static String text(Style style, String elapsed, List<String> parts, String output) {
        int room = style.width() - 1;
        var line = style.cut("  " + elapsed, room);
        for (var part : parts) {
            if (part.isEmpty()) continue;
            if (line.length() + 2 + part.length() > room) return line;
            line += "  " + part;
        }
        room -= line.length() + 2;
        return room < LEAST_OF_OUTPUT ? line : line + "  " + style.dim(style.cut(SafeText.output(output, 500), room));
    }

    @Override
    public synchronized void close() {
        timer.ifPresent(Timer::cancel);
        closed = true;
        clear();
    }
}
