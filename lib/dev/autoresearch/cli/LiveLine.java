package dev.autoresearch.cli;

import dev.autoresearch.model.Format;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.session.PairForecast;
import dev.autoresearch.session.ProgressListener;
import dev.autoresearch.stats.CostScale;
import dev.autoresearch.stats.Comparison;
import dev.autoresearch.view.PairsBar;
import dev.autoresearch.view.Style;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;

/** One line on the terminal while a benchmark runs: elapsed time and the last line of output. Nothing in a pipe. */
final class LiveLine implements AutoCloseable, ProgressListener {
    private static final long PERIOD_MILLIS = 200;
    private static final int LEAST_OF_OUTPUT = 10;
    private static final double WORTH_TELLING_SECONDS = 20;

    private final Console console;
    private volatile long started = System.nanoTime();
    private final Timer timer = new Timer("live line", true);
    private volatile String last = "";
    private volatile List<String> pairs = List.of();
    private volatile double pairSeconds;
    private boolean brief;
    private boolean closed;

    private LiveLine(Console console) {
        this.console = console;
    }

    /** Draws where a person watches; elsewhere listens and stays silent. */
    static LiveLine on(Console console) {
        var line = new LiveLine(console);
        if (console.isLive()) line.start();
        return line;
    }

    private void start() {
        var drawing = new TimerTask() {
            @Override
            public void run() {
                draw();
            }
        };
        timer.schedule(drawing, PERIOD_MILLIS, PERIOD_MILLIS);
    }

    /** Something else is waited for now. */
    void begin(String what) {
        started = System.nanoTime();
        pairs = List.of();
        last = what;
    }

    /** Makes room for a line that stays. */
    synchronized void clear() {
        console.clearLine();
    }

    /** The same without a line of its own for each candidate that passed its first look. */
    LiveLine brief() {
        brief = true;
        return this;
    }

    /** Prints a line that stays. */
    synchronized void print(String text) {
        pairs = List.of();
        console.clearLine();
        console.line(text);
    }

    @Override
    public void line(String text) {
        last = text;
    }

    @Override
    public synchronized void outlook(PairForecast outlook) {
        pairSeconds = outlook.pairSeconds();
        if (brief) return;
        console.clearLine();
        console.line(outlook.toString());
        outlook.estimate().ifPresent(estimate -> console.line("  " + estimate + "; fewer with --max-pairs"));
    }

    @Override
    public void pairs(Comparison.Progress progress, CostScale scale) {
        var bar = new PairsBar(progress, scale);
        pairs = List.of(bar.bar(console.style()), bar.evidence(), left(progress));
    }

    private String left(Comparison.Progress progress) {
        double seconds = (progress.maxPairs() - progress.pairs()) * pairSeconds;
        return seconds < WORTH_TELLING_SECONDS ? "" : Format.duration(seconds) + " left at most";
    }

    private synchronized void draw() {
        if (closed) return;
        double seconds = Math.floor((System.nanoTime() - started) / 1e9);
        var elapsed = seconds == 0 ? "0 s" : Format.duration(seconds);
        console.clearLine();
        console.out().print(line(console.style(), elapsed, pairs, last));
        console.out().flush();
    }

    /** As many parts as there is room for, then output: a line that wraps could not be drawn over. */
    static String line(Style style, String elapsed, List<String> parts, String output) {
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
        timer.cancel();
        closed = true;
        console.clearLine();
    }
}
