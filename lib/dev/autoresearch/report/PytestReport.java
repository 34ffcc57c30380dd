package dev.autoresearch.report;

import java.util.ArrayList;
import java.util.List;

/** The JSON of pytest-benchmark: one sample a round, in seconds per iteration. A failed test is not in it. */
final class PytestReport {
    private PytestReport() {}

    static List<ReportedBenchmark> read(ReportFile file) {
        var root = JsonReport.read(file);
        if (!root.path("benchmarks").isArray()) throw JsonReport.otherShape(file, root);
        var found = new ArrayList<ReportedBenchmark>();
        for (var benchmark : root.path("benchmarks")) {
            if (!benchmark.path("stats").isObject()) throw JsonReport.otherShape(file, root);
            var name = benchmark.path("fullname").asText(benchmark.path("name").asText());
            var samples = JsonReport.numbers(benchmark.path("stats").path("data"));
            if (samples.isEmpty()) throw file.noRawSamples();
            found.add(ReportedBenchmark.main(name, "s", samples));
        }
        return found;
    }
}
