package dev.autoresearch.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.autoresearch.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reports in JSON: what all of them have in common, and those that are plain lists of samples. */
final class JsonReport {
    private static final int NAMED_RUNS = 5;

    private JsonReport() {}

    /** The one JSON value that the file holds. */
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

    /** NaN for what is no number. */
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
