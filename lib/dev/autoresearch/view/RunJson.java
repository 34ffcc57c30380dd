package dev.autoresearch.view;

import dev.autoresearch.journal.JournalWriter;
import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.Judgement.ComparisonFigures;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.LoopState;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Status;
import dev.autoresearch.model.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The documents that {@code --json} prints: plain maps with the seed's keys first, then ours. */
public final class RunJson {
    private RunJson() {}

    /** What {@code run --json} prints. */
    public static Map<String, Object> measurement(Measurement measured) {
        var document = new LinkedHashMap<String, Object>();
        document.put("command", measured.command());
        document.put("exit_code", measured.exitCode());
        document.put("duration_seconds", measured.durationSeconds());
        document.put("passed", measured.passed());
        document.put("crashed", measured.crashed());
        document.put("timed_out", measured.timedOut());
        document.put("metrics", measured.metrics());
        document.put("primary_metric", measured.primary());
        document.put("tail", measured.tail());
        document.put("warnings", measured.warnings());
        document.put("outcome", measured.outcome().word());
        document.put("samples", measured.samples());
        document.put("output", measured.output());
        return document;
    }

    /** What {@code log --json} prints. */
    public static Map<String, Object> run(Run run, Layout layout, String metricName) {
        var document = new LinkedHashMap<>(JournalWriter.run(run, layout, metricName));
        // The journal's dialect must hide this status from some readers; here it is told as it is.
        document.put("status", run.status().word());
        run.evidence().judgement().ifPresent(judgement -> document.put("verdict", judgement(judgement)));
        run.evidence().stored().ifPresent(stored -> document.put("stored", stored.ref()));
        return document;
    }

    private static Map<String, Object> judgement(Judgement judgement) {
        var document = new LinkedHashMap<String, Object>();
        document.put("rule", judgement.rule());
        document.put("verdict", judgement.verdict());
        document.put("kept", judgement.kept());
        document.put("reference", judgement.reference());
        document.put("reason", judgement.reason());
        judgement.comparison().ifPresent(comparison -> document.put("comparison", comparison(comparison)));
        return document;
    }

    private static Map<String, Object> comparison(ComparisonFigures comparison) {
        var document = new LinkedHashMap<String, Object>();
        document.put("runs", comparison.runs());
        document.put("pairs", comparison.pairs());
        document.put("change", comparison.change());
        document.put("low", comparison.low());
        document.put("high", comparison.high());
        document.put("relative", comparison.relative());
        document.put("sigma", comparison.sigma());
        document.put("alpha", comparison.alpha());
        document.put("screen_gain", comparison.screenGain());
        document.put("gains", comparison.gains());
        return document;
    }

    /** The executions that a run was decided by, as {@code show --json} lists them. */
    public static List<Map<String, Object>> executions(Run run) {
        var documents = new ArrayList<Map<String, Object>>();
        for (var execution : run.evidence().executions()) {
            var document = new LinkedHashMap<String, Object>();
            execution.role().ifPresent(role -> {
                document.put("purpose", role.purpose().word());
                document.put("place", role.place().word());
            });
            document.put("value", execution.primary());
            document.put("outcome", execution.outcome().word());
            document.put("started", execution.started());
            document.put("duration_seconds", execution.durationSeconds());
            document.put("host", execution.host());
            document.put("output", execution.output());
            documents.add(document);
        }
        return documents;
    }

    /** What {@code attempt --json} prints. */
    public static Map<String, Object> attempt(Attempt attempt, Layout layout) {
        var document = new LinkedHashMap<String, Object>();
        attempt.run()
                .ifPresent(
                        run -> document.putAll(run(run, layout, attempt.metric().name())));
        document.put("measured", attempt.measured());
        if (!attempt.measured()) document.put("reason", attempt.toString());
        return document;
    }

    /** What {@code status --json} prints. */
    public static Map<String, Object> status(Summary summary) {
        var session = summary.session();
        var segment = session.current();
        var metric = session.metric();
        var document = new LinkedHashMap<String, Object>();
        document.put("name", session.setup().name());
        document.put("metric_name", metric.name());
        document.put("metric_unit", metric.unit());
        document.put("best_direction", metric.direction().word());
        document.put("segment", segment.index());
        document.put("runs_in_segment", segment.runs().size());
        document.put("total_runs", session.totalRuns());
        document.put("baseline_metric", segment.baseline().map(Run::value).orElse(OptionalDouble.empty()));
        document.put("best_metric", segment.best().map(Run::value).orElse(OptionalDouble.empty()));
        document.put("confidence", summary.confidence());
        document.put("has_pending", session.pending().isPresent());
        document.put("initialized", session.initialized());
        document.put("last_run", session.lastRun().map(run -> run(run, summary.layout(), metric.name())));
        document.put("improvement_percent", segment.change());
        document.put("counts", counts(summary));
        document.put("command", session.setup().command());
        document.put("layout", summary.layout().word());
        document.put("git", session.setup().git());
        document.put("branch", summary.branch());
        document.put("session", summary.sessions().current());
        document.put("sessions", summary.sessions().named());
        document.put("ideas_pending", summary.ideasPending());
        document.put("pending", session.pending().map(RunJson::measurement));
        document.put("verified", segment.checks().verified().map(CheckView::document));
        document.put("warnings", summary.warnings());
        document.put("segments", session.segments().size());
        document.put("loop", session.loop().map(RunJson::loop));
        return document;
    }

    private static Map<String, Object> loop(LoopState loop) {
        var document = new LinkedHashMap<String, Object>();
        document.put("iterations", loop.totals().iterations());
        document.put("counts", loop.totals().counts());
        document.put("cost_usd", loop.totals().costUsd());
        document.put("seconds", loop.activeMillis(loop.time().seen()) / 1000.0);
        document.put("limits", loop.limits());
        document.put("reason", loop.reason());
        return document;
    }

    private static Map<String, Object> counts(Summary summary) {
        var counts = new LinkedHashMap<String, Object>();
        for (var status : Status.values())
            counts.put(status.word(), summary.session().current().count(status));
        return counts;
    }

    /** What {@code export} writes: the status and every run of every segment. */
    public static Map<String, Object> export(Summary summary) {
        var document = status(summary);
        List<Object> runs = new ArrayList<>();
        for (var segment : summary.session().segments())
            for (var run : segment.runs())
                runs.add(run(run, summary.layout(), segment.setup().metric().name()));
        document.put("runs", runs);
        return document;
    }
}
