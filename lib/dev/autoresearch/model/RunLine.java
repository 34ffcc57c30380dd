package dev.autoresearch.model;

import java.util.LinkedHashMap;
import java.util.Map;

/** A run as the fields of its journal line, in each layout's dialect and in the order in which the peers write them. */
public final class RunLine {
    private RunLine() {}

    /** The fields of a run line as this layout's readers expect it. */
    public static Map<String, Object> of(Run run, Layout layout, String metricName) {
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
        return run.status() == Status.CHECKS_FAILED && layout != Layout.PI
                ? "crash"
                : run.status().word();
    }
}
