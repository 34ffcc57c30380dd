package dev.autoresearch.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurefireReportTest {
    private static final String FILE = "surefire:surefire/TEST-q.SpeedTest.xml";

    @Test
    void theTimeOfATestIsItsSampleInSeconds() {
        var one = ReportFixtures.the(FILE + "#SpeedTest.parsesTheLog");
        assertEquals("q.SpeedTest.parsesTheLog", one.key());
        assertEquals(List.of(0.132), one.samples());
        assertEquals("s", one.unit());
    }

    @Test
    void theRepetitionsOfATestAreSamplesOfOne() {
        assertEquals(
                List.of(0.019, 0.017, 0.012),
                ReportFixtures.the(FILE + "#SpeedTest.again").samples());
    }

    @Test
    void anotherArgumentIsAnotherBenchmark() {
        assertEquals(
                List.of(0.031),
                ReportFixtures.the(FILE + "#q.SpeedTest.size(int)[2]").samples());
    }

    @Test
    void aFolderHoldsTheTestsOfAllItsReports() {
        assertEquals(
                List.of(2.422),
                ReportFixtures.the("surefire:surefire#StatsTest.arch").samples());
        assertEquals(
                List.of(0.132),
                ReportFixtures.the("surefire:surefire#SpeedTest.parsesTheLog").samples());
    }

    @Test
    void testsThatDidNotPassAreNotSelected() {
        assertEquals(
                "the benchmark q.SpeedTest.breaks failed: the test failed: expected <1> but was 2",
                ReportFixtures.problem(FILE + "#breaks").getMessage());
        assertEquals(
                "the benchmark q.SpeedTest.throwsUp failed: the test ended in an error: no file",
                ReportFixtures.problem(FILE + "#throwsUp").getMessage());
        assertEquals(
                "the benchmark q.SpeedTest.waits failed: the test was skipped",
                ReportFixtures.problem(FILE + "#waits").getMessage());
    }

    @Test
    void nestedSuitesAndGroupedThousandsAreRead(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("r.xml"), """
                <testsuites><testsuite name="s"><testcase classname="A" name="b" time="1,234.5"/></testsuite>
                </testsuites>""");
        assertEquals(
                List.of(1234.5), ReportFixtures.the(folder, "surefire:r.xml").samples());
    }

    @Test
    void aTestWithoutATimeIsNotBelieved(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("r.xml"), "<testsuite><testcase classname='A' name='b'/></testsuite>");
        assertTrue(ReportFixtures.problem(folder, "surefire:r.xml").getMessage().contains("no finite number"));
    }

    @Test
    void aReportOfAnEarlierRunInTheFolderIsPassedOver(@TempDir Path folder) throws IOException {
        var run = Instant.parse("2026-05-01T10:00:00.5Z");
        write(folder.resolve("TEST-Old.xml"), "old", run.minusSeconds(60));
        write(folder.resolve("TEST-New.xml"), "renewed", run.plusSeconds(1));
        var all = ReportReader.read(ReportSpec.parse("surefire:."), folder, EarlierFiles.than(run));
        assertEquals(
                List.of("A.renewed"), all.stream().map(ReportedBenchmark::key).toList());
    }

    @Test
    void aDocumentTypeIsRefusedAndNothingIsLookedUp(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("secret"), "hunter2");
        var secret = folder.resolve("secret").toUri();
        Files.writeString(
                folder.resolve("r.xml"),
                "<!DOCTYPE testsuite [<!ENTITY x SYSTEM \"" + secret + "\">]><testsuite>"
                        + "<testcase classname='A' name='b' time='1'><failure message='&x;'>&x;</failure></testcase></testsuite>");
        var problem = ReportFixtures.problem(folder, "surefire:r.xml");
        assertTrue(problem.getMessage().contains("document type"), problem.getMessage());
        assertFalse(problem.getMessage().contains("hunter2"), problem.getMessage());
    }

    @Test
    void anotherXmlIsNoReport() {
        var pom = Path.of("").toAbsolutePath();
        assertTrue(ReportFixtures.problem(pom, "surefire:pom.xml").getMessage().contains("XML about something else"));
    }

    private static void write(Path file, String test, Instant time) throws IOException {
        Files.writeString(file, "<testsuite><testcase classname='A' name='" + test + "' time='1'/></testsuite>");
        Files.setLastModifiedTime(file, FileTime.from(time));
    }
}
