package dev.autoresearch.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.json.Json;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Setup;
import dev.autoresearch.testing.TestJvm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcurrentProcessesTest {
    private static final int PROCESSES = 8;
    private static final int LOGS = 25;

    @TempDir
    Path folder;

    @Test
    void eightProcessesLogIntoOneJournalAndEachLineIsIntactAndNumberedOnce() throws Exception {
        AutoResearch.in(folder).begin(Setup.of("together", Metric.lower("ms")).git(false));
        var processes = new ArrayList<Process>();
        for (int p = 0; p < PROCESSES; p++)
            processes.add(TestJvm.of(LogProcess.class, folder.toString(), "process " + p, String.valueOf(LOGS))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        var told = new TreeSet<Integer>();
        for (var process : processes) {
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            out.lines().forEach(line -> told.add(Integer.valueOf(line)));
            assertEquals(0, process.waitFor());
        }
        var everyNumber = IntStream.rangeClosed(1, PROCESSES * LOGS).boxed().toList();
        assertEquals(everyNumber, List.copyOf(told), "each process was told its own numbers");
        var lines = Files.readAllLines(folder.resolve("autoresearch.results.jsonl"));
        lines.removeIf(line -> line.contains("\"type\":\"fingerprint\""));
        assertEquals(1 + PROCESSES * LOGS, lines.size());
        Map<String, Integer> next = new HashMap<>();
        for (int i = 1; i < lines.size(); i++) {
            var bytes = lines.get(i).getBytes(StandardCharsets.UTF_8);
            var line = Json.object(bytes, 0, bytes.length).orElseThrow();
            assertEquals((double) i, line.get("run"));
            var words = ((String) line.get("description")).split(" ", -1);
            assertEquals(next.merge(words[1], 1, Integer::sum) - 1, Integer.parseInt(words[2]), "in its own order");
        }
        assertEquals(List.of(), AutoResearch.in(folder).status().warnings());
    }
}
