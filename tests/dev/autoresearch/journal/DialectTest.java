package dev.autoresearch.journal;

import static dev.autoresearch.model.Layout.OPENCLAW;
import static dev.autoresearch.model.Layout.PI;
import static dev.autoresearch.model.Layout.SDK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.autoresearch.json.Json;
import dev.autoresearch.model.Event;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Setup;
import dev.autoresearch.model.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written in each layout, key by key, and that it reads back the same. */
class DialectTest {
    @TempDir
    Path folder;

    @Test
    void theSdkLineHasExactlyTheSeedsKeysInOrder() throws Exception {
        assertEquals(
                "{\"run\":1,\"commit\":\"abc1234\",\"metric\":142.5,\"metrics\":{\"latency_ms\":142.5,\"qps\":7},"
                        + "\"status\":\"keep\",\"baseline\":true,\"description\":\"text\",\"timestamp\":1763865457.123,"
                        + "\"segment\":0,\"confidence\":null}",
                written(SDK, JournalLines.run(1, 142.5, Status.KEEP)));
    }

    @Test
    void theOpenClawLineHasMillisecondsAndNoPrimaryAmongItsMetrics() throws Exception {
        assertEquals(
                "{\"run\":2,\"commit\":\"abc1234\",\"metric\":100,\"metrics\":{\"qps\":7},\"status\":\"discard\","
                        + "\"baseline\":false,\"description\":\"text\",\"timestamp\":1763865457123,\"segment\":0,"
                        + "\"confidence\":null}",
                written(OPENCLAW, JournalLines.run(2, 100, Status.DISCARD)));
    }

    @Test
    void thePiLineHasNoBaselineEither() throws Exception {
        assertEquals(
                "{\"run\":1,\"commit\":\"abc1234\",\"metric\":-0.5,\"metrics\":{\"qps\":7},\"status\":\"keep\","
                        + "\"description\":\"text\",\"timestamp\":1763865457123,\"segment\":0,\"confidence\":null}",
                written(PI, JournalLines.run(1, -0.5, Status.KEEP)));
    }

    @Test
    void failedChecksAreACrashForReadersThatKnowNoOtherWord() throws Exception {
        var run = JournalLines.run(2, 5, Status.CHECKS_FAILED);
        for (var layout : List.of(SDK, OPENCLAW)) {
            var line = JournalLines.object(written(layout, run));
            assertEquals("crash", line.get("status"));
            assertEquals(true, line.get("checksFailed"));
        }
        var pi = JournalLines.object(written(PI, run));
        assertEquals("checks_failed", pi.get("status"));
        assertFalse(pi.containsKey("checksFailed"));
    }

