package dev.autoresearch.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.model.Metric.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JmhReportTest {
    private static final String REPORT = "jmh:jmh.json";
    /** The score that JMH itself reports; with as many iterations in every fork it is the mean of the forks' means. */
    private static final double SCORE_AVGT_64 = 5509.895611965812;

    @Test
    void theKeyCarriesParametersAndMode() {
        var expected = new ArrayList<String>();
        for (var mode : List.of("thrpt", "avgt", "sample", "ss"))
            for (int n : List.of(64, 256)) expected.add("b.B.sum[kind=hot,n=" + n + "] " + mode);
        assertEquals(expected, ReportFixtures.mainKeys(REPORT));
    }

    @Test
    void aForkIsOneSampleTheMeanOfItsIterations(@TempDir Path folder) throws IOException {
        write(folder, "\"rawData\":[[1,2,6],[10],[4.5,5.5]]");
        assertEquals(
                List.of(3.0, 10.0, 5.0),
                ReportFixtures.the(folder, "jmh:j.json").samples());
    }

    @Test
    void everyInvocationCountsInSampleTime(@TempDir Path folder) throws IOException {
        // fork 1: 10 three times, 20 once, 50 once in a second iteration; fork 2: 7 twice
        write(folder, "\"rawDataHistogram\":[[[[10,3],[20,1]],[[50,1]]],[[[7,2]]]]");
        assertEquals(
                List.of(20.0, 7.0), ReportFixtures.the(folder, "jmh:j.json").samples());
    }

    @Test
    void threeForksOfARealReportAreThreeSamplesAroundItsScore() {
        for (var one : ReportFixtures.read(REPORT))
            if (one.main()) assertEquals(3, one.samples().size(), one.key());
        var average = ReportFixtures.the(REPORT + "#b.B.sum[kind=hot,n=64] avgt");
        assertEquals(SCORE_AVGT_64, mean(average.samples()), SCORE_AVGT_64 * 1e-12);
        assertEquals("us/op", average.unit());
        assertEquals(Optional.of(Direction.LOWER), average.better());
    }

    @Test
    void throughputIsBetterHigher() {
        var rate = ReportFixtures.the(REPORT + "#b.B.sum[kind=hot,n=256] thrpt");
        assertEquals("ops/us", rate.unit());
        assertEquals(Optional.of(Direction.HIGHER), rate.better());
    }

    @Test
    void aProfilersMetricIsSelectedAfterAHash() {
        var allocated = ReportFixtures.the(REPORT + "#b.B.sum[kind=hot,n=64] avgt#gc.alloc.rate.norm");
        assertEquals("B/op", allocated.unit());
        assertEquals(3, allocated.samples().size());
    }

    @Test
    void aProfilersMetricIsFoundAsJmhPrintsIt(@TempDir Path folder) throws IOException {
        var second = ",\"secondaryMetrics\":{\"\u00B7gc.count\":{\"scoreUnit\":\"counts\",\"rawData\":[[2,4]]}}";
        write(folder, "\"rawData\":[[1]]", second);
        for (var key : List.of("B.sum:\u00B7gc.count", "B.sum:gc.count", "B.sum#gc.count", "gc.count"))
            assertEquals(
                    List.of(3.0),
                    ReportFixtures.the(folder, "jmh:j.json#" + key).samples(),
                    key);
    }

    @Test
    void severalThreadsAreNamed(@TempDir Path folder) throws IOException {
        write(folder, "\"rawData\":[[1]]", ",\"threads\":4");
        assertEquals(
                "b.B.sum avgt threads=4",
                ReportFixtures.the(folder, "jmh:j.json").key());
    }

    @Test
    void anEntryThatIsThereTwiceIsNumbered(@TempDir Path folder) throws IOException {
        var entry = entry("\"rawData\":[[1]]", "");
        Files.writeString(folder.resolve("j.json"), "[" + entry + "," + entry + "]");
        var problem = ReportFixtures.problem(folder, "jmh:j.json#b.B.sum avgt");
        assertTrue(problem.hint().contains("b.B.sum avgt (1)\n  b.B.sum avgt (2)"), problem.hint());
    }

    @Test
    void aNumberThatIsNoneIsNotBelieved(@TempDir Path folder) throws IOException {
        for (var iteration : List.of("\"NaN\"", "NaN", "Infinity", "null", "1e999")) {
            write(folder, "\"rawData\":[[1," + iteration + "],[2]]");
            var problem = ReportFixtures.problem(folder, "jmh:j.json");
            assertTrue(problem.getMessage().contains("no finite number"), problem.getMessage());
        }
    }

    @Test
    void aSummaryIsNoSample(@TempDir Path folder) throws IOException {
        write(folder, "\"score\":5");
        assertTrue(ReportFixtures.problem(folder, "jmh:j.json").getMessage().contains("no raw samples"));
    }

    @Test
    void aReportOfNoBenchmarkSaysSo(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("j.json"), "[]");
        assertEquals(
                "the report j.json holds no benchmark",
                ReportFixtures.problem(folder, "jmh:j.json").getMessage());
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private static void write(Path folder, String data, String... more) throws IOException {
        Files.writeString(folder.resolve("j.json"), "[" + entry(data, String.join("", more)) + "]");
    }

    private static String entry(String data, String more) {
        return "{\"jmhVersion\":\"1.37\",\"benchmark\":\"b.B.sum\",\"mode\":\"avgt\",\"primaryMetric\":"
                + "{\"scoreUnit\":\"ns/op\"," + data + "}" + more + "}";
    }
}
