package dev.autoresearch.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autoresearch.testing.Answer;
import dev.autoresearch.testing.TestRepo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guards on real attempts: a benchmark that prints what three files say, in a real repository. */
class GuardedAttemptTest {
    private static final String[] GUARDS = {"--guard", "memory_mb <= +2%", "--guard", "errors == 0"};

    @TempDir
    Path folder;

    private TestRepo lab;

    @BeforeEach
    void benchmark() {
        lab = TestRepo.in(folder)
                .write("memory.txt", "100\n")
                .write("errors.txt", "0\n")
                .script("benchmark.sh", """
                        echo "METRIC ms=$(cat value.txt)"
                        [ -f memory.txt ] && echo "METRIC memory_mb=$(cat memory.txt)"
                        echo "METRIC errors=$(cat errors.txt)\"""")
                .commit("benchmark");
    }

    private void begun(String... more) {
        var words = new ArrayList<>(List.of("init", "-n", "goal", "-m", "ms", "-c", "./benchmark.sh"));
        words.addAll(List.of(more));
        lab.cli(words.toArray(new String[0])).exits(0);
        lab.cli("attempt", "-d", "baseline").exits(0);
    }

    private JsonNode verdict(Answer answer) {
        return answer.json().get("verdict");
    }

    @Test
    void aGainThatKeepsItsGuardsIsKept() {
        begun(GUARDS);
        lab.write("value.txt", "90\n").write("memory.txt", "101\n");
        var verdict = verdict(lab.cli("attempt", "-d", "faster", "--json").exits(0));
        assertEquals("improved", verdict.get("verdict").asText());
        assertEquals("improved: -10.0% exactly", verdict.get("reason").asText());
    }

    @Test
    void aGainThatBreaksAGuardIsDiscardedAndTheGuardNamed() {
        begun(GUARDS);
        lab.write("value.txt", "90\n").write("memory.txt", "107.1\n");
        var answer = lab.cli("attempt", "-d", "faster but fatter", "--json").exits(9);
        assertEquals("discard", answer.json("status"));
        assertEquals("guard_failed", verdict(answer).get("verdict").asText());
        assertFalse(verdict(answer).get("kept").asBoolean());
        assertEquals(
                "memory_mb +7.1% breaks the guard <= +2% in the first run; not measured further",
                verdict(answer).get("reason").asText());
        assertEquals(1, verdict(answer).get("comparison").get("runs").asInt());
        assertEquals("100\n", lab.read("value.txt"), "it is put back");
        lab.cli("restore", "2").exits(0);
        assertEquals("107.1\n", lab.read("memory.txt"), "and stored");
    }

    @Test
    void aDiscardByGuardLeavesTheIncumbentInPlace() {
        begun(GUARDS);
        lab.write("value.txt", "90\n").write("errors.txt", "3\n");
        lab.cli("attempt", "-d", "faster but wrong")
                .exits(9)
                .prints("errors 3 breaks the guard == 0 in the first run; not measured further");
        lab.write("value.txt", "95\n");
        var verdict =
                verdict(lab.cli("attempt", "-d", "less fast, right", "--json").exits(0));
        assertEquals("improved: -5.0% exactly", verdict.get("reason").asText(), "against 100, not against 90");
    }

    @Test
    void guardsAreNotLookedAtWhenNothingIsGained() {
        begun(GUARDS);
        lab.write("value.txt", "110\n").write("errors.txt", "3\n");
        lab.cli("attempt", "-d", "slower and wrong").exits(9).prints("regressed: +10.0% exactly\n");
    }

    @Test
    void aCandidateThatHidesAGuardedMetricFails() {
        begun(GUARDS);
        lab.write("value.txt", "90\n").delete("memory.txt");
        lab.cli("attempt", "-d", "hide it")
                .exits(9)
                .prints("memory_mb, not printed by the candidate, breaks the guard <= +2% in the first run");
    }

