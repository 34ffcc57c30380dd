package dev.autoresearch.journal;

import dev.autoresearch.json.Json;
import dev.autoresearch.model.Event;
import dev.autoresearch.model.Evidence;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Measurement.Outcome;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Setup;
import dev.autoresearch.model.Status;
import dev.autoresearch.model.TreeState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Events to write and lines to read, in few words. */
final class JournalLines {
    static final double NOW = 1763865457123.0;

    private JournalLines() {}

    static Event.Begin begin() {
        return begin(Metric.lower("latency_ms").unit("ms"));
    }

    static Event.Begin begin(Metric metric) {
        return new Event.Begin(Setup.of("goal", metric), true);
    }

    static Run run(int number, double metric, Status status) {
        var metrics = new LinkedHashMap<String, Double>();
        metrics.put("latency_ms", metric);
        metrics.put("qps", 7.0);
        return new Run(
                number,
                "abc1234",
                metric,
                true,
                metrics,
                status,
                number == 1,
                "text",
                NOW,
                0,
                OptionalDouble.empty(),
                Map.of(),
                Evidence.NONE);
    }

    static Run unmeasured(int number) {
        return new Run(
                number,
                "abc1234",
                0,
                false,
                Map.of(),
                Status.CRASH,
                false,
                "text",
                NOW,
                0,
                OptionalDouble.of(2.5),
                Map.of("hypothesis", "none"),
                Evidence.NONE);
    }

    /** A measurement with every field that there is. */
    static Measurement measurement() {
        return new Measurement(
                "6fa1",
                1763865450000L,
                "./benchmark.sh",
                Outcome.PASSED,
                OptionalInt.of(0),
                1.25,
                OptionalDouble.of(98.5),
                Map.of("latency_ms", 98.5),
                Map.of("latency_ms", List.of(99.0, 98.5)),
                "METRIC latency_ms=98.5\n",
                List.of("a warning"),
                Optional.of(new TreeState("c".repeat(40), "d".repeat(40), "e".repeat(40))),
                "host",
                Optional.of("attempt"),
                Optional.empty(),
                Optional.of(".autoresearch/output/1.log"),
                0);
    }

    static Judgement judgement() {
        return new Judgement(
                "single", "improved", true, OptionalDouble.of(100), "98.5 is better than 100", Optional.empty());
    }

    static Event.Stored stored() {
        return new Event.Stored("refs/autoresearch/1-2-6fa1", "f".repeat(40));
    }

    static List<Map<String, Object>> of(Path journal) throws IOException {
        var lines = new ArrayList<Map<String, Object>>();
        for (var line : Files.readAllLines(journal)) lines.add(object(line));
        return lines;
    }

    static Map<String, Object> object(String line) {
        var bytes = line.getBytes(StandardCharsets.UTF_8);
        return Json.object(bytes, 0, bytes.length).orElseThrow(() -> new AssertionError("not an object: " + line));
    }
}
