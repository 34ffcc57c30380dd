package dev.autoresearch.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.autoresearch.Problem;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bounds have room for the chance of these few sessions; docs/verdicts.md has the rates of many. */
class SimulationTest {
    private static final long SEED = 20_240_229;

    private static PolicyReport play(String scenario, String policy, int sessions) {
        return new Simulation(Scenario.of(scenario), Policy.of(policy), sessions, SEED, 4, 1500).run();
    }

    @ParameterizedTest
    @CsvSource({
        "cv.5, auto, 0.98",
        "cv2, auto, 0.90",
        "cv5, auto, 0.50",
        "cv10, auto, 0.18",
        "cv2+drift, auto, 0.65",
        "cv2+spikes, auto, 0.65",
        "cv5+drift+spikes, auto, 0.33",
        "cv.5, balanced, 0.98",
        "cv2, balanced, 0.90",
        "cv5, balanced, 0.50",
        "cv2+drift, balanced, 0.65"
    })
    void whatIsKeptIsTrueAndMostOfWhatIsTrueIsKept(String scenario, String policy, double recall) {
        PolicyReport report = play(scenario, policy, 100);

        assertTrue(report.falseKeepRate() <= 0.05, report.row());
        assertTrue(report.harmfulKeepRate() <= 0.01, report.row());
        assertTrue(report.recall3Pct().orElseThrow() >= recall, report.row());
        assertTrue(Math.abs(report.biasLogPoints()) <= 5, report.row());
        assertTrue(report.intervalCoverageKeeps().orElseThrow() >= 0.88, report.row());
    }

    @ParameterizedTest
    @ValueSource(strings = {"all-null", "all-null+cv5", "all-null+cv10", "all-null+cv5+drift+spikes"})
    void aSessionWithoutAnyGainKeepsAlmostNothing(String scenario) {
        assertTrue(play(scenario, "auto", 100).falseKeepsPerSession() <= 0.2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aa",
                "aa+cv10",
                "aa+spikes",
                "aa+cauchy",
                "aa+pareto",
                "aa+quantised",
                "aa+order",
                "aa+ar",
                "aa+drift+spikes"
            })
    void identicalCodeIsCalledImprovedInAtMostFivePercent(String scenario) {
        PolicyReport report = play(scenario, "thorough", 1500);

        // three standard errors of a rate of 5 %
        assertTrue(report.falseKeepRate() <= 0.05 + 0.017, report.row());
    }

    @Test
    void thePeersRuleKeepsMoreFalseThanTrueOnes() {
        for (String scenario : List.of("cv.5", "cv2", "cv5+drift+spikes")) {
            double rate = play(scenario, "single", 60).falseKeepRate();
            assertTrue(rate > 0.5 && rate < 0.75, scenario + ": " + rate);
        }
        double likely = play("cv2", "mad2", 60).falseKeepRate();
        assertTrue(likely > 0.5 && likely < 0.75, "confidence of 2: " + likely);
    }

    @Test
    void autoIsFasterThanBalancedWhereTheNoiseIsLow() {
        assertTrue(play("cv.5", "auto", 60).trueSpeedupPct()
                > 1.7 * play("cv.5", "balanced", 60).trueSpeedupPct());
        assertTrue(play("cv2", "auto", 60).trueSpeedupPct()
                > play("cv2", "balanced", 60).trueSpeedupPct());
    }

    @Test
    void noRuleIsFasterThanTheOneThatKnowsTheTruth() {
        PolicyReport oracle = play("cv2", "oracle", 60);

        assertEquals(0, oracle.falseKeepRate());
        assertEquals(1, oracle.recall3Pct().orElseThrow());
        assertTrue(oracle.trueSpeedupPct() > play("cv.5", "single", 60).trueSpeedupPct());
    }

    @Test
    void theSameSeedGivesTheSameReportAndAnyOtherGivesAnother() {
        List<PolicyReport> reports = new ArrayList<>();
        for (long seed : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            Simulation simulation = new Simulation(Scenario.of("cv5"), Policy.AUTO, 5, seed, 4, 400);
            PolicyReport report = simulation.run();
            assertEquals(report, simulation.run());
            reports.forEach(other -> assertNotEquals(other.trueSpeedupPct(), report.trueSpeedupPct()));
            reports.add(report);
        }
    }

    @Test
    void theReportIsOneJsonObjectWithTheAgreedKeys() throws Exception {
        JsonNode json = new ObjectMapper().readTree(play("cv2", "single", 3).json());

        List<String> keys = new ArrayList<>();
        json.fieldNames().forEachRemaining(keys::add);
        assertEquals(
                List.of(
                        "scenario",
                        "policy",
                        "sessions",
                        "seed",
                        "false_keep_rate",
                        "harmful_keep_rate",
                        "false_keeps_per_session",
                        "recall_3pct",
                        "true_speedup_pct",
                        "bias_log_points",
                        "runs_per_decision",
                        "interval_coverage_keeps"),
                keys);
        assertEquals(1.0, json.get("runs_per_decision").asDouble());
        assertTrue(json.get("interval_coverage_keeps").isNull());
    }

    @Test
    void thePictureIsWellFormedAndHasABarForEachReport() throws Exception {
        SimulationRequest request =
                SimulationRequest.of("--scenario", "cv2,cv5", "--policy", "single,auto", "--sessions", "2", "--svg");
        String svg =
                request.show(request.simulations().stream().map(Simulation::run).toList());

        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        int legend = 2;
        assertEquals(4 + legend, document.getElementsByTagName("rect").getLength());
        assertTrue(svg.contains(">cv5<") && svg.contains(">single<"), svg);
    }

    @Test
    void aTableHasALineForEachReport() {
        SimulationRequest request =
                SimulationRequest.of("--scenario", "cv2,cv5", "--policy", "single", "--sessions", "2");
        String[] lines = request.show(
                        request.simulations().stream().map(Simulation::run).toList())
                .split("\n");

        assertEquals(3, lines.length);
        assertEquals(lines[0].length(), lines[1].length());
    }

    @Test
    void aRequestIsReadFromOptions() {
        SimulationRequest request = SimulationRequest.of(
                "--scenario",
                "cv5,a/a",
                "--policy",
                "mad2",
                "--sessions",
                "3",
                "--seed",
                "-7",
                "--idea-cost",
                "0",
                "--budget",
                "50",
                "--json");

        assertEquals(SimulationRequest.Form.JSON, request.form());
        assertEquals(2, request.simulations().size());
        Simulation first = request.simulations().get(0);
        assertEquals(new Simulation(Scenario.of("cv5"), Policy.MAD2, 3, -7, 0, 50), first);
        assertEquals(Scenario.Kind.AA, request.simulations().get(1).scenario().kind());
        assertEquals(7, SimulationRequest.of().simulations().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--sessions",
                "--sessions x",
                "--sessions 0",
                "--seed 1.5",
                "--policy best",
                "--scenario cv5+wind",
                "--scenario cv0",
                "--scenario cv",
                "--fast"
            })
    void aWrongRequestIsAProblemThatNamesTheChoices(String line) {
        Problem problem = assertThrows(Problem.class, () -> SimulationRequest.of(line.split(" ")));

        assertTrue(problem.hint().contains("cv.5")
                || problem.hint().contains("--s")
                || problem.hint().contains("auto"));
    }
}
