package dev.autoresearch.view;

import dev.autoresearch.journal.JournalWriter;
import dev.autoresearch.json.Json;
import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.AuditResult;
import dev.autoresearch.model.Idea;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Judgement.ComparisonFigures;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.LoopState;
import dev.autoresearch.model.LoopState.LoopReport;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Run.HoldoutResult;
import dev.autoresearch.model.Settlement;
import dev.autoresearch.model.VerifyResult;
import dev.autoresearch.review.Review;
import dev.autoresearch.session.SessionSummary;
import dev.autoresearch.sweep.ParameterValues;
import dev.autoresearch.sweep.SweepResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        // The journal's dialect writes another status for some readers.
        document.put("status", run.status().word());
        run.evidence().judgement().ifPresent(judgement -> document.put("verdict", judgement(judgement)));
        run.evidence().stored().ifPresent(stored -> document.put("stored", stored.ref()));
        run.evidence().settlement().ifPresent(settled -> document.put("settlement", settlement(settled)));
        run.sure().ifPresent(sure -> document.put("sure", sure));
        return document;
    }

    private static Map<String, Object> judgement(Judgement judgement) {
        var document = new LinkedHashMap<String, Object>();
        document.put("rule", judgement.rule());
        document.put("verdict", judgement.word());
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
        effect(document, comparison.change(), comparison.low(), comparison.high(), comparison.relative());
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
                document.put("place", role.side().word());
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
    public static Map<String, Object> status(SessionSummary summary) {
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
        document.put("proven", segment.proven());
        document.put("expected_false_keeps", segment.expectedFalseKeeps());
        document.put("counts", summary.session().current().counts());
        document.put("command", session.setup().command());
        document.put("layout", summary.layout().word());
        document.put("git", session.setup().git());
        document.put("branch", summary.branch());
        document.put("session", summary.sessions().current());
        document.put("sessions", summary.sessions().named());
        document.put("ideas_pending", summary.ideasPending());
        document.put("pending", session.pending().map(RunJson::measurement));
        document.put("verified", segment.checks().verified().map(RunJson::verify));
        document.put("warnings", summary.warnings());
        document.put("segments", session.segments().size());
        document.put("loop", session.loop().map(RunJson::loopState));
        return document;
    }

    private static Map<String, Object> loopState(LoopState loop) {
        var document = new LinkedHashMap<String, Object>();
        document.put("iterations", loop.counts().iterations());
        document.put("counts", loop.counts().words());
        document.put("cost_usd", loop.counts().costUsd());
        document.put("seconds", loop.activeMillis(loop.time().seen()) / 1000.0);
        document.put("limits", loop.limits());
        document.put("reason", loop.reason());
        return document;
    }

    /** What {@code export} writes: the status and every run of every segment. */
    public static Map<String, Object> export(SessionSummary summary) {
        var document = status(summary);
        List<Object> runs = new ArrayList<>();
        for (var segment : summary.session().segments())
            for (var run : segment.runs())
                runs.add(run(run, summary.layout(), segment.setup().metric().name()));
        document.put("runs", runs);
        return document;
    }

    private static void effect(Map<String, Object> document, Object change, Object low, Object high, boolean relative) {
        document.put("change", change);
        document.put("low", low);
        document.put("high", high);
        document.put("relative", relative);
    }

    /** What {@code verify --json} prints. */
    public static Map<String, Object> verify(VerifyResult verified) {
        var document = new LinkedHashMap<String, Object>();
        document.put("measured", true);
        effect(document, verified.change(), verified.low(), verified.high(), verified.relative());
        document.put("interval", "90% anytime-valid");
        document.put("pairs", verified.pairs());
        document.put("head", verified.head());
        document.put("baseline", verified.baseline());
        return document;
    }

    /** What {@code settle --json} prints for one keep. */
    public static Map<String, Object> settlement(Settlement settlement) {
        var document = new LinkedHashMap<String, Object>();
        document.put("run", settlement.number());
        document.put("commit", settlement.commit());
        document.put("outcome", settlement.outcome().word());
        document.put("sure", settlement.sure());
        document.put("executions", settlement.executions());
        document.put("idle", settlement.idle());
        document.put("change", settlement.change());
        document.put("relative", settlement.relative());
        if (settlement.isRevoked()) document.put("revert", settlement.revert());
        return document;
    }

    /** What {@code audit --json} prints for one change. */
    public static Map<String, Object> audit(AuditResult audited) {
        var document = new LinkedHashMap<String, Object>();
        document.put("run", audited.number());
        document.put("commit", audited.commit());
        document.put("description", audited.description());
        document.put("verdict", audited.verdict().word());
        document.put("words", audited.words());
        document.put("reason", audited.reason());
        document.put("pairs", audited.pairs());
        effect(document, audited.change(), audited.low(), audited.high(), audited.relative());
        document.put("head", audited.head());
        return document;
    }

    /** What {@code holdout --json} prints. */
    public static Map<String, Object> holdout(HoldoutResult held) {
        var document = new LinkedHashMap<String, Object>();
        document.put("command", held.command());
        document.put("file", held.file().toString());
        document.put("candidates", held.runs().stream().map(RunJson::candidate).toList());
        return document;
    }

    private static Map<String, Object> candidate(Run run) {
        var document = new LinkedHashMap<String, Object>();
        document.put("description", run.description());
        document.put("confirmed", run.kept());
        document.put("metric", run.value());
        document.put("timestamp", run.timestamp());
        Optional<Judgement> judgement = run.evidence().judgement();
        judgement.ifPresent(one -> document.put("reason", one.reason()));
        judgement.flatMap(Judgement::comparison).ifPresent(one -> {
            effect(document, one.change(), one.low(), one.high(), one.relative());
            document.put("pairs", one.pairs());
        });
        return document;
    }

    /** What {@code loop --json} prints. */
    public static Map<String, Object> loop(LoopReport report) {
        var loop = report.loop();
        var document = new LinkedHashMap<String, Object>();
        document.put("loop", loop.id());
        document.put("reason", report.reason());
        document.put("iterations", loop.counts().iterations());
        document.put("counts", loop.counts().words());
        document.put("losses", loop.counts().losses());
        document.put("best_metric", report.best().map(Run::value).orElse(OptionalDouble.empty()));
        document.put("best_run", report.best().<Object>map(Run::number).orElse(Json.NULL));
        document.put("improvement_percent", report.change());
        document.put("cost_usd", loop.counts().costUsd());
        document.put("seconds", report.seconds());
        return document;
    }

    /** What {@code finalize --json} prints. */
    public static Map<String, Object> review(Review review) {
        var branches = new ArrayList<Object>();
        for (var branch : review.branches()) {
            var one = new LinkedHashMap<String, Object>();
            one.put("name", branch.name());
            one.put("commit", branch.tip());
            one.put("files", branch.files());
            one.put("changes", branch.changes().stream().map(RunJson::change).toList());
            branches.add(one);
        }
        var left = new ArrayList<Object>();
        for (var one : review.left()) {
            var out = new LinkedHashMap<String, Object>();
            out.put("run", one.run().number());
            out.put("description", one.run().description());
            out.put("dropped", one.dropped());
            left.add(out);
        }
        var document = new LinkedHashMap<String, Object>();
        document.put("base", review.base());
        document.put("head", review.head());
        document.put("made", review.made());
        document.put("branches", branches);
        document.put("left_out", left);
        return document;
    }

    private static Map<String, Object> change(Review.ReviewCommit change) {
        var document = new LinkedHashMap<String, Object>();
        document.put("commit", change.commit());
        change.run().ifPresent(run -> document.put("run", run.number()));
        document.put("description", change.subject());
        return document;
    }

    /** What {@code sweep --json} prints. */
    public static Map<String, Object> sweep(SweepResult swept, Layout layout) {
        var document = new LinkedHashMap<String, Object>();
        document.put("best", swept.best().map(best -> {
            var setting = new LinkedHashMap<String, Object>();
            setting.put("params", ParameterValues.of(best).orElseThrow().document());
            setting.put("command", swept.command(best));
            setting.put("metric", best.metric());
            setting.put("run", best.number());
            return setting;
        }));
        document.put("metric_name", swept.metric().name());
        List<Object> runs = new ArrayList<>();
        for (var run : swept.runs()) {
            var one = new LinkedHashMap<String, Object>();
            one.put("params", ParameterValues.of(run).orElseThrow().document());
            one.put("command", swept.command(run));
            one.putAll(run(run, layout, swept.metric().name()));
            one.put("measured", run.measured());
            runs.add(one);
        }
        document.put("runs", runs);
        return document;
    }

    /** An idea of the backlog as {@code ideas --json} and {@code brief --json} print it. */
    public static Map<String, Object> idea(Idea idea) {
        var document = new LinkedHashMap<String, Object>();
        document.put("number", idea.number());
        document.put("text", idea.text());
        document.put("done", idea.done());
        return document;
    }
}
