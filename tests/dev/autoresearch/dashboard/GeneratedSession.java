package dev.autoresearch.dashboard;

import dev.autoresearch.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** A folder with the journal of a session that never happened, of any length. */
final class GeneratedSession {
    static final String HOSTILE =
            "<script>document.title='stolen'</script> </script> \"quoted\" <!-- <b>bold</b> &lt; \u202e rtl";

    private final Path folder;
    private final Random random = new Random(4);
    private double best = 142.5;
    private int number;

    GeneratedSession(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        Files.writeString(journal(), "");
        append(
                "type",
                "config",
                "name",
                "optimize <b>latency</b>",
                "metricName",
                "latency_ms",
                "metricUnit",
                "ms",
                "bestDirection",
                "lower");
        Files.writeString(
                folder.resolve("autoresearch.ideas.md"), "- Reuse the buffer\n- [x] Pool\n- " + HOSTILE + "\n");
    }

    Path folder() {
        return folder;
    }

    private Path journal() {
        return folder.resolve("autoresearch.results.jsonl");
    }

    /** A baseline and so many more runs: kept, discarded and crashed ones. */
    GeneratedSession runs(int count) throws IOException {
        var lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            if (number == 0) lines.append(run("keep", best, "Baseline"));
            else if (number % 11 == 10) lines.append(run("crash", 0, "Unsafe copy " + number));
            else if (number % 5 == 4) lines.append(run("keep", best * 0.99, "Reuse buffer " + number));
            else lines.append(run("discard", best * (1 + random.nextDouble() / 10), "Pool of " + number));
        }
        Files.writeString(journal(), lines, StandardOpenOption.APPEND);
        return this;
    }

    /** The runs of a sweep in place of all that there was: a parameter with numbers and one with a stranger's words. */
    GeneratedSession swept() throws IOException {
        Files.writeString(journal(), "");
        append(
                "type",
                "config",
                "name",
                "sweep batch mode",
                "metricName",
                "latency_ms",
                "bestDirection",
                "lower",
                "command",
                "./bench.sh {batch} {mode}",
                "git",
                false);
        variant("keep", "baseline", 50, map("batch", 8, "mode", "read"));
        variant("keep", "improved", 30, map("batch", 16, "mode", HOSTILE));
        variant("discard", "screened_out", 40, map("batch", 9, "mode", "mmap"));
        variant("crash", "crashed", 0, map("batch", 64, "mode", "mmap"));
        return this;
    }

    private void variant(String status, String verdict, double value, Map<String, Object> setting) throws IOException {
        append("type", "judgement", "rule", "auto", "verdict", verdict, "kept", status.equals("keep"), "reason", "");
        number++;
        var line = map("run", number, "metric", value, "status", status, "description", setting.toString());
        line.putAll(map("timestamp", 1_795_400_000 + 60 * number, "asi", Map.of("params", setting)));
        if (status.equals("crash")) line.put("unmeasured", true);
        Files.writeString(journal(), Json.line(line) + "\n", StandardOpenOption.APPEND);
    }

    /** One more run as another process would log it. */
    void log(String status, double factor, String description) throws IOException {
        Files.writeString(journal(), run(status, best * factor, description), StandardOpenOption.APPEND);
    }

    /** A kept run that was compared in three pairs, after a first look, with a hypothesis. */
    GeneratedSession compared(String description) throws IOException {
        append(
                "type",
                "trial",
                "description",
                description,
                "head",
                "",
                "tree",
                "",
                "rule",
                "auto",
                "tolerance",
                0,
                "pairing",
                "worktree");
        var places =
                new String[] {"candidate", "candidate", "incumbent", "incumbent", "candidate", "candidate", "incumbent"
                };
        var values = new double[] {90, 91, 101, 102, 92, 93, 103};
        for (int i = 0; i < values.length; i++)
            append(
                    "type",
                    "measurement",
                    "id",
                    number + "-" + i,
                    "started",
                    1,
                    "command",
                    "./benchmark.sh",
                    "outcome",
                    "passed",
                    "exitCode",
                    0,
                    "durationSeconds",
                    0.5,
                    "primary",
                    values[i],
                    "values",
                    Map.of("latency_ms", values[i]),
                    "tail",
                    "",
                    "host",
                    "h",
                    "purpose",
                    "trial",
                    "place",
                    places[i]);
        append(
                "type",
                "judgement",
                "rule",
                "auto",
                "verdict",
                "improved",
                "kept",
                true,
                "reference",
                102,
                "reason",
                "improved: -10.0% (90% interval -12.0% … -8.0%), 3 pairs",
                "comparison",
                map(
                        "runs",
                        7,
                        "pairs",
                        3,
                        "screenGain",
                        0.1,
                        "sigma",
                        0.01,
                        "alpha",
                        0.02,
                        "change",
                        -0.1,
                        "low",
                        -0.08,
                        "high",
                        -0.12,
                        "relative",
                        true,
                        "gains",
                        java.util.List.of(0.1, 0.1, 0.1)));
        best = 92;
        Files.writeString(journal(), run("keep", 92, description), StandardOpenOption.APPEND);
        return this;
    }

    private String run(String status, double value, String description) {
        number++;
        if (status.equals("keep")) best = Math.min(best, value);
        var line = map(
                "run",
                number,
                "commit",
                "abc1234",
                "metric",
                value,
                "metrics",
                Map.of("latency_ms", value, "memory_mb", 200 + number % 7),
                "status",
                status,
                "baseline",
                number == 1,
                "description",
                description,
                "timestamp",
                1_795_400_000 + 60 * number,
                "segment",
                0,
                "asi",
                Map.of("hypothesis", "fewer copies " + HOSTILE));
        if (status.equals("crash")) line.put("unmeasured", true);
        return Json.line(line) + "\n";
    }

    private void append(Object... entries) throws IOException {
        Files.writeString(journal(), Json.line(map(entries)) + "\n", StandardOpenOption.APPEND);
    }

    private static Map<String, Object> map(Object... entries) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < entries.length; i += 2) map.put((String) entries[i], entries[i + 1]);
        return map;
    }
}
