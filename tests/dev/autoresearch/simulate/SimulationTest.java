package dev.autoresearch.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.autoresearch.Problem;
import dev.autoresearch.simulate.SimulationSettings.IdleSlots;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bounds have room for the chance of these few sessions; docs/verdicts.md has the rates of many. */
class SimulationTest {
    private static final long SEED = 20_240_229;

    private static PolicyReport play(String scenario, String policy, int sessions) {
        Scenario parsed = Scenario.of(scenario);
        SimulationSettings settings = SimulationSettings.of(4, parsed.usualBudget(4));
        return new Simulation(parsed, Policy.of(policy), sessions, SEED, settings).run();
    }

    private static PolicyReport playWithIdleSlots(String scenario, int sessions, SimulationSettings settings) {
        SimulationSettings withSlots = settings.withIdle(new IdleSlots(4, 1, 1));
        return new Simulation(Scenario.of(scenario), Policy.AUTO, sessions, SEED, withSlots).run();
    }

    @ParameterizedTest
    @CsvSource({
        "cv.5, 0.98",
        "cv2, 0.90",
        "cv5, 0.50",
        "cv10, 0.18",
        "cv2+drift, 0.65",
        "cv2+spikes, 0.65",
        "cv5+drift+spikes, 0.33"
    })
    void whatPairsKeepIsTrueAndMostOfWhatIsTrueIsKept(String scenario, double recall) {
        PolicyReport report = play(scenario, "paired", 100);

        assertTrue(report.falseKeepRate() <= 0.05, report.row());
        assertTrue(report.harmfulKeepRate() <= 0.01, report.row());
        assertTrue(report.recall3Pct().orElseThrow() >= recall, report.row());
        assertTrue(Math.abs(report.biasLogPoints()) <= 5, report.row());
        assertTrue(report.intervalCoverageKeeps().orElseThrow() >= 0.88, report.row());
    }

    @ParameterizedTest
    @CsvSource({"cv.5, 0.98, 0.95", "cv5+drift+spikes, 0.2, 1.5"})
    void withIdleSlotsWhatAutoKeepsIsTrueAndItClimbsLikeThePeersRule(String scenario, double recall, double part) {
        PolicyReport report = playWithIdleSlots(scenario, 10, SimulationSettings.of(4, 1500));

        double peers = logGain(play(scenario, "single", 10));
        assertTrue(report.falseKeepRate() <= 0.05, report.row());
        assertTrue(report.recall3Pct().orElseThrow() >= recall, report.row());
        assertTrue(logGain(report) >= part * peers, report.row() + " against " + peers);
        assertTrue(report.runsPerDecision() < 1.7, report.row());
        assertTrue(report.revokedPerSession() > 0, report.row());
    }

    private static double logGain(PolicyReport report) {
        return Math.log1p(report.trueSpeedupPct() / 100);
    }

    @Test
    void idleLooksAtACandidateThatStaysOpenFindMoreGains() {
        SimulationSettings loop = SimulationSettings.of(4, 1500).withIdle(new IdleSlots(4, 1, 1));

        double open = new Simulation(Scenario.of("cv5"), Policy.of("auto-open"), 6, SEED, loop)
                .run()
                .trueSpeedupPct();

        assertTrue(open > playWithIdleSlots("cv5", 6, loop).trueSpeedupPct());
    }

    @Test
    void whatIsProvenIsTrueAndAtLowNoiseMostKeepsAre() {
        PolicyReport quiet = playWithIdleSlots("cv.5", 5, SimulationSettings.of(4, 1500));
        PolicyReport wild = playWithIdleSlots("cauchy", 5, SimulationSettings.of(4, 1500));

        assertTrue(quiet.certifiedShare().orElseThrow() > 0.8, quiet.row());
        assertEquals(0, quiet.certifiedFalseRate().orElseThrow());
        assertTrue(wild.certifiedFalseRate().orElse(0) <= 0.05, wild.row());
    }

    @Test
    void whereEachRunIsChargedAutoIsFasterThanPairsAndProvesNothing() {
        PolicyReport auto = play("cv2", "auto", 5);

        assertTrue(auto.trueSpeedupPct() > play("cv2", "paired", 5).trueSpeedupPct(), auto.row());
        assertTrue(auto.falseKeepRate() <= 0.05, auto.row());
        assertEquals(0, auto.certifiedShare().orElseThrow());
    }

    @Test
    void dearRunsAreSpentOnIdeas() {
        SimulationSettings dear = SimulationSettings.of(0.2, 150);

        PolicyReport auto = new Simulation(Scenario.of("cv.1"), Policy.AUTO, 8, SEED, dear).run();
        PolicyReport paired = new Simulation(Scenario.of("cv.1"), Policy.PAIRED, 8, SEED, dear).run();

        assertTrue(auto.runsPerDecision() < 1.1, auto.row());
        assertTrue(auto.falseKeepRate() <= 0.05, auto.row());
        assertTrue(auto.trueSpeedupPct() > 1.7 * paired.trueSpeedupPct(), auto.row());
    }

    @Test
    void keepsThatCannotBeTakenOutStay() {
        var free = SimulationSettings.of(4, 400);
        var stuck = new SimulationSettings(4, 400, IdleSlots.NONE, IdeaStream.Shares.USUAL, 1, false);

        double wrong = playWithIdleSlots("cv5", 16, free).falseKeepsPerSession();

        assertTrue(playWithIdleSlots("cv5", 16, stuck).falseKeepsPerSession() > wrong);
    }

