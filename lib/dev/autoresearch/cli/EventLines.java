package dev.autoresearch.cli;

import dev.autoresearch.model.Evidence;
import dev.autoresearch.model.LoopState;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Trial;
import dev.autoresearch.view.WatchView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What has happened between two looks at a session, a line for each event. */
final class EventLines {
    private int segments;
    private int runs;
    private Optional<Trial> trial = Optional.empty();
    private int pairs;
    private int proposed;
    private String reason = "";

    /** What is new; the first time, where the session stands. */
    List<String> since(WatchView.State watched) {
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

    private void trial(Session session, WatchView.State watched, List<String> lines) {
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
        proposed = loop.totals().proposed();
        reason = loop.reason();
    }

    private void loop(LoopState loop, List<String> lines) {
        if (loop.totals().proposed() > proposed)
            lines.add("iteration " + loop.totals().proposed() + ": " + end(loop));
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
