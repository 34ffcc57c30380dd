package dev.autoresearch.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PytestReportTest {

    @Test
    void everyRoundIsASampleInSeconds() {
        var one = ReportFixtures.the("pytest:pytest.json#test_parse.py::test_parse[256]");
        assertEquals(
                List.of(
                        0.0004315114999826619,
                        0.0004383699999834789,
                        0.00045887950000178535,
                        0.0023365819999980886,
                        0.0004122274999645015),
                one.samples());
        assertEquals("s", one.unit());
    }

    @Test
    void aTestIsFoundByTheEndOfItsName() {
        assertEquals(
                "test_parse.py::test_parse[64]",
                ReportFixtures.the("pytest:pytest.json#test_parse[64]").key());
    }

    @Test
    void aTestThatFailedIsNotInTheReport() {
        var problem = ReportFixtures.problem("pytest:pytest.json#test_fails");
        assertEquals("the report has no benchmark \"test_fails\"", problem.getMessage());
        assertTrue(problem.hint().contains("test_parse.py::test_parse[64]"), problem.hint());
    }

    @Test
    void aReportWithoutDataNamesTheOption() {
        var problem = ReportFixtures.problem("pytest:pytest-without-data.json#test_parse[64]");
        assertTrue(problem.getMessage().contains("no raw samples"), problem.getMessage());
        assertTrue(problem.hint().contains("--benchmark-json"), problem.hint());
    }
}
