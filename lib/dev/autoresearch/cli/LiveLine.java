package dev.autoresearch.cli;

import dev.autoresearch.Outlook;
import dev.autoresearch.Watcher;
import dev.autoresearch.model.Figures;
import dev.autoresearch.model.Text;
import dev.autoresearch.stats.Progress;
import dev.autoresearch.stats.Scale;
import dev.autoresearch.view.PairsBar;
import dev.autoresearch.view.Style;
import java.util.Timer;
import java.util.TimerTask;

/** One line on the terminal while a benchmark runs: elapsed time and the last line of output. Nothing in a pipe. */
final class LiveLine implements AutoCloseable, Watcher {
    private static final String CLEAR = "\r\u001b[K";
    private static final long PERIOD_MILLIS = 200;
    private static final double WORTH_TELLING_SECONDS = 20;

    private final Console console;
    private volatile long started = System.nanoTime();
    private final Timer timer = new Timer("live line", true);
    private volatile String last = "";
    private volatile String pairs = "";
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
        pairs = "";
        last = what;
    }

    /** Makes room for a line that stays. */
    synchronized void clear() {
        if (console.isLive()) console.out().print(CLEAR);
    }

    /** The same without a line of its own for each candidate that passed its first look. */
    LiveLine brief() {
        brief = true;
        return this;
    }

    /** Prints a line that stays. */
    synchronized void print(String text) {
        pairs = "";
        if (console.isLive()) console.out().print(CLEAR);
        console.line(text);
    }

    @Override
    public void line(String text) {
        last = text;
    }

    @Override
    public synchronized void outlook(Outlook outlook) {
        pairSeconds = outlook.pairSeconds();
        if (brief) return;
        if (console.isLive()) console.out().print(CLEAR);
        console.line(outlook.toString());
        outlook.estimate().ifPresent(estimate -> console.line("  " + estimate + "; fewer with --max-pairs"));
    }

    @Override
    public void pairs(Progress progress, Scale scale) {
        pairs = new PairsBar(progress, scale).text(Style.PLAIN) + left(progress) + "  ";
    }

    private String left(Progress progress) {
        double seconds = (progress.maxPairs() - progress.pairs()) * pairSeconds;
        return seconds < WORTH_TELLING_SECONDS ? "" : "  " + Figures.duration(seconds) + " left at most";
    }

    private synchronized void draw() {
        if (closed) return;
        var style = console.style();
        var elapsed = Figures.duration(Math.floor((System.nanoTime() - started) / 1e9));
        int room = Math.max(10, style.width() - elapsed.length() - pairs.length() - 5);
        console.out().print(CLEAR + "  " + elapsed + "  " + style.text(pairs) + style.dim(Text.line(last, room)));
        console.out().flush();
    }

    @Override
    public synchronized void close() {
        timer.cancel();
        closed = true;
        if (console.isLive()) console.out().print(CLEAR);
    }
}
