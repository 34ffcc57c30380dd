package dev.autoresearch.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** A real terminal that a test can type into and look at: a tmux server of its own with one window. */
public final class Tmux implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(5);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Path socket;

    private Tmux(Path socket) {
        this.socket = socket;
    }

    /** Is it installed here? */
    public static boolean isThere() {
        return Files.isExecutable(Path.of("/usr/bin/tmux"));
    }

    /** A terminal of this size in which a shell runs this script. */
    public static Tmux running(Path script, int columns, int rows) {
        try {
            var tmux = new Tmux(Files.createTempDirectory("tmux").resolve("socket"));
            tmux.say(
                    "-f",
                    "/dev/null",
                    "new-session",
                    "-d",
                    "-x",
                    "" + columns,
                    "-y",
                    "" + rows,
                    "bash '" + script + "'");
            return tmux;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Types a key by its name, such as {@code Down}, or a character. */
    public Tmux type(String... keys) {
        for (var key : keys) say("send-keys", key);
        return this;
    }

    public Tmux resize(int columns, int rows) {
        say("resize-window", "-x", "" + columns, "-y", "" + rows);
        return this;
    }

    /** What the window shows. */
    public String screen() {
        return say("capture-pane", "-p");
    }

    /** Is a full-screen program on it? */
    public boolean isAlternate() {
        return say("display", "-p", "#{alternate_on}").strip().equals("1");
    }

    public boolean hasCursor() {
        return say("display", "-p", "#{cursor_flag}").strip().equals("1");
    }

    /** Waits until the window shows what is asked for, and returns what it shows. */
    public String until(Predicate<String> seen) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        var screen = screen();
        while (!seen.test(screen)) {
            if (System.nanoTime() > deadline) throw new AssertionError("not seen in time:\n" + screen);
            LockSupport.parkNanos(LOOK_NANOS);
            screen = screen();
        }
        return screen;
    }

    /** The same for a text. */
    public String until(String text) {
        return until(screen -> screen.contains(text));
    }

    private String say(String... words) {
        var line = new ArrayList<>(List.of("tmux", "-u", "-S", socket.toString()));
        line.addAll(List.of(words));
        try {
            var builder = new ProcessBuilder(line).redirectErrorStream(true);
            builder.environment().remove("TMUX");
            builder.environment().put("LANG", "C.UTF-8");
            builder.environment().remove("LC_ALL");
            builder.environment().remove("NO_COLOR");
            builder.environment().remove("COLUMNS");
            var process = builder.start();
            process.getOutputStream().close();
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) throw new AssertionError(line + ": " + out);
            return out;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        say("kill-server");
    }
}
