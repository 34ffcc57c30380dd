package dev.autoresearch.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Hyperfine's JSON: one sample a run, in seconds. */
final class HyperfineReport {
    private static final int NAMED_RUNS = 5;

    private HyperfineReport() {}

    static List<ReportedBenchmark> read(ReportFile file) {
        var root = JsonReport.read(file);
        if (!root.path("results").isArray()) throw JsonReport.otherShape(file, root);
        var found = new ArrayList<ReportedBenchmark>();
        for (var result : root.path("results")) {
            if (!result.path("command").isTextual()) throw JsonReport.otherShape(file, root);
            var name = result.path("command_name").asText(result.path("command").asText());
            var benchmark = ReportedBenchmark.main(
                    name + JsonReport.parameters(result.path("parameters")),
                    "s",
                    JsonReport.numbers(result.path("times")));
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
}
