package dev.autoresearch.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.autoresearch.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a file, for every format. */
class ReportErrorsTest {
    private static final Instant RUN = Instant.parse("2026-05-01T10:00:00.400Z");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void aMissingReportSaysHowToHaveItWritten(ReportFormat format) {
        var problem = ReportFixtures.problem(folder, format.word() + ":out/r#k");
        assertEquals("there is no report out/r", problem.getMessage());
        assertTrue(problem.hint().contains(format.writing().replace("FILE", "out/r")), problem.hint());
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyReportSaysSo(ReportFormat format) throws IOException {
        Files.createFile(folder.resolve("r"));
        assertEquals(
                "the report r is empty",
                ReportFixtures.problem(folder, format.word() + ":r").getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void aReportOfAnEarlierRunIsNotRead(ReportFormat format) throws IOException {
        Files.setLastModifiedTime(Files.writeString(folder.resolve("r"), "x"), FileTime.from(RUN.minusSeconds(1)));
        var spec = ReportSpec.parse(format.word() + ":r");
        var problem = assertThrows(Problem.class, () -> ReportReader.read(spec, folder, EarlierFiles.than(RUN)));
        assertTrue(problem.getMessage().contains("older than this run"), problem.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-05-01T10:00:00.400Z", "2026-05-01T10:00:00.390Z", "2026-05-01T10:00:00Z"})
    void aFileSystemsCoarseClockIsAllowedFor(String written) {
        assertEquals(false, EarlierFiles.isStale(Instant.parse(written), RUN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-05-01T10:00:00.300Z", "2026-05-01T09:59:59Z"})
    void whatIsOlderThanThatIsStale(String written) {
        assertEquals(true, EarlierFiles.isStale(Instant.parse(written), RUN));
    }

    @ParameterizedTest
    @CsvSource({
        "jmh, jmh.json",
        "hyperfine, hyperfine.json",
        "google, google.json",
        "pytest, pytest.json",
        "surefire, surefire/TEST-q.SpeedTest.xml"
    })
    void aReportThatIsCutOffAnywhereIsNotRead(String format, String fixture) throws IOException {
        byte[] whole = new String(Files.readAllBytes(ReportFixtures.folder().resolve(fixture)), StandardCharsets.UTF_8)
                .strip()
                .getBytes(StandardCharsets.UTF_8);
        int step = Math.max(1, whole.length / 150);
        for (int length = step; length < whole.length; length += step) {
            Files.write(folder.resolve("r"), Arrays.copyOf(whole, length));
            var problem = ReportFixtures.problem(folder, format + ":r");
            // within a word or before the first element it may also look like something else
            assertTrue(problem.getMessage().startsWith("the report r is "), length + " bytes: " + problem.getMessage());
        }
        Files.write(folder.resolve("r"), Arrays.copyOf(whole, whole.length - 1));
        assertTrue(ReportFixtures.problem(folder, format + ":r").getMessage().contains("cut off"));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotThisFormatIsNotRead(ReportFormat format) throws IOException {
        var others = List.of(
                "hello",
                " ",
                "{}",
                "[1]",
                "[{}]",
                "{\"results\":[1]}",
                "{\"benchmarks\":[{}]}",
                "<a/>",
                "\0\u0001\u0002",
                "{} {}",
                "<testsuite></testsuites>",
                "[[[[[[",
                "\"text\"",
                "null");
        for (var text : others) {
            Files.writeString(folder.resolve("r"), text);
            var message = ReportFixtures.problem(folder, format.word() + ":r").getMessage();
            assertTrue(
                    message.contains("is not of " + format.tool()) || message.contains("cut off"),
                    text + ": " + message);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "hyperfine, jmh, jmh.json",
        "jmh, hyperfine, hyperfine.json",
        "google, pytest, pytest.json",
        "pytest, google, google.json"
    })
    void aReportOfAnotherToolIsRecognized(String asked, String is, String fixture) {
        var problem = ReportFixtures.problem(asked + ":" + fixture);
        assertEquals("--report " + is + ":" + fixture, problem.hint());
    }

    @Test
    void deepNestingIsRefusedWithoutAnOverflow() throws IOException {
        Files.writeString(folder.resolve("r"), "[".repeat(200_000));
        assertTrue(ReportFixtures.problem(folder, "jmh:r").getMessage().contains("is not"));
    }

    /** Runs of a few milliseconds follow each other faster than the clock that files are dated by. */
    @Test
    void whatAnEarlierRunWroteAMomentAgoIsNoReportOfThisOne() throws IOException {
        var file = Files.writeString(folder.resolve("r"), "wall_s=1\n");
        var now = Files.getLastModifiedTime(file).toInstant();
        var spec = ReportSpec.parse("time:r");
        var earlier = EarlierFiles.than(now, spec, folder);
        var problem = assertThrows(Problem.class, () -> ReportReader.read(spec, folder, earlier));
        assertTrue(problem.getMessage().contains("older than this run"), problem.getMessage());
        Files.setLastModifiedTime(Files.writeString(file, "wall_s=2\n"), FileTime.from(now.plusMillis(5)));
        assertEquals(
                List.of(2.0), ReportReader.read(spec, folder, earlier).get(0).samples());
    }

    @Test
    void whatEarlierRunsAppendedIsNoSampleOfThisOne() throws IOException {
        var file = Files.writeString(folder.resolve("r"), "wall_s=1\nwall_s=1\n");
        var spec = ReportSpec.parse("time:r");
        var earlier = EarlierFiles.than(Instant.EPOCH, spec, folder);
        Files.writeString(file, "wall_s=2\nwall_s=3\n", StandardOpenOption.APPEND);
        assertEquals(
                List.of(2.0, 3.0),
                ReportReader.read(spec, folder, earlier).get(0).samples());
    }

    @Test
    void aFolderIsNoFile() throws IOException {
        Files.createDirectory(folder.resolve("d"));
        assertEquals(
                "the report d is a folder",
                ReportFixtures.problem(folder, "jmh:d").getMessage());
        assertEquals(
                "there is no TEST-*.xml in the folder d",
                ReportFixtures.problem(folder, "surefire:d").getMessage());
    }

    @Test
    void aDeviceIsNotRead() {
        assertEquals(
                "the report /dev/zero is no file",
                ReportFixtures.problem(folder, "jmh:/dev/zero").getMessage());
    }

    @Test
    void aFileThatMayNotBeReadSaysSo() throws IOException {
        var file = Files.writeString(folder.resolve("r"), "[]");
        assumeFalse(!file.toFile().setReadable(false) || Files.isReadable(file), "this user may read everything");
        assertTrue(ReportFixtures.problem(folder, "jmh:r").getMessage().contains("cannot be read"));
    }

    @Test
    void aNameCannotSteerTheTerminal() {
        assertEquals(
                "there is no report \\e[2J",
                ReportFixtures.problem(folder, "jmh:\u001b[2J").getMessage());
    }
}
