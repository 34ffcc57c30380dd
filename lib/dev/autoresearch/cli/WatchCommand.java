package dev.autoresearch.cli;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.view.Style;
import dev.autoresearch.view.WatchView;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Shows the session while it goes on: on a terminal all of it, elsewhere a line for each event. */
final class WatchCommand implements CliCommand {
    private static final long LOOK_MILLIS = 200;

    @Override
    public Usage usage() {
        return Usage.of("watch", "Watch the session go on; in a pipe, a line for each event.", "autoresearch watch");
    }

    @Override
    public int run(Arguments arguments, Console console) {
        if (arguments.has("json"))
            throw arguments.usage("watch has no end, so it prints no JSON document; status --json prints one");
        var research = CliCommand.session(arguments, console);
        research.context().begun();
        var follower = new SessionFollower(research);
        try {
            return console.isScreen() ? onScreen(follower, console.style()) : inLines(follower, console);
        } catch (IOException e) {
            throw new Problem("the terminal cannot be read: " + e.getMessage(), Hint.of("{}", NextStep.of("status")))
                    .because(e);
        }
    }

    private static int onScreen(SessionFollower follower, Style style) throws IOException {
        try (var screen = FullScreen.open()) {
            var keys = new KeyReader(screen::read);
            var place = WatchView.Screen.FIRST;
            long drawn = -1;
            var key = Optional.<WatchView.Key>empty();
            while (true) {
                if (key.isPresent() && key.get() == WatchView.Key.QUIT) return ExitCode.DONE;
                if (key.isPresent() && key.get() == WatchView.Key.INTERRUPT) return Problem.INTERRUPTED;
                long now = System.currentTimeMillis();
                boolean fresh = follower.look();
                fresh |= screen.resized();
                if (fresh || key.isPresent() || now / 1000 != drawn) {
                    var watched = follower.watched();
                    if (key.isPresent())
                        place = place.press(
                                key.get(), watched.summary().session().runs().size(), screen.rows());
                    var fitting = style.on(style.colour(), screen.columns());
                    var frame = new WatchView(fitting, screen.rows(), now).draw(watched, place);
                    place = frame.screen();
                    screen.draw(frame.lines());
                    drawn = now / 1000;
                }
                key = keys.next(LOOK_MILLIS);
            }
        }
    }

    private static int inLines(SessionFollower follower, Console console) {
        var ended = new CountDownLatch(1);
        waitForTheEnd(console.in(), ended);
        var events = new EventLines();
        boolean last = false;
        do {
            last = hasEnded(ended);
            follower.look();
            for (var line : events.since(follower.watched())) console.line(line);
            console.out().flush();
        } while (!last && !console.out().checkError());
        return ExitCode.DONE;
    }

    /** A pipe that closes is the end. From a terminal nothing is read, since a job in the background would be stopped. */
    private static void waitForTheEnd(InputStream in, CountDownLatch ended) {
        if (Terminal.isTerminal(0) || isNothing()) return;
        var thread = new Thread(() -> drain(in, ended), "wait for the end of standard input");
        thread.setDaemon(true);
        thread.start();
    }

    /** {@code nohup} and services have a standard input that ends before it begins. */
    private static boolean isNothing() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/0")).equals(Path.of("/dev/null"));
        } catch (IOException unknown) {
            return false;
        }
    }

    private static void drain(InputStream in, CountDownLatch ended) {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException closed) {
            // closed is the end as well
        }
        ended.countDown();
    }

    private static boolean hasEnded(CountDownLatch ended) {
        try {
            return ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