    @Test
    void theSingleRuleHoldsOneMeasurementAgainstTheBestRun() {
        begun(GUARDS);
        lab.write("value.txt", "90\n").write("memory.txt", "103\n");
        var answer =
                lab.cli("attempt", "-d", "fatter", "--rule", "single", "--json").exits(9);
        assertEquals("guard_failed", verdict(answer).get("verdict").asText());
        assertEquals(
                "-10.0%, one measurement, but memory_mb +3.0% breaks the guard <= +2%",
                verdict(answer).get("reason").asText());
        lab.write("value.txt", "90\n").write("memory.txt", "102\n");
        lab.cli("attempt", "-d", "not much fatter", "--rule", "single").exits(0);
    }

    @Test
    void aPersonMayKeepAllTheSameAndIsTold() {
        begun(GUARDS);
        lab.write("value.txt", "90\n").write("memory.txt", "103\n").write("errors.txt", "1\n");
        lab.cli("run").exits(0);
        lab.cli("log", "-d", "I know")
                .exits(0)
                .explains(
                        "autoresearch: kept, although memory_mb +3.0% breaks the guard <= +2%",
                        "autoresearch: kept, although errors 1 breaks the guard == 0");
    }

    @Test
    void aBaselineThatBreaksAGuardIsTheBaselineAndThatIsTold() {
        lab.write("errors.txt", "2\n").commit("wrong from the beginning");
        lab.cli("init", "-n", "goal", "-m", "ms", "-c", "./benchmark.sh", "--guard", "errors == 0", "--guard", "p99<=9")
                .exits(0);
        lab.cli("attempt", "-d", "baseline")
                .exits(0)
                .explains("kept, although errors 2 breaks the guard == 0", "p99, not printed by the candidate");
        lab.write("value.txt", "90\n").write("errors.txt", "0\n");
        lab.cli("attempt", "-d", "still no p99").exits(9).prints("p99, not printed");
    }

    private static final String NOISY = """
            echo "METRIC ms=$(( $(cat value.txt) * 100 + RANDOM % 300 ))"
            echo "METRIC memory_mb=$(cat memory.txt)"
            echo "METRIC errors=$(cat errors.txt)\"""";

    /** However noisy the metric is: one execution tells, no pair begins, and the next idea may take the same risk. */
    @Test
    void aGuardThatNeverVariedIsJudgedByTheFirstRunAtNoCostToLaterIdeas() {
        lab.script("benchmark.sh", NOISY).commit("noisy time");
        lab.cli(
                        "init",
                        "-n",
                        "goal",
                        "-m",
                        "ms",
                        "-c",
                        "./benchmark.sh",
                        "--guard",
                        "memory_mb <= +2%",
                        "--guard",
                        "errors <= 2")
                .exits(0);
        lab.cli("attempt", "-d", "baseline", "--rule", "paired", "--accept-bias")
                .exits(0);
        var first = trying("60\n", "107.1\n", "0\n").exits(9);
        assertEquals("guard_failed", verdict(first).get("verdict").asText());
        assertEquals(
                "memory_mb +7.1% breaks the guard <= +2% in the first run; not measured further",
                verdict(first).get("reason").asText());
        var second = trying("60\n", "100\n", "3\n").exits(9);
        assertTrue(
                verdict(second).get("reason").asText().startsWith("errors 3 breaks the guard <= 2 in the first run"));
        assertEquals(2, trials());
        assertTrue(verdict(second).get("comparison").get("alpha").isNull());

        var kept = trying("60\n", "102\n", "2\n").exits(0);
        double risk = verdict(kept).get("comparison").get("alpha").asDouble();
        assertEquals(0.0375, risk, 0.0001, "as of a session that compared nothing yet");
        var relative = trying("30\n", "105\n", "2\n").exits(9);
        assertTrue(verdict(relative).get("reason").asText().startsWith("memory_mb +2.9% breaks"), "against 102 by now");
    }

    private Answer trying(String value, String memory, String errors) {
        lab.write("value.txt", value).write("memory.txt", memory).write("errors.txt", errors);
        return lab.cli("attempt", "-d", "idea", "--rule", "paired", "--accept-bias", "--json");
    }

