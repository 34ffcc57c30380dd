package dev.autoresearch.view;

import dev.autoresearch.model.Idea;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.Looping;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Segment;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Status;
import dev.autoresearch.model.Summary;
import dev.autoresearch.model.Text;
import dev.autoresearch.stats.Confidence;
import dev.autoresearch.stats.PeerConfidence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the dashboard shows, as one document. Texts are on one line and cannot steer what shows them, but they may hold
 * markup: whoever shows them inserts them as text.
 */
public final class Board {
    private Board() {}

    /** The session with every run of every segment. */
    public static Map<String, Object> of(Summary summary, List<Idea> ideas) {
        var session = summary.session();
        var document = new LinkedHashMap<String, Object>();
        document.put("name", Text.line(session.setup().name(), 120));
        document.put("session", summary.sessions().current());
        document.put("branch", summary.branch().map(Text::line));
        document.put("warnings", lines(summary.warnings()));
        document.put("pending", session.pending().map(one -> pending(one, session.metric())));
        document.put("trial", session.trial().flatMap(one -> one.trial()).map(one -> Text.line(one.description())));
        document.put("loop", session.loop().map(Board::loop));
        document.put("ideas", ideas(ideas));
        document.put("segments", segments(session, summary.layout()));
        return document;
    }

    private static List<String> lines(List<String> texts) {
        var lines = new ArrayList<String>();
        for (var text : texts) lines.add(Text.line(text));
        return lines;
    }

    private static String pending(Measurement pending, Metric metric) {
        var value =
                pending.primary().isPresent() ? metric.text(pending.primary().getAsDouble()) : pending.ending();
        return Text.line(pending.command(), 60) + ", " + value;
    }

    private static Map<String, Object> loop(Looping loop) {
        var document = new LinkedHashMap<String, Object>();
        document.put("agent", Text.line(loop.begun().agent(), 80));
        document.put("iterations", loop.totals().iterations());
        document.put("cost_usd", loop.totals().costUsd());
        document.put("losses", loop.streaks().losses());
        document.put("ended", Text.line(loop.reason()));
        document.put("left", new LimitsLeft(loop).words());
        return document;
    }

    private static List<Map<String, Object>> ideas(List<Idea> ideas) {
        var documents = new ArrayList<Map<String, Object>>();
        for (var idea : ideas) {
            var document = new LinkedHashMap<String, Object>();
            document.put("number", idea.number());
            document.put("text", Text.line(idea.text()));
            document.put("done", idea.done());
            documents.add(document);
        }
        return documents;
    }

    private static List<Map<String, Object>> segments(Session session, Layout layout) {
        var documents = new ArrayList<Map<String, Object>>();
        for (var segment : session.segments()) documents.add(segment(segment, layout));
        return documents;
    }

    private static Map<String, Object> segment(Segment segment, Layout layout) {
        var metric = segment.setup().metric();
        var document = new LinkedHashMap<String, Object>();
        document.put("name", Text.line(segment.setup().name(), 120));
        document.put("metric", Text.line(metric.name()));
        document.put("unit", Text.line(metric.unit()));
        document.put("direction", metric.direction().word());
        document.put("command", segment.setup().command().map(Text::line));
        document.put("layout", layout.word());
        document.put("baseline", result(segment.baseline(), metric));
        document.put("best", result(segment.best(), metric));
        document.put("best_run", segment.best().map(run -> run.number()));
        document.put("change", segment.change());
        document.put("verified", segment.checks().verified().map(found -> found.brief()));
        document.put("confidence", new Confidence(PeerConfidence.of(segment)).toString());
        document.put("counts", counts(segment));
        document.put("audited", audited(segment));
        document.put("runs", runs(segment));
        return document;
    }

    private static Optional<String> result(Optional<Run> run, Metric metric) {
        return run.filter(Run::measured).map(one -> metric.text(one.metric()));
    }

    private static Map<String, Object> counts(Segment segment) {
        var counts = new LinkedHashMap<String, Object>();
        for (var status : Status.values()) counts.put(status.word(), segment.count(status));
        return counts;
    }

    /** By the run's number, since that is how the page finds it. */
    private static Map<String, String> audited(Segment segment) {
        var found = new LinkedHashMap<String, String>();
        for (var result : segment.checks().audited())
            found.put(String.valueOf(result.number()), Text.line(result.words() + result.grounds()));
        return found;
    }

    private static List<Map<String, Object>> runs(Segment segment) {
        var references = segment.references();
        var documents = new ArrayList<Map<String, Object>>(segment.runs().size());
        for (int i = 0; i < segment.runs().size(); i++)
            documents.add(new BoardRun(segment.runs().get(i), references.get(i), segment.setup()).document());
        return documents;
    }
}
