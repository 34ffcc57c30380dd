package dev.autoresearch.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.Problem;
import dev.autoresearch.json.Json;
import dev.autoresearch.json.JsonFields;
import dev.autoresearch.model.Event;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.Measurement.Outcome;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Status;
import dev.autoresearch.model.TreeState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two files that the OpenClaw plugin keeps beside its journal. */
class CheckpointTest {
    @TempDir
    Path folder;

    private SessionFiles files;
    private Path checkpoint;

    @BeforeEach
    void nameTheFiles() {
        files = new SessionFiles(folder, Layout.OPENCLAW);
        checkpoint = folder.resolve("autoresearch.checkpoint.json");
    }

    @Test
    void itHoldsTheStateWithTheKeysOfVersionOne() throws Exception {
        Checkpoint.update(files, session(10), OptionalDouble.of(1.5), 1763865459000L);
        var document = document();
        assertEquals(
                List.of(
                        "version",
                        "updatedAt",
                        "sessionStartCommit",
                        "canonicalBranch",
                        "carryForwardContext",
                        "session",
                        "lastLoggedRun",
                        "recentLoggedRuns",
                        "pendingRun"),
                List.copyOf(document.keySet()));
        assertEquals(1.0, document.get("version"));
        assertEquals(1763865459000.0, document.get("updatedAt"));
        assertEquals(
                "{\"name\":\"goal\",\"metricName\":\"latency_ms\",\"metricUnit\":\"ms\",\"bestDirection\":\"lower\","
                        + "\"currentSegment\":0,\"currentRunCount\":10,\"totalRunCount\":10,"
                        + "\"currentBaselineMetric\":1,\"currentBestMetric\":1,\"confidence\":1.5}",
                Json.line(document.get("session")));
        var recent = (List<?>) document.get("recentLoggedRuns");
        assertEquals(8, recent.size());
        assertEquals(document.get("lastLoggedRun"), recent.get(7));
        assertEquals(3.0, ((Map<?, ?>) recent.get(0)).get("run"));
        assertEquals(Json.NULL, document.get("pendingRun"));
    }

    @Test
    void whatThePluginAloneKnowsIsCarriedOver() throws Exception {
        Files.writeString(
                checkpoint,
                "{\"version\":1,\"sessionStartCommit\":\"abc\",\"canonicalBranch\":\"main\",\"carryForwardContext\":{\"a\":[1]}}");
        Checkpoint.update(files, session(1), OptionalDouble.empty(), 1);
        assertEquals("abc", document().get("sessionStartCommit"));
        assertEquals("main", document().get("canonicalBranch"));
        assertEquals("{\"a\":[1]}", Json.line(document().get("carryForwardContext")));
    }

    @Test
    void ourPendingRunIsThere() throws Exception {
        Checkpoint.update(files, session(1, JournalLines.measurement()), OptionalDouble.empty(), 1);
        assertEquals(
                "{\"command\":\"./benchmark.sh\",\"commit\":\"ccccccc\",\"primaryMetric\":98.5,"
                        + "\"metrics\":{\"latency_ms\":98.5},\"durationSeconds\":1.25,\"exitCode\":0,\"passed\":true,"
                        + "\"timedOut\":false,\"tailOutput\":\"METRIC latency_ms=98.5\\n\","
                        + "\"capturedAt\":1763865450000}",
                Json.line(document().get("pendingRun")));
    }

    @Test
    void aCandidateWithAnOddCommitIsNoReasonToFail() throws Exception {
        var measured = new JsonFields(JournalLines.object("{\"tree\":\"dddd\",\"head\":\"abc\"}"));
        assertEquals("abc", measured.text("head"));
        Files.writeString(
                files.journal(),
                "{\"type\":\"config\",\"name\":\"g\"}\n{\"type\":\"measurement\",\"tree\":\"dddd\",\"head\":\"abc\"}\n");
        var session = new Journal(files.journal(), Layout.OPENCLAW).session();
        assertEquals(
                Optional.of(new TreeState("abc", "dddd", "dddd")),
                session.pending().orElseThrow().candidate());
        Checkpoint.update(files, session, OptionalDouble.empty(), 1);
        assertEquals("abc", ((Map<?, ?>) document().get("pendingRun")).get("commit"));
    }

