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
import dev.autoresearch.model.RunLine;
import dev.autoresearch.model.Setup;
import dev.autoresearch.model.Trial;
import dev.autoresearch.model.VerifyResult;
import java.util.LinkedHashMap;
import java.util.Map;

/** The lines of each layout's dialect, with keys in the order in which the peers write them. */
final class JournalWriter {
    private JournalWriter() {}

    /** A config line; fields of ours come after the peers'. */
    private static Map<String, Object> config(Setup setup) {
        var line = new LinkedHashMap<String, Object>();
        line.put("type", "config");
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
        var line = new LinkedHashMap<String, Object>();
        line.put("type", "measurement");
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
            line.put("place", role.place().word());
        });
        measured.attempt().ifPresent(attempt -> line.put("attempt", attempt));
        measured.output().ifPresent(output -> line.put("output", output));
        return line;
    }

    private static Map<String, Object> stored(Event.Stored stored) {
        var line = new LinkedHashMap<String, Object>();
        line.put("type", "stored");
        line.put("ref", stored.ref());
        line.put("id", stored.commit());
        return line;
    }

    private static Map<String, Object> judgement(Judgement judgement) {
        var line = new LinkedHashMap<String, Object>();
        line.put("type", "judgement");
        line.put("rule", judgement.rule());
        line.put("verdict", judgement.verdict());
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
        line.put("gains", comparison.gains());
        return line;
    }

    private static Map<String, Object> trial(Trial trial) {
        var line = new LinkedHashMap<String, Object>();
        line.put("type", "trial");
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
        var line = new LinkedHashMap<String, Object>();
        line.put("type", "fingerprint");
        line.put("command", taken.command());
        line.put("files", taken.files());
        return line;
    }

    private static Map<String, Object> hooked(HookRun hooked) {
        var line = new LinkedHashMap<String, Object>();
        line.put("type", "hook");
        line.put("name", hooked.name());
        line.put("exit", hooked.exit());
        line.put("durationSeconds", hooked.durationSeconds());
        line.put("bytes", hooked.bytes());
        return line;
    }

    /** The journal line of an event, without its line end. */
    static String line(Event event, Layout layout, String metricName) {
        if (event instanceof Run run) return Json.line(RunLine.of(run, layout, metricName));
        if (event instanceof Measurement measured) return Json.line(measurement(measured));
        if (event instanceof Event.Begin begin) return Json.line(config(begin.setup()));
        if (event instanceof Event.Stored stored) return Json.line(stored(stored));
        if (event instanceof BenchmarkFingerprint taken) return Json.line(fingerprint(taken));
        if (event instanceof HookRun hooked) return Json.line(hooked(hooked));
        if (event instanceof Trial trial) return Json.line(trial(trial));
        if (event instanceof Judgement judgement) return Json.line(judgement(judgement));
        if (event instanceof VerifyResult verified) return Json.line(CheckLines.of(verified));
        if (event instanceof AuditResult audited) return Json.line(CheckLines.of(audited));
        if (event instanceof Proposal proposal) return Json.line(LoopLines.of(proposal));
        if (event instanceof LoopBegun begun) return Json.line(LoopLines.of(begun));
        if (event instanceof LoopEnded ended) return Json.line(LoopLines.of(ended));
        throw new IllegalArgumentException("a line of an unknown kind is read, never written");
    }
}
