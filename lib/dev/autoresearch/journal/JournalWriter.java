package dev.autoresearch.journal;

import dev.autoresearch.json.Json;
import dev.autoresearch.model.AuditResult;
import dev.autoresearch.model.Event;
import dev.autoresearch.model.Event.BenchmarkFingerprint;
import dev.autoresearch.model.Event.HookRun;
import dev.autoresearch.model.Event.LoopBegun;
import dev.autoresearch.model.Event.LoopEnded;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Judgement.ComparisonFigures;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Proposal;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Settlement;
import dev.autoresearch.model.Setup;
import dev.autoresearch.model.Status;
import dev.autoresearch.model.Trial;
import dev.autoresearch.model.VerifyResult;
import java.util.LinkedHashMap;
import java.util.Map;

/** The lines of each layout's dialect, with keys in the order in which the peers write them. */
public final class JournalWriter {
    private JournalWriter() {}

    private static Map<String, Object> line(String type) {
        var line = new LinkedHashMap<String, Object>();
        line.put("type", type);
        return line;
    }

    /** A config line; fields of ours come after the peers'. */
    private static Map<String, Object> config(Setup setup) {
        var line = line("config");
        line.put("name", setup.name());
        line.put("metricName", setup.metric().name());
        line.put("metricUnit", setup.metric().unit());
        line.put("bestDirection", setup.metric().direction().word());
        setup.command().ifPresent(command -> line.put("command", command));
        setup.report().ifPresent(report -> line.put("report", report));
        if (!setup.git()) line.put("git", false);
        var safeguards = setup.safeguards();
        if (!safeguards.guards().isEmpty()) line.put("guards", safeguards.guards());
        if (!safeguards.protect().isEmpty()) line.put("protect", safeguards.protect());
        if (safeguards.holdout()) line.put("holdout", true);
        return line;
    }

    static Map<String, Object> measurement(Measurement measured) {
        var line = line("measurement");
        line.put("id", measured.id());
        line.put("started", measured.started());
        line.put("command", measured.command());
        line.put("outcome", measured.outcome().word());
        line.put("exitCode", measured.exitCode());
        line.put("durationSeconds", measured.durationSeconds());
        line.put("primary", measured.primary());
        line.put("values", measured.metrics());
        if (!measured.samples().isEmpty()) line.put("samples", measured.samples());
        line.put("tail", measured.tail());
        if (!measured.warnings().isEmpty()) line.put("warnings", measured.warnings());
        measured.candidate().ifPresent(candidate -> {
            line.put("head", candidate.commit());
            line.put("tree", candidate.tree());
            if (!candidate.after().equals(candidate.tree())) line.put("treeAfter", candidate.after());
        });
        line.put("host", measured.host());
        measured.role().ifPresent(role -> {
            line.put("purpose", role.purpose().word());
            line.put("place", role.side().word());
        });
        measured.attempt().ifPresent(attempt -> line.put("attempt", attempt));
        measured.output().ifPresent(output -> line.put("output", output));
        if (measured.busyCores() > 0) line.put("busyCores", measured.busyCores());
        return line;
    }

    private static Map<String, Object> stored(Event.Stored stored) {
        var line = line("stored");
        line.put("ref", stored.ref());
        line.put("id", stored.commit());
        return line;
    }

    private static Map<String, Object> judgement(Judgement judgement) {
        var line = line("judgement");
        line.put("rule", judgement.rule());
        line.put("verdict", judgement.word());
        line.put("kept", judgement.kept());
        line.put("reference", judgement.reference());
        line.put("reason", judgement.reason());
        judgement.comparison().ifPresent(comparison -> line.put("comparison", comparison(comparison)));
        return line;
    }

    private static Map<String, Object> comparison(ComparisonFigures comparison) {
        var line = new LinkedHashMap<String, Object>();
        line.put("runs", comparison.runs());
        line.put("pairs", comparison.pairs());
        line.put("screenGain", comparison.screenGain());
        line.put("sigma", comparison.sigma());
        line.put("alpha", comparison.alpha());
        line.put("change", comparison.change());
        line.put("low", comparison.low());
        line.put("high", comparison.high());
        line.put("relative", comparison.relative());
        comparison.sure().ifPresent(sure -> line.put("sure", sure));
        line.put("gains", comparison.gains());
        return line;
    }

    private static Map<String, Object> trial(Trial trial) {
        var line = line("trial");
        line.put("description", trial.description());
        line.put("head", trial.commit());
        line.put("tree", trial.tree());
        line.put("rule", trial.rule());
        line.put("tolerance", trial.tolerance());
        line.put("pairing", trial.pairing().word());
        trial.maxPairs().ifPresent(most -> line.put("maxPairs", most));
        trial.prepare().ifPresent(command -> line.put("prepare", command));
        trial.carry().ifPresent(paths -> line.put("carry", paths));
        return line;
    }

    private static Map<String, Object> fingerprint(BenchmarkFingerprint taken) {
        var line = line("fingerprint");
        line.put("command", taken.command());
        line.put("files", taken.files());
        return line;
    }

    private static Map<String, Object> hooked(HookRun hooked) {
        var line = line("hook");
        line.put("name", hooked.name());
        line.put("exit", hooked.exit());
        line.put("durationSeconds", hooked.durationSeconds());
        line.put("bytes", hooked.bytes());
        return line;
    }

