package dev.autoresearch.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autoresearch.testing.Answer;
import dev.autoresearch.testing.TestRepo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session that another tool began is read, and gone on with in its own dialect; its lines stay byte by byte. */
class PeerJournalTest {
    @TempDir
    Path folder;

    @Test
    void aJournalOfThePythonSdkGoesOn() throws IOException {
        var status = status("python-sdk.jsonl", "autoresearch.results.jsonl");
        assertEquals("[\"Sortierung beschleunigen → schnell\",\"sdk\",4,212,187.25]", said(status));
        assertEquals(
                "{\"keep\":2,\"discard\":1,\"crash\":1,\"checks_failed\":0}",
                status.get("counts").toString());
        var run = goOn("autoresearch.results.jsonl", "sort_ms", "log", "-d", "faster")
                .get(0);
        assertEquals("run commit metric metrics status baseline description timestamp segment confidence", keys(run));
        assertEquals(5, run.get("run").asInt());
        assertTrue(run.get("timestamp").asDouble() < 1e11, run::toString);
        assertEquals("{\"sort_ms\":7,\"extra\":8}", run.get("metrics").toString());
    }

    @Test
    void aJournalOfOpenClawGoesOn() throws IOException {
        assertEquals(
                "[\"smaller bundle\",\"openclaw\",3,842,610.5]", said(status("openclaw.jsonl", "autoresearch.jsonl")));
        var run = goOn("autoresearch.jsonl", "kb", "log", "-s", "discard", "-d", "faster", "-i", "idea")
                .get(0);
        assertEquals("run commit metric metrics status baseline description timestamp segment confidence", keys(run));
        assertEquals("{\"extra\":8}", run.get("metrics").toString());
        assertTrue(run.get("timestamp").asDouble() > 1e12, run::toString);
    }

    @Test
    void aJournalOfPiGoesOnWithItsNumbersAcrossSegments() throws IOException {
        var status = status("pi.jsonl", ".auto/log.jsonl");
        assertEquals("[\"throughput, second machine\",\"pi\",4,3000,3300]", said(status));
        assertEquals(2, status.get("runs_in_segment").asInt());
        var run = goOn(".auto/log.jsonl", "req_per_s", "log", "-d", "faster").get(0);
        assertEquals("run commit metric metrics status description timestamp segment confidence", keys(run));
        assertEquals(5, run.get("run").asInt());
        assertEquals(1, run.get("segment").asInt());
    }

    @Test
    void aNullMetricOfCodexIsACrashWithoutAMeasurementAndZeroIsAValue() throws IOException {
        assertEquals("[\"fewer misses\",\"openclaw\",3,88,0]", said(status("codex.jsonl", "autoresearch.jsonl")));
        TestRepo.at(folder).cli("status").exits(0).prints("baseline 88", "best 0", "-100.0%", "prefetch by hand");
        assertEquals(
                8,
                goOn("autoresearch.jsonl", "misses", "log", "-d", "x")
                        .get(0)
                        .get("metrics")
                        .get("extra")
                        .asInt());
    }

    private JsonNode status(String fixture, String journal) throws IOException {
        var lab = TestRepo.withoutGit(folder);
        try (var bytes = PeerJournalTest.class.getResourceAsStream("/dev/autoresearch/journal/" + fixture)) {
            lab.write(journal, bytes.readAllBytes());
        }
        var before = lab.fingerprint();
        var answer = lab.cli("status", "--json").exits(0);
        assertEquals("[]", answer.json("warnings"));
        lab.cli("status").exits(0);
        lab.cli("export").exits(0);
        assertEquals(before, lab.fingerprint());
        return answer.json();
    }

    private static String said(JsonNode status) {
        return "[" + status.get("name") + "," + status.get("layout") + "," + status.get("total_runs") + ","
                + status.get("baseline_metric") + "," + status.get("best_metric") + "]";
    }

    /** Runs and logs: what was there must stay; the run line that came. */
    private JsonNode goOn(String journal, String metric, String... log) {
        var lab = TestRepo.at(folder);
        var before = lab.read(journal);
        lab.cli("run", "-c", "echo METRIC " + metric + "=7; echo METRIC extra=8")
                .exits(0);
        lab.cli(log).exits(0);
        var now = lab.read(journal);
        assertTrue(now.startsWith(before), now);
        var added = now.substring(before.length()).lines().toList();
        // what was measured, the fingerprint of what measures, and the run
        int expected = List.of(log).contains("discard") ? 2 : 3;
        assertEquals(expected, added.size(), now);
        return new Answer(0, "[" + added.get(expected - 1) + "]", "").json();
    }

    private static String keys(JsonNode object) {
        var keys = new StringBuilder();
        object.fieldNames()
                .forEachRemaining(name -> keys.append(keys.isEmpty() ? "" : " ").append(name));
        return keys.toString();
    }
}
