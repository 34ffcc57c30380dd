package dev.autoresearch.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autoresearch.model.Metric.Direction;
import java.util.ArrayList;
import java.util.List;

/**
 * JMH's JSON. Iterations of one fork share a JVM with its compilation and memory layout, so they are not independent:
 * a fork is one sample, the mean over its iterations (Georges, Buytaert, Eeckhout: Statistically Rigorous Java
 * Performance Evaluation, OOPSLA 2007). In SampleTime mode the mean is over all invocations of the fork.
 */
final class JmhReport {
    private JmhReport() {}

    static List<ReportedBenchmark> read(ReportFile file) {
        var root = JsonReport.read(file);
        if (!root.isArray()) throw JsonReport.otherShape(file, root);
        var found = new ArrayList<ReportedBenchmark>();
        for (var entry : root) {
            var metric = entry.path("primaryMetric");
            if (!entry.path("benchmark").isTextual() || !metric.isObject()) throw JsonReport.otherShape(file, root);
            found.add(main(entry, metric));
            for (var second : entry.path("secondaryMetrics").properties())
                found.add(ReportedBenchmark.besides(
                        key(entry) + "#" + name(second.getKey()),
                        second.getValue().path("scoreUnit").asText(),
                        forks(second.getValue())));
        }
        return found;
    }

    private static ReportedBenchmark main(JsonNode entry, JsonNode metric) {
        var benchmark =
                ReportedBenchmark.main(key(entry), metric.path("scoreUnit").asText(), forks(metric));
        boolean isRate = entry.path("mode").asText().equals("thrpt");
        return benchmark.better(isRate ? Direction.HIGHER : Direction.LOWER);
    }

    /** {@code b.B.sum[n=64] avgt}, with {@code threads=4} where there are several. */
    private static String key(JsonNode entry) {
        int threads = entry.path("threads").asInt(1);
        return entry.path("benchmark").asText()
                + JsonReport.parameters(entry.path("params"))
                + " " + entry.path("mode").asText()
                + (threads > 1 ? " threads=" + threads : "");
    }

    /** Before JMH 1.36 the names of a profiler's metrics began with a dot in the middle of the line. */
    private static String name(String metric) {
        return metric.startsWith("\u00B7") ? metric.substring(1) : metric;
    }

    private static List<Double> forks(JsonNode metric) {
        var samples = new ArrayList<Double>();
        var histogram = metric.path("rawDataHistogram");
        for (var fork : histogram.isArray() ? histogram : metric.path("rawData")) {
            double sum = 0;
            double count = 0;
            for (var iteration : fork) {
                if (!histogram.isArray()) {
                    sum += JsonReport.number(iteration);
                    count++;
                } else {
                    for (var bin : iteration) {
                        double times = JsonReport.number(bin.path(1));
                        sum += JsonReport.number(bin.path(0)) * times;
                        count += times;
                    }
                }
            }
            if (count != 0) samples.add(sum / count);
        }
        return samples;
    }
}
