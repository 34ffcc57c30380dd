package dev.autoresearch.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.Problem;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportSpecTest {

    @Test
    void aFormatAndAFileAreEnough() {
        assertEquals(
                new ReportSpec(ReportFormat.HYPERFINE, "out.json", Optional.empty()),
                ReportSpec.parse("hyperfine:out.json"));
    }

    @Test
    void theKeyIsAllAfterTheFirstHash() {
        var spec = ReportSpec.parse("hyperfine:my out.json#./mine --x 'a:b' #2");
        assertEquals("my out.json", spec.path());
        assertEquals(Optional.of("./mine --x 'a:b' #2"), spec.key());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jmh:target/jmh.json#b.B.sum[n=64] avgt",
                "google:out.json#BM_S/8#cpu_time",
                "pytest:/tmp/o.json#test_a.py::test_b[1]",
                "surefire:target/surefire-reports",
                "time:t:1.txt#max_rss_kb"
            })
    void theTextReadsBackAsItWas(String text) {
        assertEquals(text, ReportSpec.parse(text).text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "target/jmh.json", "yaml:x", "JMH:x", "jmh:", "jmh: #k", "jmh:x#", "jmh:x# ", "jmh:a\0b"})
    void anythingElseIsRefusedWithTheUsage(String text) {
        var problem = assertThrows(Problem.class, () -> ReportSpec.parse(text));
        assertEquals(Problem.USAGE, problem.exit());
        assertTrue(problem.hint().contains("jmh:target/jmh.json#MyBench.parse"), problem.hint());
        for (var format : ReportFormat.values())
            assertTrue(problem.hint().contains("  " + format.word() + ":"), format + " is missing in the usage");
    }

    @Test
    void whatItCannotReadIsShownHarmlessly() {
        var problem = assertThrows(Problem.class, () -> ReportSpec.parse("\u001b[31mred:x"));
        assertFalse(problem.getMessage().contains("\u001b"), problem.getMessage());
    }
}
