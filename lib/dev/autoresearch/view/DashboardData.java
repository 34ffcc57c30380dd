package dev.autoresearch.view;

import dev.autoresearch.json.Json;
import dev.autoresearch.model.Idea;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Judgement.ComparisonFigures;
import dev.autoresearch.model.LoopState;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Measurement.Role;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Segment;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Setup;
import dev.autoresearch.model.Side;
import dev.autoresearch.model.Trial;
import dev.autoresearch.model.VerifyResult;
import dev.autoresearch.session.SessionSummary;
import dev.autoresearch.stats.Confidence;
import dev.autoresearch.sweep.CommandTemplate;
import dev.autoresearch.sweep.ParameterValues;
import dev.autoresearch.sweep.Sweep;
import dev.autoresearch.sweep.SweepResult;
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

    public Map<String, Object> with(List<?> parts) {
        var document = new LinkedHashMap<>(head);
        document.put("segments", parts);
        return document;
    }

    public static DashboardData of(SessionSummary summary, List<Idea> ideas) {
        var session = summary.session();
        var document = new LinkedHashMap<String, Object>();
        document.put("name", SafeText.line(session.setup().name(), 120));
        document.put("session", summary.sessions().current());
        document.put("branch", summary.branch().map(SafeText::line));
        document.put("warnings", lines(summary.warnings()));
        document.put("pending", session.pending().map(one -> pending(session, one)));
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

    private static Map<String, String> pending(Session session, Measurement run) {
        var document = new LinkedHashMap<String, String>();
        document.put("what", RunView.pending(session, run));
        document.put("command", RunView.logging(session, run).words());
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
        document.put("iterations", loop.counts().iterations());
        document.put("cost_usd", loop.counts().costUsd());
        document.put("losses", loop.counts().losses());
        document.put("ended", SafeText.line(loop.reason()));
        document.put("left", LoopView.left(loop));
        return document;
    }

    private static List<Map<String, Object>> ideas(List<Idea> ideas) {
        var documents = new ArrayList<Map<String, Object>>();
        for (var idea : ideas) {
            var document = RunJson.idea(idea);
            document.put("text", SafeText.line(idea.text()));
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
        document.put("gains", segment.gains());
        document.put("counts", segment.counts());
        document.put("audited", audited(segment));
        document.put(
                "best_variant",
                SweepResult.of(segment).flatMap(SweepResult::best).map(Run::number));
        document.put("parameters", parameters(segment).map(DashboardData::lines));
        return document;
    }

    /** What a sweep varies, also before its first variant; empty for anything else. */
    private static Optional<List<String>> parameters(Segment segment) {
        if (!segment.runs().isEmpty()) return SweepResult.of(segment).map(SweepResult::names);
        return segment.setup()
                .command()
                .filter(command -> Sweep.isIn(segment.setup()))
                .map(command -> new CommandTemplate(command).names());
    }

    private static Optional<String> result(Optional<Run> run, Metric metric) {
        return run.filter(Run::measured).map(one -> metric.text(one.metric()));
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
        var variants = SweepResult.of(segment);
        var documents = new ArrayList<Map<String, Object>>(segment.runs().size());
        for (int i = 0; i < segment.runs().size(); i++) {
            var run = segment.runs().get(i);
            var document = new RunDocument(run, references.get(i), segment.setup()).get();
            variants.ifPresent(all -> variant(document, all, run));
            documents.add(document);
        }
        return documents;
    }

    private static void variant(Map<String, Object> document, SweepResult all, Run run) {
        var parameters = new LinkedHashMap<String, Object>();
        ParameterValues.of(run)
                .orElseThrow()
                .document()
                .forEach((name, value) -> parameters.put(
                        SafeText.line(name), value instanceof String text ? SafeText.line(text) : value));
        document.put("parameters", parameters);
        all.fromFirst(run).ifPresent(percent -> document.put("from_first", percent));
    }

    /** One run with its evidence for the dashboard. What a run does not have is left out, since there may be thousands. */
    private record RunDocument(Run run, Optional<Run> reference, Setup setup) {
        private Optional<ComparisonFigures> comparison() {
            return run.comparison();
        }

        Map<String, Object> get() {
            var document = new LinkedHashMap<String, Object>();
            document.put("number", run.number());
            document.put("status", run.status().word());
            run.evidence()
                    .judgement()
                    .flatMap(Judgement::overruledBy)
                    .ifPresent(what -> document.put("overruled", what));
            if (run.isProvisional()) document.put("provisional", true);
            run.evidence()
                    .settlement()
                    .ifPresent(settled -> document.put("settled", SafeText.line(settled.sentence())));
            document.put("description", SafeText.line(run.description()));
            document.put("result", SafeText.line(run.result(setup.metric())));
            document.put("logged", run.timestamp());
            if (run.measured() && run.crashed().isEmpty()) document.put("value", run.metric());
            if (run.kept() && !run.commit().isEmpty()) document.put("commit", SafeText.line(run.commit(), 12));
            run.verdict().ifPresent(verdict -> document.put("verdict", verdict));
            run.effect(reference).ifPresent(change -> document.put("change", change));
            if (!run.interval().isEmpty()) document.put("interval", run.interval());
            run.changeFrom(reference).ifPresent(percent -> document.put("percent", percent));
            secondary(document);
            comparison().ifPresent(figures -> interval(document, figures));
            evidence(document);
            var notes = notes();
            if (!notes.isEmpty()) document.put("notes", notes);
            return document;
        }

        private void secondary(Map<String, Object> document) {
            var metrics = new LinkedHashMap<String, Double>();
            run.metrics().forEach((name, value) -> {
                if (!name.equals(setup.metric().name())) metrics.put(SafeText.line(name, 60), value);
            });
            if (!metrics.isEmpty()) document.put("metrics", metrics);
        }

        /** The ends of the 90 % interval as changes for the evidence, and as values around this run's for the chart. */
        private void interval(Map<String, Object> document, ComparisonFigures figures) {
            figures.change().ifPresent(change -> document.put("effect", change));
            document.put("relative", figures.relative());
            document.put("pairs", figures.pairs());
            if (figures.low().isEmpty() || figures.high().isEmpty()) return;
            document.put("low", figures.low());
            document.put("high", figures.high());
            if (!run.measured() || figures.change().isEmpty()) return;
            double change = figures.change().getAsDouble();
            document.put("from", at(figures.high().getAsDouble(), change, figures.relative()));
            document.put("to", at(figures.low().getAsDouble(), change, figures.relative()));
        }

        private double at(double end, double change, boolean relative) {
            double value = relative ? run.metric() / (1 + change) * (1 + end) : run.metric() - change + end;
            return Double.isFinite(value) ? value : run.metric();
        }

        private void evidence(Map<String, Object> document) {
            var evidence = run.evidence();
            evidence.judgement().ifPresent(judgement -> {
                judgement.sentence().ifPresent(reason -> document.put("reason", SafeText.line(reason)));
                document.put("rule", SafeText.line(judgement.rule()));
            });
            var pairs = pairs();
            if (!pairs.isEmpty()) document.put("compared", pairs);
            else if (!values().isEmpty()) document.put("values", values());
            if (evidence.stored().isPresent()) document.put("stored", true);
            evidence.measurement().ifPresent(measured -> measurement(document, measured));
        }

        private void measurement(Map<String, Object> document, Measurement measured) {
            if (!setup.command().equals(Optional.of(measured.command())))
                document.put("command", SafeText.line(measured.command()));
            document.put("ended", measured.ending());
            document.put("seconds", measured.durationSeconds());
            if (run.crashed().isPresent()) document.put("tail", tail(measured.tail()));
            if (measured.warnings().isEmpty()) return;
            var warnings = new ArrayList<String>();
            for (var warning : measured.warnings()) warnings.add(SafeText.line(warning));
            document.put("warnings", warnings);
        }

        /** The last lines that a crash left, each on its own. */
        private static List<String> tail(String text) {
            var lines = new ArrayList<String>();
            for (var line : text.split("\n")) lines.add(SafeText.output(line, 200));
            return lines.subList(Math.max(0, lines.size() - 8), lines.size());
        }

        /** Incumbent and candidate of each pair, in the order of execution. */
        private List<List<Double>> pairs() {
            var pairs = new ArrayList<List<Double>>();
            var executions = trial();
            int lead = lead(executions);
            for (int i = lead; i + 1 < executions.size(); ) {
                var first = executions.get(i);
                var second = executions.get(i + 1);
                if (first.counts() && second.counts() && first.isAt(Side.CANDIDATE) != second.isAt(Side.CANDIDATE)) {
                    var incumbent = first.isAt(Side.INCUMBENT) ? first : second;
                    var candidate = first.isAt(Side.INCUMBENT) ? second : first;
                    pairs.add(List.of(value(incumbent), value(candidate)));
                    i += 2;
                } else i++;
            }
            return pairs;
        }

        /** How many executions come before the first pair: the incumbent again where it was stale, then a first look. */
        private int lead(List<Measurement> executions) {
            int inPairs = 2 * comparison().map(ComparisonFigures::pairs).orElse(0);
            if (inPairs == 0 || executions.isEmpty()) return executions.size();
            int usual = executions.get(0).isAt(Side.INCUMBENT) ? 2 : 1;
            return Math.max(0, Math.min(usual, executions.size() - inPairs));
        }

        private List<Measurement> trial() {
            return run.evidence().executions().stream()
                    .filter(execution -> execution.role().isPresent()
                            && execution.role().get().purpose() == Role.Purpose.TRIAL)
                    .toList();
        }

        private static double value(Measurement execution) {
            return execution.primary().orElseThrow();
        }

        /** What the run's executions, or the one that measured it, gave. */
        private List<Double> values() {
            var values = new ArrayList<Double>();
            for (var execution : run.evidence().executions())
                if (execution.counts() && execution.isAt(Side.CANDIDATE)) values.add(value(execution));
            if (!values.isEmpty()) return values;
            return run.evidence()
                    .measurement()
                    .map(measured ->
                            measured.samples().getOrDefault(setup.metric().name(), List.of()))
                    .orElse(List.of());
        }

        /** What an agent noted, each note as a name and a text. */
        private List<List<String>> notes() {
            var notes = new ArrayList<List<String>>();
            run.asi().forEach((name, said) -> {
                if (name.equals(ParameterValues.NOTE) && said instanceof Map) return;
                var text = said instanceof String words ? words : Json.line(said);
                if (!text.isBlank())
                    notes.add(List.of(
                            name.equals(Run.REMARK) ? Run.REMARKED : SafeText.line(name, 60), SafeText.line(text)));
            });
            return notes;
        }
    }
}
