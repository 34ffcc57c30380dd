package dev.autoresearch.cli;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.model.Evidence;
import dev.autoresearch.model.LoopState;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Trial;
import dev.autoresearch.view.Style;
import dev.autoresearch.view.WatchView;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
            var keys = new FullScreen.KeyReader(screen::read);
            var place = WatchView.Screen.FIRST;
            long drawn = -1;
            var key = Optional.<WatchView.Key>empty();
            while (true) {
                if (key.isPresent() && key.get() == WatchView.Key.QUIT) return DONE;
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
        return DONE;
    }

    /** A pipe that closes is the end. From a terminal nothing is read, since a job in the background would be stopped. */
    private static void waitForTheEnd(InputStream in, CountDownLatch ended) {
        if (Console.isTerminal(0) || isNothing()) return;
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

    /** What has happened between two looks at a session, a line for each event. */
    static final class EventLines {
        private int segments;
        private int runs;
        private Optional<Trial> trial = Optional.empty();
        private int pairs;
        private int proposed;
        private String reason = "";

        /** What is new; the first time, where the session stands. */
        List<String> since(WatchView.WatchedSession watched) {
            var session = watched.summary().session();
            var lines = new ArrayList<String>();
            if (segments == 0) {
                lines.add(watched.summary().toString());
                session.loop().ifPresent(this::remember);
            } else {
                logged(session, lines);
                session.loop().ifPresent(loop -> loop(loop, lines));
            }
            segments = session.segments().size();
            runs = session.runs().size();
            trial(session, watched, lines);
            return lines;
        }

        private void logged(Session session, List<String> lines) {
            for (int i = Math.min(segments, session.segments().size()) - 1;
                    i < session.segments().size();
                    i++) {
                var segment = session.segments().get(i);
                var references = segment.references();
                // what was reset has fewer runs than before
                int known = i == segments - 1 && runs <= segment.runs().size() ? runs : 0;
                for (int r = known; r < segment.runs().size(); r++)
                    lines.add(line(segment.runs().get(r), session, references.get(r)));
            }
        }

        private static String line(Run run, Session session, Optional<Run> reference) {
            var metric = session.segments().get(run.segment()).setup().metric();
            return "#" + run.number() + " " + run.status().label() + "  " + SafeText.line(run.result(metric), 40)
                    + run.change(reference).map(change -> "  " + change).orElse("") + "  "
                    + SafeText.line(run.description(), 100);
        }

        private void trial(Session session, WatchView.WatchedSession watched, List<String> lines) {
            var open = session.trial().flatMap(Evidence::trial);
            if (open.isPresent() && !open.equals(trial))
                lines.add("measuring: " + SafeText.line(open.get().description(), 100));
            if (!open.equals(trial)) pairs = 0;
            trial = open;
            watched.pairs().filter(bar -> bar.progress().pairs() > pairs).ifPresent(bar -> {
                pairs = bar.progress().pairs();
                lines.add("pair " + pairs + "  " + bar.change() + "  " + bar.evidence());
            });
        }

        private void remember(LoopState loop) {
            proposed = loop.counts().proposed();
            reason = loop.reason();
        }

        private void loop(LoopState loop, List<String> lines) {
            if (loop.counts().proposed() > proposed)
                lines.add("iteration " + loop.counts().proposed() + ": " + end(loop));
            if (!loop.reason().isEmpty() && !loop.reason().equals(reason))
                lines.add("loop ended by " + SafeText.line(loop.reason(), 40));
            remember(loop);
        }

        private static String end(LoopState loop) {
            return loop.latest()
                    .map(latest -> latest.end().label() + "  " + SafeText.line(latest.description(), 100))
                    .orElse("")
                    .strip();
        }
    }
}
