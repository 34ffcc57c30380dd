package dev.autoresearch.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.testing.SumProjectTests;
import org.junit.jupiter.api.Test;

class AuditTest extends SumProjectTests {
    private static final String RESULT = "\"type\":\"audited\"";

    @Test
    void namesTheChangesThatNoLongerEarnTheirPlace() {
        check.begun().kept("a.txt", "40").keptByHand("c.txt", "2");
        check.cli("audit")
                .exits(0)
                .prints("still earns -20.0%", "no longer earns its place", "1 change no longer earns", "git revert");
    }

    @Test
    void tellsThemApartInNoise() {
        check.noisy().begun().kept("a.txt", "40").keptByHand("c.txt", "2");
        var changes = check.cli("audit", "--json").exits(0).json().get("changes");
        assertEquals(2, changes.size());
        assertEquals("earns", changes.get(0).get("verdict").asText());
        assertTrue(changes.get(0).get("low").asDouble() < 0, changes::toString);
        assertTrue(!changes.get(1).get("verdict").asText().equals("inseparable"), changes::toString);
    }

    @Test
    void leavesTreeIndexAndBranchAlone() {
        leavesTreeIndexAndBranchAlone("audit", "still earns");
    }

    @Test
    void listsWhatLaterChangesBuildOn() {
        check.begun().kept("a.txt", "40").kept("a.txt", "30");
        check.cli("audit").exits(0).prints("cannot be separated: it does not revert cleanly", "still earns -12.5%");
    }

    @Test
    void listsWhatWasTakenBack() {
        check.begun().kept("a.txt", "40").lab.git("reset", "-q", "--hard", "HEAD~1");
        check.cli("audit").exits(0).prints("cannot be separated: HEAD does not hold that commit");
    }

    @Test
    void listsWhatNothingIsLeftOf() {
        check.begun().kept("a.txt", "40");
        check.lab.write("a.txt", "60\n").commit("undone by hand");
        check.cli("audit").exits(0).prints("cannot be separated: nothing of it is left in HEAD");
    }

    @Test
    void listsWhatTheBenchmarkCannotDoWithout() {
        check.lab.write("use.txt", "b.txt\n");
        check.lab.script("benchmark.sh", "test -e $(cat use.txt) && echo METRIC ms=$(cat $(cat use.txt))");
        check.lab.commit("uses a file by its name");
        check.begun();
        check.keptByHand("d.txt", "10").kept("use.txt", "d.txt");
        check.cli("audit").exits(0).prints("the benchmark fails without it", "still earns");
    }

    @Test
    void listsWhatTheMetricIsNeverPositiveWithout() {
        check.begun().keptByHand("b.txt", "50").kept("a.txt", "-45");
        check.cli("audit").exits(0).prints("cannot be separated: the benchmark fails without it", "still earns");
    }

    @Test
    void givesUpOnAChangeAfterMaxPairs() {
        check.noisy().begun().kept("a.txt", "40");
        check.cli("audit", "--max-pairs", "2").exits(0).prints("undecided", ", 2 pairs");
    }

    @Test
    void hasNothingToDoBeforeAChangeIsKept() {
        check.begun();
        check.cli("audit").exits(0).prints("nothing to audit");
    }

    @Test
    void goesOnAfterTheChangesThatAreAudited() throws Exception {
        check.begun().kept("a.txt", "40").kept("b.txt", "20");
        int before = check.executions();
        check.cli("audit").exits(0);
        int whole = check.executions() - before;
        check.forget(1, RESULT);
        check.forget(1, "\"purpose\":\"audit\"");
        before = check.executions();
        check.cli("audit").exits(0).prints("a.txt is 40", "b.txt is 20");
        assertEquals(1 + 2, check.executions() - before, "what is missing, and a warm-up in each new worktree");
        before = check.executions();
        check.cli("audit").exits(0);
        assertEquals(whole, check.executions() - before, "a complete audit begins anew");
    }

    @Test
    void needsABaselineWhoseNoiseIsKnown() {
        check.lab.cli("init", "-n", "goal", "-m", "ms", "-c", "./benchmark.sh").exits(0);
        check.cli("attempt", "-d", "baseline", "--rule", "single").exits(0);
        check.lab.write("a.txt", "40\n");
        check.cli("attempt", "-d", "less", "--rule", "single").exits(0);
        check.cli("audit").exits(1).explains("this segment's noise is not known", "--rule single");
        check.cli("verify").exits(0).prints("-20.0%");
    }
}
