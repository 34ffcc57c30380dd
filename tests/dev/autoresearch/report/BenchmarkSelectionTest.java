package dev.autoresearch.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.Problem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchmarkSelectionTest {

    @Test
    void theOnlyBenchmarkNeedsNoKey() {
        assertEquals("a.A.sum avgt", selected("jmh:j", "a.A.sum avgt", "a.A.sum avgt#gc.count"));
    }

    @Test
    void severalBenchmarksNeedAKeyAndAreListed() {
        var problem = refused("jmh:j", "a.A.x avgt", "a.A.x avgt#gc.count", "a.A.y avgt");
        assertEquals("the report has 2 benchmarks, so one must be named", problem.getMessage());
        assertEquals("""
                keys there are:
                  a.A.x avgt
                  a.A.y avgt
                  a.A.x avgt#gc.count
                such as --report 'jmh:j#a.A.x avgt'""", problem.hint());
    }

    @Test
    void theExactKeyComesFirst() {
        assertEquals("sleep 1", selected("hyperfine:h#sleep 1", "sleep 1", "sleep 1 2", "x sleep 1"));
    }

    @Test
    void wholeWordsComeBeforeAnyPart() {
        assertEquals("a.A.parse avgt", selected("jmh:j#A.parse", "a.A.parse avgt", "a.A.parseAll avgt"));
        assertEquals("x/BM_S/6", selected("google:g#BM_S/6", "BM_S/64", "x/BM_S/6"));
    }

    @Test
    void aUniquePartIsEnough() {
        assertEquals(
                "a.MyBench.parse avgt", selected("jmh:j#Bench.pa", "a.MyBench.parse avgt", "a.MyBench.print avgt"));
    }

    @Test
    void whatBenchmarksAreAboutComesBeforeWhatIsMeasuredBesides() {
        assertEquals("a.A.x avgt", selected("jmh:j#A.x", "a.A.x avgt", "a.A.x avgt#gc.count", "a.A.x avgt#gc.time"));
    }

    @Test
    void aFigureBesidesIsFoundByPartOfItsBenchmark() {
        var keys = new String[] {"a.A.x avgt", "a.A.x avgt#gc.count", "a.A.xy avgt", "a.A.xy avgt#gc.count"};
        assertEquals("a.A.x avgt#gc.count", selected("jmh:j#A.x#gc.count", keys));
        assertEquals("a.A.xy avgt#gc.count", selected("jmh:j#A.xy:gc.count", keys));
        assertEquals(
                "the key \"gc.count\" fits 2 benchmarks",
                refused("jmh:j#gc.count", keys).getMessage());
    }

    @Test
    void anAmbiguousKeyListsWhatItFits() {
        var problem = refused("jmh:j#A.x", "a.A.x[n=1] avgt", "a.A.x[n=2] avgt", "a.A.y avgt");
        assertEquals("the key \"A.x\" fits 2 benchmarks", problem.getMessage());
        assertTrue(problem.hint().contains("a.A.x[n=1] avgt\n  a.A.x[n=2] avgt\nsuch as"), problem.hint());
        assertFalse(problem.hint().contains("A.y"), problem.hint());
    }

    @Test
    void aWrongKeyListsTheFirstOfManyKeys() {
        var keys = new ArrayList<String>();
        for (int i = 0; i < 50; i++) keys.add("bench" + i);
        var problem = refused("hyperfine:h#nothing", keys.toArray(String[]::new));
        assertEquals("the report has no benchmark \"nothing\"", problem.getMessage());
        assertTrue(problem.hint().contains("\n  bench19\n  and 30 more\n"), problem.hint());
    }

    @Test
    void theExampleCanBePastedIntoAShell() {
        var problem = refused("hyperfine:h#nothing", "sh -c 'x'", "y");
        assertTrue(problem.hint().endsWith("such as --report 'hyperfine:h#sh -c '\\''x'\\'''"), problem.hint());
    }

    private static String selected(String spec, String... keys) {
        return ReportReader.select(ReportSpec.parse(spec), benchmarks(keys)).key();
    }

    private static Problem refused(String spec, String... keys) {
        return assertThrows(Problem.class, () -> ReportReader.select(ReportSpec.parse(spec), benchmarks(keys)));
    }

    private static List<ReportedBenchmark> benchmarks(String... keys) {
        var all = new ArrayList<ReportedBenchmark>();
        for (var key : keys)
            all.add(
                    key.contains("#")
                            ? ReportedBenchmark.secondary(key, "B", List.of(1.0))
                            : ReportedBenchmark.main(key, "s", List.of(1.0)));
        return all;
    }
}