    private long trials() {
        return lab.journal().stream()
                .filter(line -> line.contains("\"purpose\":\"trial\""))
                .count();
    }

    /** HEAD is not what was kept last: what the incumbent uses is not known before it was measured. */
    @Test
    void aRelativeGuardWaitsForAnIncumbentThatNobodyMeasured() {
        lab.script("benchmark.sh", NOISY).commit("noisy time");
        begun("--guard", "memory_mb <= +2%");
        lab.write("memory.txt", "200\n").commit("by hand");
        trying("60\n", "201\n", "0\n").exits(0);
        assertTrue(trying("40\n", "220\n", "0\n").exits(9).out().contains("memory_mb +9.5% breaks the guard"));
    }

    /** The exact metric is decided after one pair; the noisy guard gets the pairs that it needs. */
    @Test
    void anOpenGuardGetsMorePairs() {
        lab.script("benchmark.sh", """
                        echo "METRIC ms=$(cat value.txt)"
                        echo "METRIC memory_mb=$(( $(cat memory.txt) * 100 + RANDOM % 500 ))\"""").commit("noisy memory");
        begun("--guard", "memory_mb <= +5%");
        int before = lab.journal().size();
        lab.write("value.txt", "90\n").write("memory.txt", "130\n");
        var reason = verdict(lab.cli("attempt", "-d", "fatter", "--json").exits(9))
                .get("reason")
                .asText();
        assertTrue(reason.startsWith("improved: -10.0% exactly, but memory_mb +"), reason);
        assertTrue(reason.contains(" (90% interval +"), reason);
        assertTrue(reason.endsWith(" breaks the guard <= +5%"), reason);
        long executions = lab.journal().stream()
                .skip(before)
                .filter(line -> line.contains("\"purpose\":\"trial\""))
                .count();
        assertTrue(executions > 7 && executions <= 41 && executions % 2 == 1, reason + ": " + executions);
    }

    /** True to the journal: what a kill in the middle left is gone on with. */
    @Test
    void aTrialThatWasKilledBetweenItsGuardsPairsGoesOn() {
        lab.script("benchmark.sh", """
                        echo "METRIC ms=$(cat value.txt)"
                        echo "METRIC memory_mb=$(( $(cat memory.txt) * 100 + RANDOM % 500 ))\"""").commit("noisy memory");
        begun("--guard", "memory_mb <= +5%");
        int before = lab.journal().size();
        lab.write("value.txt", "90\n");
        var whole = lab.cli("attempt", "-d", "faster", "--json").exits(0);
        assertEquals("improved", verdict(whole).get("verdict").asText());
        var lines = lab.journal();
        // as a kill after the trial's line, the first look, and three executions of its pairs leaves it
        lab.git("reset", "-q", "--soft", "HEAD^");
        lab.write("autoresearch.results.jsonl", String.join("\n", lines.subList(0, before + 5)) + "\n");
        lab.cli("attempt", "-d", "anything").exits(0).explains("finished an interrupted attempt", "faster");
        assertEquals(lines.subList(0, before + 5), lab.journal().subList(0, before + 5));
        assertTrue(lab.journal().size() > before + 7);
    }

    @Test
    void aGuardThatCannotBeUnderstoodIsAUsageProblem() {
        lab.refuses("init", "-n", "goal", "-m", "ms", "--guard", "memory = 2")
                .with(2, "the guard \"memory = 2\" cannot be understood: it needs one of", "--guard \"errors == 0\"");
        lab.refuses("init", "-n", "goal", "-m", "ms", "--protect", "tests/[")
                .with(2, "the glob \"tests/[\" cannot be understood", "--protect \"tests/**\"");
        lab.refuses("init", "-n", "goal", "-m", "ms", "--protect", "../else")
                .with(2, "the glob \"../else\" cannot be understood", "--protect \"tests/**\"");
        lab.refuses("init", "-n", "goal", "-m", "ms", "--guard").with(2, "needs a value", "init --help");
    }
}
