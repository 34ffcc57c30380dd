package dev.autoresearch.journal;

import static dev.autoresearch.model.Layout.OPENCLAW;
import static dev.autoresearch.model.Layout.PI;
import static dev.autoresearch.model.Layout.SDK;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.Problem;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.Metric.Direction;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One tolerant reader for the lines of all tools, and what it makes of lines that are damaged. */
@Tag("locale")
class JournalTest {
    private static final String CONFIG =
            "{\"type\":\"config\",\"name\":\"goal\",\"metricName\":\"ms\",\"metricUnit\":\"ms\",\"bestDirection\":\"lower\"}\n";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("log.jsonl");
    }

    @Test
    void anAbsentOrEmptyFileIsAnEmptySession() throws Exception {
        assertFalse(new Journal(file, SDK).session().initialized());
        Files.writeString(file, "");
        assertFalse(new Journal(file, SDK).session().initialized());
    }

    @Test
    void aJournalOfTheSdkIsReadWithItsTimesInSeconds() throws Exception {
        var session = read(SDK, CONFIG + """
                {"run": 1, "commit": "abc1234", "metric": 142.5, "metrics": {"ms": 142.5}, "status": "keep", "baseline": true, "description": "Baseline", "timestamp": 1763865457.25, "segment": 0, "confidence": null}
                {"run": 2, "commit": "", "metric": 98, "metrics": {"ms": 98, "qps": 3}, "status": "discard", "baseline": false, "description": "", "timestamp": 1763865458, "segment": 0, "confidence": 1.5}
                """);
        assertEquals(1763865457250.0, session.run(1).orElseThrow().timestamp());
        assertEquals(1763865458000.0, session.run(2).orElseThrow().timestamp());
        assertEquals(OptionalDouble.of(1.5), session.run(2).orElseThrow().confidence());
        assertEquals(142.5, session.current().best().orElseThrow().metric());
    }

    @Test
    void aJournalOfPiIsReadWithItsHooksPassedOver() throws Exception {
        var session = read(PI, CONFIG + """
                {"type":"hook","stage":"before","exit_code":0,"duration_ms":12}
                {"run":1,"commit":"abc1234","metric":5,"metrics":{"qps":3},"status":"checks_failed","description":"a","timestamp":1763865457250,"segment":0,"confidence":null,"asi":{"hypothesis":"x"}}
                """);
        assertEquals(1, session.totalRuns());
        assertEquals(Status.CHECKS_FAILED, session.lastRun().orElseThrow().status());
        assertEquals(1763865457250.0, session.lastRun().orElseThrow().timestamp());
    }

    @Test
    void aCrashOfCodexWithoutAMetricIsUnmeasured() throws Exception {
        var run = read(SDK, CONFIG + "{\"run\":1,\"metric\":null,\"status\":\"crash\"}\n")
                .lastRun()
                .orElseThrow();
        assertFalse(run.measured());
        assertEquals(Status.CRASH, run.status());
        assertEquals(OptionalDouble.empty(), run.value());
    }

    @Test
    void aRunIsToldByANumericMetricOrANumericRunWhateverItsType() throws Exception {
        assertEquals(1, runs("{\"metric\":5}"));
        assertEquals(1, runs("{\"run\":5}"));
        assertEquals(1, runs("{\"type\":\"run\",\"metric\":5}"));
        assertEquals(1, runs("{\"type\":\"measurement\",\"metric\":5}"), "a measurement of another tool's");
        assertEquals(0, runs("{\"metric\":\"5\"}"));
        assertEquals(0, runs("{\"metric\":1e999}"), "not a finite number");
        assertEquals(0, runs("{\"type\":\"config\",\"metric\":5}"));
        assertEquals(0, runs("{\"type\":\"note\",\"text\":\"x\"}"));
        assertEquals(0, runs("{}"));
    }

    @Test
    void anUnknownStatusIsKeepAndANoteSaysSo() throws Exception {
        Files.writeString(file, CONFIG + "{\"run\":1,\"metric\":5,\"status\":\"great\"}\n{\"run\":2,\"metric\":5}\n");
        var journal = new Journal(file, SDK);
        assertEquals(
                List.of(Status.KEEP, Status.KEEP),
                journal.session().runs().stream().map(Run::status).toList());
        assertEquals(List.of("log.jsonl line 2: unknown status \"great\" read as keep"), journal.warnings());
    }

    @Test
    void numbersThatCannotBeCountedOnAreCountedAnew() throws Exception {
        var session = read(SDK, CONFIG + """
                {"run":-3,"metric":1}
                {"run":1.5,"metric":2}
                {"run":1e300,"metric":3}
                {"run":2147483647,"metric":4}
                """);
        assertEquals(
                List.of(1, 2, 3, 4), session.runs().stream().map(Run::number).toList());
        assertEquals(5, session.nextNumber());
    }

    @Test
    void segmentAndBaselineOfALineAreRecomputedNotBelieved() throws Exception {
        var session = read(SDK, CONFIG + "{\"run\":1,\"metric\":5,\"segment\":7,\"baseline\":false}\n");
        assertEquals(0, session.lastRun().orElseThrow().segment());
        assertTrue(session.lastRun().orElseThrow().baseline());
    }

    @Test
    void aConfigWithoutADirectionKeepsThePreviousOne() throws Exception {
        var session = read(
                SDK,
                "{\"type\":\"config\",\"name\":\"a\",\"metricName\":\"x\",\"bestDirection\":\"higher\"}\n"
                        + "{\"metric\":1}\n{\"type\":\"config\",\"name\":\"b\",\"metricName\":\"y\"}\n");
        assertEquals(Direction.HIGHER, session.metric().direction());
        assertEquals("y", session.metric().name());
        assertEquals(1, session.current().index());
    }

    @Test
    void aConfigThatSaysNothingMeansWhatWasMeantBefore() throws Exception {
        assertEquals("metric", read(SDK, "{\"type\":\"config\"}\n").metric().name());
        var session = read(SDK, CONFIG + "{\"metric\":1}\n{\"type\":\"config\"}\n");
        assertEquals("ms", session.metric().name());
        assertEquals("goal", session.setup().name());
    }

    @Test
    void garbageInTheMiddleIsSkippedAndNamedByItsLine() throws Exception {
        Files.write(
                file,
                (CONFIG + "garbage\n\n{\"metric\":1}\n{\"metric\":\n[1]\n\u0000\u0000{\"metric\":9}\n{\"metric\":2}\n")
                        .getBytes(StandardCharsets.UTF_8));
        var journal = new Journal(file, SDK);
        assertEquals(
                List.of(1.0, 2.0),
                journal.session().runs().stream().map(Run::metric).toList());
        assertEquals(
                List.of(2, 5, 6, 7).stream()
                        .map(line -> "log.jsonl line " + line + ": not a JSON object, skipped")
                        .toList(),
                journal.warnings());
    }

    @Test
    void linesWithCarriageReturnsAndAByteOrderMarkAreRead() throws Exception {
        assertEquals(
                2,
                read(SDK, "\ufeff" + (CONFIG + "{\"metric\":1}\n{\"metric\":2}\n").replace("\n", "\r\n"))
                        .runs()
                        .size());
        assertTrue(new Journal(file, SDK).session().initialized());
    }

    @Test
    void aTornLastLineIsReportedAndMovedAsideBeforeTheNextAppend() throws Exception {
        Files.writeString(file, CONFIG + "{\"metric\":1}\n{\"metric\":2,\"sta");
        var journal = new Journal(file, SDK);
        assertEquals(1, journal.session().totalRuns());
        assertArrayEquals("{\"metric\":2,\"sta".getBytes(StandardCharsets.UTF_8), journal.torn());
        var told = journal.append(List.of(JournalLines.run(2, 5, Status.KEEP)));
        assertEquals("the journal ended in a torn line; its 16 bytes were moved to log.jsonl.torn", told);
        assertEquals("{\"metric\":2,\"sta\n", Files.readString(folder.resolve("log.jsonl.torn")));
        assertEquals(3, JournalLines.of(file).size());
        assertEquals(0, journal.torn().length);
        assertEquals(2, journal.session().totalRuns());
    }

    @Test
    void severalTornWritesAreKeptOneAfterTheOther() throws Exception {
        Files.writeString(file, "{\"a");
        new Journal(file, SDK).append(List.of(JournalLines.begin()));
        Files.writeString(file, "{\"b", StandardOpenOption.APPEND);
        new Journal(file, SDK).append(List.of(JournalLines.run(1, 5, Status.KEEP)));
        assertEquals("{\"a\n{\"b\n", Files.readString(folder.resolve("log.jsonl.torn")));
        assertEquals(2, JournalLines.of(file).size());
    }

    @Test
    void aWholeLastLineThatOnlyLacksItsEndIsALine() throws Exception {
        Files.writeString(file, CONFIG + "{\"metric\":1}");
        var journal = new Journal(file, SDK);
        assertEquals(1, journal.session().totalRuns());
        assertEquals(0, journal.torn().length);
        assertEquals("", journal.append(List.of(JournalLines.run(2, 5, Status.KEEP))));
        assertEquals(3, JournalLines.of(file).size());
        assertFalse(Files.exists(folder.resolve("log.jsonl.torn")));
        assertEquals(2, journal.session().totalRuns());
    }

    @Test
    void aLineThatGoesOnAfterItWasReadIsReadAnew() throws Exception {
        Files.writeString(file, CONFIG + "{\"metric\":1}");
        var journal = new Journal(file, SDK);
        assertEquals(1, journal.session().totalRuns());
        append("x\n{\"metric\":2}\nrubbish\n");
        assertEquals(1, journal.session().totalRuns());
        assertEquals(2, journal.session().lastRun().orElseThrow().metric());
        assertEquals(
                List.of("log.jsonl line 2: not a JSON object, skipped", "log.jsonl line 4: not a JSON object, skipped"),
                journal.warnings());
    }

    @Test
    void aReaderSeesWhatOthersAppend() throws Exception {
        var reader = new Journal(file, SDK);
        assertFalse(reader.session().initialized());
        new Journal(file, SDK).append(List.of(JournalLines.begin()));
        assertTrue(reader.session().initialized());
        new Journal(file, SDK).append(List.of(JournalLines.run(1, 5, Status.KEEP)));
        assertEquals(1, reader.session().totalRuns());
    }

    @Test
    void aReaderBeginsAnewWhenTheFileIsAnotherOne() throws Exception {
        Files.writeString(file, CONFIG + "{\"metric\":1}\n");
        var reader = new Journal(file, SDK);
        assertEquals(1, reader.session().totalRuns());
        Files.move(file, folder.resolve("old.jsonl"));
        assertFalse(reader.session().initialized());
        Files.writeString(file, CONFIG + "{\"metric\":1}\n{\"metric\":2}\n");
        assertEquals(2, reader.session().totalRuns());
        Files.writeString(file, CONFIG);
        assertEquals(0, reader.session().totalRuns());
    }

    @Test
    void appendingChangesNoByteThatWasThere() throws Exception {
        var before = CONFIG + "{\"metric\": 1.50, \"mine\": [ 1 ]}\r\n\n# note\n";
        Files.writeString(file, before);
        new Journal(file, SDK).append(List.of(JournalLines.run(2, 5, Status.KEEP)));
        assertTrue(Files.readString(file).startsWith(before));
        assertTrue(Files.readString(file).endsWith("}\n"));
    }

    @Test
    void aFileThatCannotBeReadOrWrittenIsAProblemThatNamesIt() throws Exception {
        Files.createDirectory(file);
        assertTrue(assertThrows(Problem.class, () -> new Journal(file, SDK).session())
                .getMessage()
                .contains("log.jsonl"));
        Files.delete(file);
        Files.writeString(folder.resolve("blocker"), "");
        var inFile = new Journal(folder.resolve("blocker/log.jsonl"), OPENCLAW);
        assertThrows(Problem.class, () -> inFile.append(List.of(JournalLines.begin())));
    }

    @Test
    void moreThanTwentyWarningsAreNotCollected() throws Exception {
        Files.writeString(file, CONFIG + "garbage\n".repeat(1000));
        var journal = new Journal(file, SDK);
        assertEquals(20, journal.warnings().size());
    }

    private int runs(String line) throws IOException {
        return read(SDK, CONFIG + line + "\n").totalRuns();
    }

    private Session read(Layout layout, String text) throws IOException {
        Files.writeString(file, text);
        return new Journal(file, layout).session();
    }

    private void append(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }
}