    @Test
    void aPendingRunFoundThereIsOurPendingRun() throws Exception {
        Files.writeString(checkpoint, pendingRun(1763865460000L));
        var pending = Checkpoint.withPendingRun(files, session(1)).pending().orElseThrow();
        assertEquals("./autoresearch.sh", pending.command());
        assertEquals(OptionalDouble.of(98.5), pending.primary());
        assertEquals(Map.of("latency_ms", 98.5, "qps", 3.0), pending.metrics());
        assertEquals(Outcome.PASSED, pending.outcome());
        assertEquals(OptionalInt.of(0), pending.exitCode());
        assertEquals("the end", pending.tail());
    }

    @Test
    void aPendingRunThatIsOlderThanTheLastLoggedOneIsNone() throws Exception {
        Files.writeString(checkpoint, pendingRun((long) JournalLines.NOW));
        assertEquals(
                Optional.empty(), Checkpoint.withPendingRun(files, session(1)).pending());
        assertTrue(Checkpoint.withPendingRun(files, session(0)).pending().isPresent());
    }

    @Test
    void thePendingMeasurementOfTheJournalComesFirst() throws Exception {
        Files.writeString(checkpoint, pendingRun(1763865460000L));
        var session = session(1, JournalLines.measurement());
        assertEquals(session, Checkpoint.withPendingRun(files, session));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"pendingRun\":null}", "{\"pendingRun\":5}", "{\"pendingRun\":{}}"})
    void aCheckpointThatCannotBeReadHasNoPendingRun(String text) throws Exception {
        Files.writeString(checkpoint, text);
        var session = session(1);
        assertEquals(session, Checkpoint.withPendingRun(files, session));
    }

    @ParameterizedTest
    @EnumSource(
            value = Layout.class,
            names = {"SDK", "PI"})
    void otherLayoutsHaveNeitherFile(Layout layout) throws Exception {
        var other = new SessionFiles(folder, layout);
        Checkpoint.update(other, session(1), OptionalDouble.empty(), 1);
        assertFalse(Files.exists(checkpoint));
        Files.writeString(checkpoint, pendingRun(1763865460000L));
        assertEquals(
                Optional.empty(), Checkpoint.withPendingRun(other, session(1)).pending());
        lock(ProcessHandle.of(1).isPresent() ? 1 : 2);
        SessionLock.refuseIfOpenClaw(other, 0);
    }

    @Test
    void aLiveProcessBehindTheLockIsNamedWithItsAge() throws Exception {
        var other = new ProcessBuilder("sleep", "60").start();
        try {
            lock(other.pid());
            var problem = assertThrows(Problem.class, () -> SessionLock.refuseIfOpenClaw(files, 241_000));
            assertEquals("OpenClaw holds this session (pid " + other.pid() + ", for 4 min)", problem.getMessage());
        } finally {
            other.destroyForcibly().waitFor();
        }
        SessionLock.refuseIfOpenClaw(files, 241_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "{\"pid\":0}", "{\"pid\":-1}", "{\"pid\":\"x\"}", "{\"pid\":1e300}"})
    void aLockOfNobodyIsPassedOver(String text) throws Exception {
        Files.writeString(folder.resolve("autoresearch.lock"), text);
        SessionLock.refuseIfOpenClaw(files, 0);
    }

    private void lock(long pid) throws Exception {
        Files.writeString(
                folder.resolve("autoresearch.lock"),
                "{\"pid\":" + pid + ",\"timestamp\":1000,\"sessionKey\":\"a\",\"sessionId\":\"b\"}");
    }

    private static String pendingRun(long capturedAt) {
        return "{\"version\":1,\"pendingRun\":{\"command\":\"./autoresearch.sh\",\"commit\":\"abc1234\","
                + "\"primaryMetric\":98.5,\"metrics\":{\"latency_ms\":98.5,\"qps\":3},\"durationSeconds\":1.5,"
                + "\"exitCode\":0,\"passed\":true,\"timedOut\":false,\"tailOutput\":\"the end\",\"capturedAt\":"
                + capturedAt + "}}";
    }

    private static Session session(int runs, Event... more) {
        var events = new ArrayList<Event>();
        events.add(JournalLines.begin());
        for (int i = 1; i <= runs; i++) events.add(JournalLines.run(i, i, Status.KEEP));
        events.addAll(List.of(more));
        return Session.replay(Layout.OPENCLAW, events);
    }

    private Map<String, Object> document() throws Exception {
        return JournalLines.object(Files.readString(checkpoint));
    }
}
