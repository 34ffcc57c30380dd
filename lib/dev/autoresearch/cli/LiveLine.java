package dev.autoresearch.cli;

import dev.autoresearch.model.Figures;
import dev.autoresearch.model.Text;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One line on the terminal while a benchmark runs: elapsed time and the last line of output. Nothing in a pipe. */
final class LiveLine implements AutoCloseable, Consumer<String> {
    private static final String CLEAR = "\r\u001b[K";
    private static final long PERIOD_MILLIS = 200;

    private final Console console;
    private final long started = System.nanoTime();
    private final ScheduledExecutorService timer;
    private volatile String last = "";

    private LiveLine(Console console) {
        this.console = console;
        this.timer = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, "live line");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleAtFixedRate(this::draw, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Draws where a person watches; elsewhere listens and stays silent. */
    static LiveLine on(Console console) {
        return new LiveLine(console);
    }

    @Override
    public void accept(String line) {
        last = line;
    }

    private void draw() {
        if (!console.isLive()) return;
        var style = console.style();
        var elapsed = Figures.duration(Math.floor((System.nanoTime() - started) / 1e9));
        int room = Math.max(10, style.width() - elapsed.length() - 5);
        console.out().print(CLEAR + "  " + elapsed + "  " + style.dim(Text.line(last, room)));
        console.out().flush();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        try {
            timer.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (console.isLive()) console.out().print(CLEAR);
    }
}
