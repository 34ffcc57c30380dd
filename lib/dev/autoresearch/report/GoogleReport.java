package dev.autoresearch.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autoresearch.model.Metric.Direction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Google Benchmark's JSON: one sample a repetition. A benchmark is about its real time (which is the manual time where
 * the benchmark counts that); the CPU time and the counters are measured besides.
 */
final class GoogleReport {
    private static final Set<String> NO_FIGURES = Set.of(
            "family_index",
            "per_family_instance_index",
            "repetitions",
            "repetition_index",
            "threads",
            "iterations",
            "real_time",
            "cpu_time");
    private static final Set<String> AGGREGATES = Set.of("mean", "median", "stddev", "cv", "BigO", "RMS");

    private GoogleReport() {}

    static List<ReportedBenchmark> read(ReportFile file) {
        var root = JsonReport.read(file);
        if (!root.path("benchmarks").isArray()) throw JsonReport.otherShape(file, root);
        Map<String, ReportedBenchmark> found = new LinkedHashMap<>();
        for (var entry : root.path("benchmarks")) {
            if (!isOurs(entry)) throw JsonReport.otherShape(file, root);
            if (isAggregate(entry)) continue;
            for (var one : figures(entry)) found.merge(one.key(), one, ReportedBenchmark::and);
        }
        if (found.isEmpty() && !root.path("benchmarks").isEmpty()) throw file.noRawSamples();
        return new ArrayList<>(found.values());
    }

    private static boolean isOurs(JsonNode entry) {
        return entry.path("name").isTextual()
                && (entry.has("real_time") || entry.has("run_type") || entry.has("error_occurred"));
    }

    private static List<ReportedBenchmark> figures(JsonNode entry) {
        var key = entry.path("name").asText();
        var unit = entry.path("time_unit").asText();
        var real = ReportedBenchmark.main(key, unit, one(entry.path("real_time")));
        if (isFailed(entry)) return List.of(real.failed(message(entry)));
        var figures = new ArrayList<ReportedBenchmark>();
        figures.add(real);
        figures.add(ReportedBenchmark.besides(key + "#cpu_time", unit, one(entry.path("cpu_time"))));
        for (var each : entry.properties())
            if (each.getValue().isNumber() && !NO_FIGURES.contains(each.getKey()))
                figures.add(counter(key + "#" + each.getKey(), each.getKey(), each.getValue()));
        return figures;
    }

    private static ReportedBenchmark counter(String key, String name, JsonNode value) {
        var samples = one(value);
        return switch (name) {
            case "bytes_per_second" ->
                ReportedBenchmark.besides(key, "B/s", samples).better(Direction.HIGHER);
            case "items_per_second" ->
                ReportedBenchmark.besides(key, "items/s", samples).better(Direction.HIGHER);
            default -> ReportedBenchmark.besides(key, "", samples);
        };
    }

    private static List<Double> one(JsonNode value) {
        return List.of(JsonReport.number(value));
    }

    private static boolean isFailed(JsonNode entry) {
        return entry.path("error_occurred").asBoolean() || entry.path("skipped").asBoolean();
    }

    private static String message(JsonNode entry) {
        var message =
                entry.path("error_message").asText(entry.path("skip_message").asText());
        return message.isBlank() ? "the benchmark skipped itself" : message;
    }

    /** Before version 1.5 an entry did not say what it is, except by the end of its name. */
    private static boolean isAggregate(JsonNode entry) {
        if (entry.has("run_type")) return !entry.path("run_type").asText().equals("iteration");
        var name = entry.path("name").asText();
        return AGGREGATES.contains(name.substring(name.lastIndexOf('_') + 1));
    }
}
