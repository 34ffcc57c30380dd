package dev.autoresearch.view;

import dev.autoresearch.model.Idea;
import dev.autoresearch.model.LoopState;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Segment;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Status;
import dev.autoresearch.model.Summary;
import dev.autoresearch.model.Trial;
import dev.autoresearch.model.VerifyResult;
import dev.autoresearch.stats.Confidence;
import dev.autoresearch.sweep.CommandTemplate;
import dev.autoresearch.sweep.ParameterValues;
import dev.autoresearch.sweep.Sweep;
import dev.autoresearch.sweep.SweepVariants;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the dashboard shows. Texts are on one line and cannot steer what shows them, but they may hold markup: whoever
 * shows them inserts them as text.
 *
 * @param head what there is to say besides the segments
 */
public record DashboardData(Map<String, Object> head, List<Part> segments) {
    /**
     * A segment.
     *
     * @param head what there is to say of it besides its runs
     * @param runs a document for each, in their order
     */
    public record Part(Map<String, Object> head, List<Map<String, Object>> runs) {
        /** The segment with some of its runs, in whatever form. */
        public Map<String, Object> with(List<?> some) {
            var document = new LinkedHashMap<>(head);
            document.put("runs", some);
            return document;
        }
    }

    /** The session with every run of every segment, as one document. */
    public Map<String, Object> document() {
        var parts = new ArrayList<Object>();
        for (var segment : segments) parts.add(segment.with(segment.runs()));
        return with(parts);
    }

    /** The session with its segments in whatever form. */
    public Map<String, Object> with(List<?> parts) {
        var document = new LinkedHashMap<>(head);
        document.put("segments", parts);
        return document;
    }

    /** The session with its ideas. */
    public static DashboardData of(Summary summary, List<Idea> ideas) {
        var session = summary.session();
        var document = new LinkedHashMap<String, Object>();
        document.put("name", SafeText.line(session.setup().name(), 120));
        document.put("session", summary.sessions().current());
        document.put("branch", summary.branch().map(SafeText::line));
        document.put("warnings", lines(summary.warnings()));
        document.put("pending", session.pending().map(one -> pending(new PendingRunView(session, one))));
        document.put("trial", trial(session));
        document.put("loop", session.loop().map(DashboardData::loop));
        document.put("ideas", ideas(ideas));
        var segments = new ArrayList<Part>();
        for (var segment : session.segments()) segments.add(new Part(segment(segment), runs(segment)));
        return new DashboardData(document, segments);
    }

    private static List<String> lines(List<String> texts) {
        return texts.stream().map(text -> SafeText.line(text)).toList();
    }

    private static Map<String, String> pending(PendingRunView waiting) {
        var document = new LinkedHashMap<String, String>();
        document.put("what", waiting.what());
        document.put("command", waiting.step().words());
        return document;
    }

    /** What is being measured, and how far its pairs got. */
    private static Optional<Map<String, Object>> trial(Session session) {
        if (session.trial().isEmpty()) return Optional.empty();
        var open = session.trial().get();
        var document = new LinkedHashMap<String, Object>();
        document.put(
                "description",
                SafeText.line(open.trial().map(Trial::description).orElse("")));
        document.put("executions", open.executions().size());
        PairsBar.of(session).ifPresent(bar -> {
            document.put("pairs", bar.progress().pairs());
            document.put("change", bar.change());
            document.put("evidence", bar.evidence());
            document.put("share", bar.share());
        });
        return Optional.of(document);
    }

    private static Map<String, Object> loop(LoopState loop) {
        var document = new LinkedHashMap<String, Object>();
        document.put("agent", SafeText.line(loop.begun().agent(), 80));
        document.put("iterations", loop.totals().iterations());
        document.put("cost_usd", loop.totals().costUsd());
        document.put("losses", loop.streaks().losses());
        document.put("ended", SafeText.line(loop.reason()));
        document.put("left", new LimitsLeft(loop).words());
        return document;
    }

    private static List<Map<String, Object>> ideas(List<Idea> ideas) {
        var documents = new ArrayList<Map<String, Object>>();
        for (var idea : ideas) {
            var document = new LinkedHashMap<String, Object>();
            document.put("number", idea.number());
            document.put("text", SafeText.line(idea.text()));
            document.put("done", idea.done());
            documents.add(document);
        }
        return documents;
    }

    private static Map<String, Object> segment(Segment segment) {
        var metric = segment.setup().metric();
        var document = new LinkedHashMap<String, Object>();
        document.put("name", SafeText.line(segment.setup().name(), 120));
        document.put("metric", SafeText.line(metric.name()));
        document.put("unit", SafeText.line(metric.unit()));
        document.put("direction", metric.direction().word());
        document.put("command", segment.setup().command().map(SafeText::line));
        document.put("git", segment.setup().git());
        document.put("baseline", result(segment.baseline(), metric));
        document.put("best", result(segment.best(), metric));
        document.put("baseline_run", segment.baseline().map(Run::number));
        document.put("best_run", segment.best().map(Run::number));
        document.put("change", segment.change());
        document.put("verified", segment.checks().verified().map(VerifyResult::size));
        document.put("verified_interval", segment.checks().verified().map(VerifyResult::interval));
        var confidence = Confidence.of(segment);
        document.put("confidence", confidence.figure());
        document.put("confidence_words", confidence.words());
        document.put("counts", counts(segment));
        document.put("audited", audited(segment));
        document.put(
                "best_variant",
                SweepVariants.of(segment).flatMap(SweepVariants::best).map(Run::number));
        document.put("parameters", parameters(segment).map(DashboardData::lines));
        return document;
    }

    /** What a sweep varies, also before its first variant; empty for anything else. */
    private static Optional<List<String>> parameters(Segment segment) {
        if (!segment.runs().isEmpty()) return SweepVariants.of(segment).map(SweepVariants::names);
        return segment.setup()
                .command()
                .filter(command -> Sweep.isIn(segment.setup()))
                .map(command -> new CommandTemplate(command).names());
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
            found.put(String.valueOf(result.number()), SafeText.line(result.words() + result.grounds()));
        return found;
    }

    private static List<Map<String, Object>> runs(Segment segment) {
        var references = segment.references();
        var variants = SweepVariants.of(segment);
        var documents = new ArrayList<Map<String, Object>>(segment.runs().size());
        for (int i = 0; i < segment.runs().size(); i++) {
            var run = segment.runs().get(i);
            var document = new DashboardRun(run, references.get(i), segment.setup()).document();
            variants.ifPresent(all -> variant(document, all, run));
            documents.add(document);
        }
        return documents;
    }

    private static void variant(Map<String, Object> document, SweepVariants all, Run run) {
        var parameters = new LinkedHashMap<String, Object>();
        ParameterValues.of(run)
                .orElseThrow()
                .document()
                .forEach((name, value) -> parameters.put(
                        SafeText.line(name), value instanceof String text ? SafeText.line(text) : value));
        document.put("parameters", parameters);
        all.fromFirst(run).ifPresent(percent -> document.put("from_first", percent));
    }
}
