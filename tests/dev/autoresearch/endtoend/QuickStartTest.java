package dev.autoresearch.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Python SDK's quick start, step by step, each step a process of its own. */
@Tag("locale")
class QuickStartTest {
    private static final List<String> RUN_KEYS = List.of(
            "run",
            "commit",
            "metric",
            "metrics",
            "status",
            "baseline",
            "description",
            "timestamp",
            "segment",
            "confidence");

    @TempDir
    Path folder;

    private CheckoutCommand autoresearch;

    @BeforeEach
    void aProjectWithABenchmark() throws IOException {
        autoresearch = new CheckoutCommand(folder);
        Files.writeString(folder.resolve("latency.txt"), "142.5\n");
        Files.writeString(
                folder.resolve("benchmark.sh"),
                "#!/bin/bash\necho working\necho METRIC latency_ms=$(cat latency.txt)\n");
        assertEquals(
                0,
                autoresearch
                        .shell("chmod +x benchmark.sh && git init -q -b main && git config user.name t"
                                + " && git config user.email t@localhost && git add -A && git commit -q -m begin")
                        .exit());
    }

    @Test
    void eightProcessesGiveTheTableThatAUserExpects() throws IOException {
        passes("init", "-n", "optimize-latency", "-m", "latency_ms", "-u", "ms", "-d", "lower");
        passes("run", "-c", "./benchmark.sh");
        passes("log", "-d", "Baseline measurement", "-s", "keep");
        write("98.3");
        passes("run", "-c", "./benchmark.sh");
        passes("log", "-d", "Reuse the parse buffer", "-s", "keep");
        write("103.1");
        passes("run", "-c", "./benchmark.sh");
        passes("log", "-d", "Thread pool overhead", "-s", "discard", "-i", "Try event loop instead");

        var status = passes("status");

        assertEquals("""
                optimize-latency   latency_ms in ms, lower is better   branch main
                baseline 142.5 ms → best 98.3 ms  -31.0%   █▁▁
                3 runs: 2 kept, 1 discarded
                confidence 9.2x the spread of the runs: likely real      1 idea pending

                #  metric    change  status   commit   description
                3  103.1 ms   +4.9%  discard           Thread pool overhead
                2  98.3 ms   -31.0%  keep     COMMIT  Reuse the parse buffer
                1  142.5 ms          keep     COMMIT  Baseline measurement
                """, status.replaceAll("keep     [0-9a-f]{7}", "keep     COMMIT"));
        assertEquals("98.3\n", Files.readString(folder.resolve("latency.txt")), "the discarded change is put back");
        assertEquals("- Try event loop instead\n", Files.readString(folder.resolve("autoresearch.ideas.md")));
        theJournalHoldsTheSeedsKeysInOrder();
    }

    private void theJournalHoldsTheSeedsKeysInOrder() throws IOException {
        var config = new ArrayList<List<String>>();
        var runs = new ArrayList<List<String>>();
        for (var line : Files.readAllLines(folder.resolve("autoresearch.results.jsonl"))) {
            var object = new ObjectMapper().readTree(line);
            if (object.has("run")) runs.add(keys(object));
            if (object.path("type").asText().equals("config")) config.add(keys(object));
        }
        assertEquals(List.of(RUN_KEYS, RUN_KEYS, RUN_KEYS), runs);
        assertEquals(1, config.size());
        assertEquals(
                List.of("type", "name", "metricName", "metricUnit", "bestDirection"),
                config.get(0).subList(0, 5));
    }

    private static List<String> keys(JsonNode object) {
        var keys = new ArrayList<String>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private String passes(String... words) {
        var result = autoresearch.call(words);
        assertEquals(0, result.exit(), result.err());
        assertEquals("", result.err());
        return result.out();
    }

    private void write(String latency) throws IOException {
        Files.writeString(folder.resolve("latency.txt"), latency + "\n");
    }

    @Test
    void wordsBeyondAsciiSurviveALocaleThatKnowsNone() throws IOException {
        autoresearch.with("LC_ALL", "C").with("LANG", "");

        var result = autoresearch.shell(
                "autoresearch init -n größer -m latency_ms -c ./benchmark.sh && autoresearch status");

        assertEquals(0, result.exit(), result.err());
        assertTrue(
                Files.readString(folder.resolve("autoresearch.results.jsonl")).contains("\"name\":\"größer\""));
        assertTrue(result.out().contains("\ngrößer   latency_ms"), result.out());
    }

    @Test
    void fileNamesBeyondAsciiSurviveADiscardAndARestoreInALocaleThatKnowsNone() {
        autoresearch.with("LC_ALL", "C").with("LANG", "");

        var result = autoresearch.shell("""
                set -e
                autoresearch init -n goal -m latency_ms -c ./benchmark.sh
                mkdir daß && echo ü > daß/größe-数.txt
                autoresearch run
                autoresearch log -s discard -d größe
                [ ! -e daß ]
                autoresearch restore 1
                cat daß/größe-数.txt
                autoresearch show 1
                """);

        assertEquals(0, result.exit(), result.out() + result.err());
        assertTrue(result.out().contains("\nü\n"), result.out());
        assertTrue(result.out().contains("#1 größe\n"), result.out());
        assertTrue(result.out().contains("/größe-数.txt"), "the diff names it: " + result.out());
    }
}