    @Test
    void noisyIdleSlotsHelpLess() {
        var quiet = SimulationSettings.of(4, 600).withIdle(new IdleSlots(4, 1, 1));
        var noisy = SimulationSettings.of(4, 600).withIdle(new IdleSlots(4, 8, 8));

        assertTrue(new Simulation(Scenario.of("cv2"), Policy.AUTO, 6, SEED, noisy)
                        .run()
                        .trueSpeedupPct()
                < new Simulation(Scenario.of("cv2"), Policy.AUTO, 6, SEED, quiet)
                        .run()
                        .trueSpeedupPct());
    }

    @ParameterizedTest
    @ValueSource(strings = {"all-null", "all-null+cv5", "all-null+cv10", "all-null+cv5+drift+spikes"})
    void aSessionWithoutAnyGainKeepsAlmostNothing(String scenario) {
        assertTrue(play(scenario, "paired", 100).falseKeepsPerSession() <= 0.2);
        assertTrue(playWithIdleSlots(scenario, 5, SimulationSettings.of(4, 300)).falseKeepsPerSession() <= 0.2);
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
        PolicyReport report = play(scenario, "paired", 1500);

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
            Simulation simulation =
                    new Simulation(Scenario.of("cv5"), Policy.PAIRED, 5, seed, SimulationSettings.of(4, 400));
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
                        "interval_coverage_keeps",
                        "runs_per_idea",
                        "revoked_per_session",
                        "certified_share",
                        "certified_false_rate",
                        "expected_false_rate",
                        "false_keep_rate_se",
                        "certified_false_rate_se",
                        "true_speedup_pct_se"),
                keys);
        assertEquals(1.0, json.get("runs_per_decision").asDouble());
        assertEquals(1.0, json.get("runs_per_idea").asDouble());
        assertTrue(json.get("interval_coverage_keeps").isNull());
        assertTrue(json.get("false_keep_rate_se").asDouble() > 0);
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
        assertEquals(new Simulation(Scenario.of("cv5"), Policy.MAD2, 3, -7, SimulationSettings.of(0, 50)), first);
        assertEquals(Scenario.Kind.AA, request.simulations().get(1).scenario().kind());
        assertEquals(7, SimulationRequest.of().simulations().size());
        assertEquals(
                8, SimulationRequest.of("--scenario", "all,field").simulations().size());
    }

    @Test
    void aRequestHasIdleSlotsAPriorConflictsAndInteractions() {
        SimulationRequest request = SimulationRequest.of(
                "--idea-cost",
                ".2",
                "--idle-slots",
                "4",
                "--idle-noise",
                "1.5-3",
                "--prior",
                ".50/.20/.30",
                "--conflicts",
                "20%",
                "--interactions");

        assertEquals(
                new SimulationSettings(
                        0.2, 1500, new IdleSlots(4, 1.5, 3), new IdeaStream.Shares(0.5, 0.2, 0.3), 0.2, true),
                request.simulations().get(0).settings());
    }

    @Test
    void inTheFieldAQuarterOfWhatMeasuredBetterIsNoImprovementAndHalfOfItInTheLeanVariant() {
        double field = play("field", "single", 60).falseKeepRate();
        double lean = play("field-lean", "single", 60).falseKeepRate();

        assertTrue(field > 0.22 && field < 0.31, "field: " + field);
        assertTrue(lean > 0.44 && lean < 0.55, "lean: " + lean);
    }

    @Test
    void theFieldHasItsOwnNoiseUnlessAnotherIsNamed() {
        assertTrue(Scenario.of("field").has(Scenario.Trait.FIELD_NOISE));
        assertEquals(0.005, Scenario.of("field+cv.5").cv());
        assertEquals(Set.of(), Scenario.of("cv.5+field").traits());
        assertEquals(Set.of(Scenario.Trait.BURSTS), Scenario.of("bursts").traits());
        assertEquals(Scenario.Kind.ALL_NULL, Scenario.of("all-null+field").kind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bursts", "quantised", "cauchy", "pareto", "ar", "cv5+drift+spikes+bursts"})
    void anyOtherNoiseSlowsTheClimbOfThePeersRule(String scenario) {
        assertTrue(play(scenario, "single", 20).trueSpeedupPct()
                < play("cv2", "oracle", 20).trueSpeedupPct());
    }

    @Test
    void ideasThatOverlapGainLess() {
        SimulationSettings apart = SimulationSettings.of(4, 1500);
        SimulationSettings overlapping =
                new SimulationSettings(4, 1500, IdleSlots.NONE, IdeaStream.Shares.USUAL, 0, true);

        double sum = new Simulation(Scenario.of("cv2"), Policy.ORACLE, 20, SEED, apart)
                .run()
                .trueSpeedupPct();
        double shared = new Simulation(Scenario.of("cv2"), Policy.ORACLE, 20, SEED, overlapping)
                .run()
                .trueSpeedupPct();

        assertTrue(shared < 0.9 * sum, shared + " of " + sum);
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
                "--prior .5/.5",
                "--prior .5/.5/.5",
                "--conflicts 101%",
                "--idle-noise .5",
                "--idle-noise 2-x",
                "--idle-slots -1",
                "--fast"
            })
    void aWrongRequestIsAProblemThatNamesTheChoices(String line) {
        Problem problem = assertThrows(Problem.class, () -> SimulationRequest.of(line.split(" ")));

        assertTrue(problem.hint().contains("cv.5")
                || problem.hint().contains("--s")
                || problem.hint().contains("auto"));
    }
}