    /** The fields of a run's line as this layout's readers expect them, in the peers' order. */
    public static Map<String, Object> run(Run run, Layout layout, String metricName) {
        var line = new LinkedHashMap<String, Object>();
        line.put("run", run.number());
        line.put("commit", run.commit());
        line.put("metric", run.metric());
        line.put("metrics", metrics(run, layout, metricName));
        line.put("status", status(run, layout));
        if (layout != Layout.PI) line.put("baseline", run.baseline());
        line.put("description", run.description());
        line.put("timestamp", layout == Layout.SDK ? run.timestamp() / 1000 : run.timestamp());
        line.put("segment", run.segment());
        line.put("confidence", run.confidence());
        if (!run.asi().isEmpty()) line.put("asi", run.asi());
        if (!run.measured()) line.put("unmeasured", true);
        if (run.status() == Status.CHECKS_FAILED && layout != Layout.PI) line.put("checksFailed", true);
        return line;
    }

    private static Map<String, Double> metrics(Run run, Layout layout, String metricName) {
        if (layout.metricsIncludePrimary() || !run.metrics().containsKey(metricName)) return run.metrics();
        var secondary = new LinkedHashMap<>(run.metrics());
        secondary.remove(metricName);
        return secondary;
    }

    /** The readers of the SDK and of OpenClaw know no {@code checks_failed}: one fails on it, one takes it for keep. */
    private static String status(Run run, Layout layout) {
        // to them it is not in the tree, which is what a discard says
        if (run.status() == Status.REVOKED) return Status.DISCARD.word();
        return run.status() == Status.CHECKS_FAILED && layout != Layout.PI
                ? "crash"
                : run.status().word();
    }

    private static Map<String, Object> loop(LoopBegun begun) {
        var line = line("loop");
        line.put("id", begun.id());
        line.put("agent", begun.agent());
        line.put("limits", begun.limits());
        line.put("started", begun.started());
        return line;
    }

    private static Map<String, Object> loopEnd(LoopEnded ended) {
        var line = line("loop_end");
        line.put("id", ended.id());
        line.put("reason", ended.reason());
        line.put("at", ended.at());
        return line;
    }

    private static Map<String, Object> settlement(Settlement settlement) {
        var line = new LinkedHashMap<String, Object>();
        line.put("type", "settlement");
        line.put("number", settlement.number());
        line.put("commit", settlement.commit());
        line.put("outcome", settlement.outcome().word());
        line.put("sure", settlement.sure());
        line.put("executions", settlement.executions());
        line.put("idle", settlement.idle());
        line.put("change", settlement.change());
        line.put("relative", settlement.relative());
        if (!settlement.revert().isEmpty()) line.put("revert", settlement.revert());
        line.put("at", settlement.at());
        return line;
    }

    private static Map<String, Object> proposal(Proposal proposal) {
        var line = line("proposal");
        line.put("loop", proposal.loop());
        line.put("iteration", proposal.iteration());
        line.put("started", proposal.started());
        line.put("seconds", proposal.seconds());
        line.put("outcome", proposal.end().word());
        line.put("description", proposal.description());
        if (!proposal.hypothesis().isEmpty()) line.put("hypothesis", proposal.hypothesis());
        if (!proposal.learned().isEmpty()) line.put("learned", proposal.learned());
        if (!proposal.ideas().isEmpty()) line.put("ideas", proposal.ideas());
        if (!proposal.asi().isEmpty()) line.put("asi", proposal.asi());
        proposal.costUsd().ifPresent(cost -> line.put("cost_usd", cost));
        if (!proposal.note().isEmpty()) line.put("note", proposal.note());
        if (!proposal.tree().isEmpty()) line.put("tree", proposal.tree());
        proposal.stored().ifPresent(stored -> {
            line.put("ref", stored.ref());
            line.put("stored", stored.commit());
        });
        if (proposal.slot() > 0) line.put("slot", proposal.slot());
        return line;
    }

    private static Map<String, Object> verified(VerifyResult verified) {
        var line = line("verified");
        line.put("change", verified.change());
        line.put("low", verified.low());
        line.put("high", verified.high());
        line.put("relative", verified.relative());
        line.put("pairs", verified.pairs());
        line.put("head", verified.head());
        line.put("baseline", verified.baseline());
        return line;
    }

    private static Map<String, Object> audited(AuditResult audited) {
        var line = line("audited");
        line.put("number", audited.number());
        line.put("commit", audited.commit());
        line.put("head", audited.head());
        line.put("description", audited.description());
        line.put("verdict", audited.verdict().word());
        if (!audited.reason().isEmpty()) line.put("reason", audited.reason());
        line.put("pairs", audited.pairs());
        line.put("change", audited.change());
        line.put("low", audited.low());
        line.put("high", audited.high());
        line.put("relative", audited.relative());
        return line;
    }

    /** The journal line of an event, without its line end. */
    static String line(Event event, Layout layout, String metricName) {
        if (event instanceof Run run) return Json.line(run(run, layout, metricName));
        if (event instanceof Measurement measured) return Json.line(measurement(measured));
        if (event instanceof Event.Begin begin) return Json.line(config(begin.setup()));
        if (event instanceof Event.Stored stored) return Json.line(stored(stored));
        if (event instanceof BenchmarkFingerprint taken) return Json.line(fingerprint(taken));
        if (event instanceof HookRun hooked) return Json.line(hooked(hooked));
        if (event instanceof Trial trial) return Json.line(trial(trial));
        if (event instanceof Judgement judgement) return Json.line(judgement(judgement));
        if (event instanceof VerifyResult verified) return Json.line(verified(verified));
        if (event instanceof AuditResult audited) return Json.line(audited(audited));
        if (event instanceof Proposal proposal) return Json.line(proposal(proposal));
        if (event instanceof Settlement settlement) return Json.line(settlement(settlement));
        if (event instanceof LoopBegun begun) return Json.line(loop(begun));
        if (event instanceof LoopEnded ended) return Json.line(loopEnd(ended));
        throw new IllegalArgumentException("a line of an unknown kind is read, never written");
    }
}
