package dev.autoresearch.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.autoresearch.Problem;
import dev.autoresearch.model.Metric.Direction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reports in JSON: of JMH, hyperfine, Google Benchmark and pytest-benchmark. */
final class JsonReport {
    private static final int NAMED_RUNS = 5;

    private static final Set<String> GOOGLE_NO_FIGURES = Set.of(
            "family_index",
            "per_family_instance_index",
            "repetitions",
            "repetition_index",
            "threads",
            "iterations",
            "real_time",
            "cpu_time");
    private static final Set<String> GOOGLE_AGGREGATES = Set.of("mean", "median", "stddev", "cv", "BigO", "RMS");

    private JsonReport() {}

    static JsonNode read(ReportFile file) {
        // Google Benchmark and Python write NaN and Infinity as bare words.
        var mapper = JsonMapper.builder()
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        try (var in = file.open()) {
            var root = mapper.readTree(in);
            if (root == null || root.isMissingNode()) throw file.notThisFormat("it is blank");
            return root;
        } catch (JsonEOFException e) {
            throw file.truncated().because(e);
        } catch (JsonProcessingException e) {
            var place =
                    e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
            throw file.notThisFormat("it is not JSON" + place).because(e);
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }

    /** The JSON is of another shape than the format's; says whose it looks like. */
    static Problem otherShape(ReportFile file, JsonNode root) {
        var guess = guess(root);
        if (guess.isEmpty()) return file.notThisFormat("its JSON has another shape");
        var other = guess.get();
        return new Problem(
                "the report " + file.name() + " is not of " + file.format().tool() + ": it looks like one of "
                        + other.tool(),
                "--report " + other.word() + ":" + file.name());
    }

    private static Optional<ReportFormat> guess(JsonNode root) {
        if (root.path(0).has("jmhVersion")) return Optional.of(ReportFormat.JMH);
        if (root.path("results").path(0).has("times")) return Optional.of(ReportFormat.HYPERFINE);
        var benchmark = root.path("benchmarks").path(0);
        if (benchmark.has("stats")) return Optional.of(ReportFormat.PYTEST);
        return benchmark.has("real_time") ? Optional.of(ReportFormat.GOOGLE) : Optional.empty();
    }

    /** The numbers of an array, in order; NaN for an element that is none. */
    static List<Double> numbers(JsonNode array) {
        var numbers = new ArrayList<Double>();
        for (var element : array) numbers.add(number(element));
        return numbers;
    }

    static double number(JsonNode node) {
        return node.isNumber() ? node.doubleValue() : Double.NaN;
    }

    /** {@code [kind=hot,n=64]}, in the order of the report; empty without parameters. */
    static String parameters(JsonNode params) {
        var text = new StringBuilder();
        for (var each : params.properties())
            text.append(text.length() == 0 ? "[" : ",")
                    .append(each.getKey())
                    .append('=')
                    .append(each.getValue().asText());
        return text.length() == 0 ? "" : text.append(']').toString();
    }

    /**
     * JMH's. Iterations of one fork share a JVM with its compilation and memory layout, so they are not independent: a fork is
     * one sample, the mean over its iterations (Georges, Buytaert, Eeckhout: Statistically Rigorous Java Performance
     * Evaluation, OOPSLA 2007). In SampleTime mode the mean is over all invocations of the fork.
     */
    static List<ReportedBenchmark> jmh(ReportFile file) {
        var root = read(file);
        if (!root.isArray()) throw otherShape(file, root);
        var found = new ArrayList<ReportedBenchmark>();
        for (var entry : root) {
            var metric = entry.path("primaryMetric");
            if (!entry.path("benchmark").isTextual() || !metric.isObject()) throw otherShape(file, root);
            found.add(jmhMain(entry, metric));
            for (var second : entry.path("secondaryMetrics").properties())
                found.add(ReportedBenchmark.secondary(
                        jmhKey(entry) + "#" + jmhName(second.getKey()),
                        second.getValue().path("scoreUnit").asText(),
                        forks(second.getValue())));
        }
        return found;
    }

    private static ReportedBenchmark jmhMain(JsonNode entry, JsonNode metric) {
        var benchmark =
                ReportedBenchmark.main(jmhKey(entry), metric.path("scoreUnit").asText(), forks(metric));
        boolean isRate = entry.path("mode").asText().equals("thrpt");
        return benchmark.better(isRate ? Direction.HIGHER : Direction.LOWER);
    }

    /** {@code b.B.sum[n=64] avgt}, with {@code threads=4} where there are several. */
    private static String jmhKey(JsonNode entry) {
        int threads = entry.path("threads").asInt(1);
        return entry.path("benchmark").asText()
                + parameters(entry.path("params"))
                + " " + entry.path("mode").asText()
                + (threads > 1 ? " threads=" + threads : "");
    }

    /** Before JMH 1.36 the names of a profiler's metrics began with a dot in the middle of the line. */
    private static String jmhName(String metric) {
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
                    sum += number(iteration);
                    count++;
                } else {
                    for (var bin : iteration) {
                        double times = number(bin.path(1));
                        sum += number(bin.path(0)) * times;
                        count += times;
                    }
                }
            }
            if (count != 0) samples.add(sum / count);
        }
        return samples;
    }

    /**
     * Google Benchmark's: one sample a repetition. A benchmark is about its real time, which is the manual time where the
     * benchmark counts that. The CPU time and the counters are secondary figures.
     */
    static List<ReportedBenchmark> google(ReportFile file) {
        var root = read(file);
        if (!root.path("benchmarks").isArray()) throw otherShape(file, root);
        Map<String, ReportedBenchmark> found = new LinkedHashMap<>();
        for (var entry : root.path("benchmarks")) {
            if (!isGoogle(entry)) throw otherShape(file, root);
            if (isAggregate(entry)) continue;
            for (var one : figures(entry)) found.merge(one.key(), one, ReportedBenchmark::and);
        }
        if (found.isEmpty() && !root.path("benchmarks").isEmpty()) throw file.noRawSamples();
        return new ArrayList<>(found.values());
    }

    private static boolean isGoogle(JsonNode entry) {
        return entry.path("name").isTextual()
                && (entry.has("real_time") || entry.has("run_type") || entry.has("error_occurred"));
    }

    private static List<ReportedBenchmark> figures(JsonNode entry) {
        var key = entry.path("name").asText();
        var unit = entry.path("time_unit").asText();
        var real = ReportedBenchmark.main(key, unit, one(entry.path("real_time")));
        if (isSkipped(entry)) return List.of(real.failed(message(entry)));
        var figures = new ArrayList<ReportedBenchmark>();
        figures.add(real);
        figures.add(ReportedBenchmark.secondary(key + "#cpu_time", unit, one(entry.path("cpu_time"))));
        for (var each : entry.properties())
            if (each.getValue().isNumber() && !GOOGLE_NO_FIGURES.contains(each.getKey()))
                figures.add(counter(key + "#" + each.getKey(), each.getKey(), each.getValue()));
        return figures;
    }

    private static ReportedBenchmark counter(String key, String name, JsonNode value) {
        var samples = one(value);
        return switch (name) {
            case "bytes_per_second" ->
                ReportedBenchmark.secondary(key, "B/s", samples).better(Direction.HIGHER);
            case "items_per_second" ->
                ReportedBenchmark.secondary(key, "items/s", samples).better(Direction.HIGHER);
            default -> ReportedBenchmark.secondary(key, "", samples);
        };
    }

    private static List<Double> one(JsonNode value) {
        return List.of(number(value));
    }

    private static boolean isSkipped(JsonNode entry) {
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
        return GOOGLE_AGGREGATES.contains(name.substring(name.lastIndexOf('_') + 1));
    }

    /** Hyperfine's: one sample a run, in seconds. */
    static List<ReportedBenchmark> hyperfine(ReportFile file) {
        var root = read(file);
        if (!root.path("results").isArray()) throw otherShape(file, root);
        var found = new ArrayList<ReportedBenchmark>();
        for (var result : root.path("results")) {
            if (!result.path("command").isTextual()) throw otherShape(file, root);
            var name = result.path("command_name").asText(result.path("command").asText());
            var benchmark = ReportedBenchmark.main(
                    name + parameters(result.path("parameters")), "s", numbers(result.path("times")));
            var failed = failed(result.path("exit_codes"));
            found.add(failed.isEmpty() ? benchmark : benchmark.failed(failed));
        }
        return found;
    }

    /** Names the runs that failed; hyperfine writes null for a run that a signal ended. */
    private static String failed(JsonNode exitCodes) {
        var runs = new ArrayList<String>();
        for (int i = 0; i < exitCodes.size(); i++) {
            var code = exitCodes.get(i);
            if (!code.isNumber()) runs.add("run " + (i + 1) + " by a signal");
            else if (code.asInt() != 0) runs.add("run " + (i + 1) + " with exit " + code.asInt());
        }
        if (runs.isEmpty()) return "";
        return runs.size() + " of " + exitCodes.size() + " runs failed: "
                + String.join(", ", runs.subList(0, Math.min(NAMED_RUNS, runs.size())))
                + (runs.size() > NAMED_RUNS ? " …" : "");
    }

    /** Pytest-benchmark's: one sample a round, in seconds per iteration. A failed test is not in it. */
    static List<ReportedBenchmark> pytest(ReportFile file) {
        var root = read(file);
        if (!root.path("benchmarks").isArray()) throw otherShape(file, root);
        var found = new ArrayList<ReportedBenchmark>();
        for (var benchmark : root.path("benchmarks")) {
            if (!benchmark.path("stats").isObject()) throw otherShape(file, root);
            var name = benchmark.path("fullname").asText(benchmark.path("name").asText());
            var samples = numbers(benchmark.path("stats").path("data"));
            if (samples.isEmpty()) throw file.noRawSamples();
            found.add(ReportedBenchmark.main(name, "s", samples));
        }
        return found;
    }
}