    @Test
    void whatWasNotMeasuredIsAZeroThatSaysSo() throws Exception {
        var line = written(SDK, JournalLines.unmeasured(2));
        assertEquals(
                "{\"run\":2,\"commit\":\"abc1234\",\"metric\":0,\"metrics\":{},\"status\":\"crash\","
                        + "\"baseline\":false,\"description\":\"text\",\"timestamp\":1763865457.123,\"segment\":0,"
                        + "\"confidence\":2.5,\"asi\":{\"hypothesis\":\"none\"},\"unmeasured\":true}",
                line);
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void aConfigLineHasThePeersKeysFirst(Layout layout) throws Exception {
        var metric = Metric.higher("qps").unit("1/s");
        assertEquals(
                "{\"type\":\"config\",\"name\":\"goal\",\"metricName\":\"qps\",\"metricUnit\":\"1/s\","
                        + "\"bestDirection\":\"higher\"}",
                written(layout, new Event.Begin(Setup.of("goal", metric), true)));
        assertEquals(
                "{\"type\":\"config\",\"name\":\"goal\",\"metricName\":\"qps\",\"metricUnit\":\"1/s\","
                        + "\"bestDirection\":\"higher\",\"command\":\"./b.sh\",\"git\":false}",
                written(
                        layout,
                        new Event.Begin(
                                Setup.of("goal", metric).command("./b.sh").git(false), true)));
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void linesOfOursHaveATypeAndNoKeyThatThePeersTellARunBy(Layout layout) throws Exception {
        for (Event event : List.of(JournalLines.measurement(), JournalLines.judgement(), JournalLines.stored())) {
            var line = JournalLines.object(written(layout, event));
            assertFalse(line.containsKey("run"));
            assertFalse(line.containsKey("metric"));
            assertFalse(((String) line.get("type")).isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void everythingReadsBackAsItWasWritten(Layout layout) {
        var file = folder.resolve("journal.jsonl");
        var setup = Setup.of("goal", Metric.lower("latency_ms").unit("ms"))
                .command("./benchmark.sh")
                .layout(layout);
        var written = new Journal(file, layout);
        written.append(List.of(new Event.Begin(setup, true)));
        written.append(List.of(JournalLines.measurement()));
        written.append(
                List.of(JournalLines.judgement(), JournalLines.stored(), JournalLines.run(1, 98.5, Status.KEEP)));
        for (var status : List.of(Status.DISCARD, Status.CRASH, Status.CHECKS_FAILED))
            written.append(List.of(JournalLines.run(2 + status.ordinal(), -3, status)));
        written.append(List.of(JournalLines.unmeasured(9)));
        var session = new Journal(file, layout).session();
        assertEquals(setup, session.setup());
        var first = session.run(1).orElseThrow();
        assertEquals(JournalLines.measurement(), first.evidence().measurement().orElseThrow());
        assertEquals(JournalLines.judgement(), first.evidence().judgement().orElseThrow());
        assertEquals(JournalLines.stored(), first.evidence().stored().orElseThrow());
        assertSame(JournalLines.run(1, 98.5, Status.KEEP), first);
        assertSame(JournalLines.run(5, -3, Status.CHECKS_FAILED), session.run(5).orElseThrow());
        assertSame(JournalLines.unmeasured(9), session.run(9).orElseThrow());
        assertEquals(session, written.session());
        assertEquals(List.of(), written.warnings());
    }

    private static void assertSame(Run expected, Run actual) {
        assertEquals(expected.metric(), actual.metric());
        assertEquals(expected.measured(), actual.measured());
        assertEquals(expected.metrics(), actual.metrics());
        assertEquals(expected.status(), actual.status());
        assertEquals(expected.commit(), actual.commit());
        assertEquals(expected.description(), actual.description());
        assertEquals(expected.timestamp(), actual.timestamp());
        assertEquals(expected.confidence(), actual.confidence());
        assertEquals(expected.asi(), actual.asi());
    }

    @Test
    void notesOfAnAgentReadBackWithAllTheirKinds() {
        var file = folder.resolve("journal.jsonl");
        Map<String, Object> asi = Map.of("a", "text", "b", 1.5, "c", true, "d", Json.NULL, "e", List.of(1.0, "x"));
        var run = JournalLines.run(1, 5, Status.KEEP);
        var noted = new Run(
                1,
                run.commit(),
                5,
                true,
                run.metrics(),
                Status.KEEP,
                true,
                "",
                1,
                0,
                OptionalDouble.empty(),
                asi,
                run.evidence());
        new Journal(file, PI).append(List.of(JournalLines.begin(), noted));
        assertEquals(
                asi, new Journal(file, PI).session().lastRun().orElseThrow().asi());
    }

    private String written(Layout layout, Event event) throws Exception {
        var file = folder.resolve("journal-" + System.nanoTime() + ".jsonl");
        var journal = new Journal(file, layout);
        if (!(event instanceof Event.Begin)) journal.append(List.of(JournalLines.begin()));
        journal.append(List.of(event));
        var lines = Files.readAllLines(file);
        return lines.get(lines.size() - 1);
    }
}
