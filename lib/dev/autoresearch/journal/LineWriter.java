package dev.autoresearch.journal;

import dev.autoresearch.json.Json;
import dev.autoresearch.model.Event;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.RunLine;
import dev.autoresearch.model.Setup;
import java.util.LinkedHashMap;
import java.util.Map;

/** The lines of each layout's dialect, with keys in the order in which the peers write them. */
final class LineWriter {
    private LineWriter() {}

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
        return line;
    }

    /** The journal line of an event, without its line end. */
    static String line(Event event, Layout layout, String metricName) {
        if (event instanceof Run run) return Json.line(RunLine.of(run, layout, metricName));
        if (event instanceof Measurement measured) return Json.line(measurement(measured));
        if (event instanceof Event.Begin begin) return Json.line(config(begin.setup()));
        if (event instanceof Event.Stored stored) return Json.line(stored(stored));
        if (event instanceof Judgement judgement) return Json.line(judgement(judgement));
        throw new IllegalArgumentException("a line of an unknown kind is read, never written");
    }
}
