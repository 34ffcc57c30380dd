package dev.autoresearch.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.testing.SumProjectTests;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class VerifyTest extends SumProjectTests {
    private static final String VERIFY = "\"purpose\":\"verify\"";
    private static final String WARM_UP = "\"purpose\":\"verify-warmup\"";
    private static final String RESULT = "\"type\":\"verified\"";

    @Test
    void measuresTheBaselineAgainstHeadInTenPairsThatTheJournalHolds() throws Exception {
        check.begun().kept("a.txt", "40");
        int before = check.executions();
        check.cli("verify").exits(0).prints("verified: -20.0%", "10 pairs", "anytime-valid");
        assertEquals(22, check.executions() - before);
        assertEquals(20, check.lines(VERIFY));
        assertEquals(2, check.lines(WARM_UP));
        assertEquals(1, check.lines(RESULT));
    }

    @Test
    void boundsANoisyTotalByAnInterval() {
        check.noisy().begun().kept("a.txt", "40").kept("b.txt", "30");
        var verified = check.cli("verify", "--pairs", "12", "--json").exits(0).json();
        assertEquals(12, verified.get("pairs").asInt());
        assertTrue(verified.get("high").asDouble() < verified.get("low").asDouble());
        assertEquals(-0.3, verified.get("change").asDouble(), 0.02);
        assertTrue(
                verified.get("low").asDouble() < -0.25 && verified.get("high").asDouble() > -0.35);
    }

    @Test
    void turnsTheSignForAMetricThatShallRise() {
        check.begun("-d", "higher").kept("a.txt", "90");
        check.cli("verify").exits(0).prints("verified: +30.0%");
        check.cli("status").prints("verified +30.0%");
    }

    @Test
    void tellsDifferencesWhereTheMetricIsNegative() {
        check.lab.write("a.txt", "-50\n").commit("negative");
        check.begun().kept("b.txt", "20");
        check.cli("verify").exits(0).prints("verified: -20 ");
    }

    @Test
    void leavesTreeIndexAndBranchAlone() {
        leavesTreeIndexAndBranchAlone("verify", "-20.0%");
    }

    @Test
    void measuresNothingWhileHeadIsTheBaseline() throws Exception {
        check.begun();
        int before = check.executions();
        check.cli("verify").exits(0).prints("HEAD is the baseline still");
        assertEquals("false", check.cli("verify", "--json").json("measured"));
        assertEquals(before, check.executions());
    }

    @Test
    void goesOnWhereItStopped() throws Exception {
        check.begun().kept("a.txt", "40");
        check.cli("verify").exits(0);
        check.forget(1, RESULT);
        check.forget(7, VERIFY);
        int before = check.executions();
        check.cli("verify").exits(0).prints("-20.0%", "10 pairs");
        assertEquals(7 + 2, check.executions() - before, "what is missing, and a warm-up in each new worktree");
    }

    @Test
    void beginsAnewOnceItIsDone() throws Exception {
        check.begun().kept("a.txt", "40");
        check.cli("verify").exits(0);
        int before = check.executions();
        check.cli("verify").exits(0);
        assertEquals(22, check.executions() - before);
    }

    @Test
    void doesNotCountExecutionsOfAnotherHead() throws Exception {
        check.begun().kept("a.txt", "40");
        check.cli("verify").exits(0);
        check.forget(1, RESULT);
        check.kept("b.txt", "20");
        check.cli("verify").exits(0).prints("-40.0%");
    }

    @Test
    void survivesAKill() throws Exception {
        check.begun().kept("a.txt", "40");
        int before = check.executions();
        var builder = check.lab.process("verify");
        builder.environment()
                .put("XDG_CACHE_HOME", check.home().resolve(".cache").toString());
        var process = builder.start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (check.lines(VERIFY) < 3 && process.isAlive() && System.nanoTime() < deadline)
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        process.destroyForcibly().waitFor();
        check.cli("verify").exits(0).prints("-20.0%", "10 pairs");
        assertEquals(1, check.lines(RESULT));
        // two warm-ups more, and the one that ran when the kill came may not have been written
        assertTrue(check.executions() - before <= 25, () -> "executions: " + check.lines(VERIFY));
    }

    @Test
    void isShownByStatusUntilHeadMovesOn() {
        check.begun().kept("a.txt", "40");
        check.cli("verify").exits(0);
        var status = check.cli("status").prints("-20.0%", "verified -20.0% (90% -20.0 … -20.0)");
        assertFalse(status.out().contains("warning"), status.out());
        check.kept("b.txt", "20");
        check.cli("status").prints("verified -20.0%", "HEAD has moved on since");
        assertEquals(
                -0.2,
                check.cli("status", "--json").json().at("/verified/change").asDouble(),
                1e-9);
    }

    @Test
    void statusWarnsWhenTheChainedEstimateIsOutsideOfTheInterval() {
        check.begun().kept("a.txt", "40");
        check.lab.write("b.txt", "50\n").commit("spoilt by hand");
        check.cli("verify").exits(0).prints("-10.0%");
        check.cli("status").prints("best against baseline, -20.0%, lies outside the verified interval");
    }

    @Test
    void saysWhereWhatWasBuiltLastMayHaveBeenMeasuredOnBothSides() {
        check.lab.write(".gitignore", "built\n").write("built", "100\n");
        check.lab.script("benchmark.sh", "echo METRIC ms=$(cat built)").commit("built by hand");
        check.begun().lab.write("built", "50\n");
        check.keptByHand("a.txt", "30");
        check.cli("verify").exits(0).prints("verified: 0.0%").explains("-50.0%, lies outside", "verify --prepare CMD");
    }

    @Test
    void needsGit() throws Exception {
        check.lab
                .cli("init", "-n", "goal", "-m", "ms", "-c", "./benchmark.sh", "--no-git")
                .exits(0);
        check.cli("attempt", "-d", "baseline").exits(0);
        check.cli("verify").exits(1).explains("verify needs a session that uses git");
    }

    @Test
    void needsABaselineThatWasKept() {
        check.lab.script("benchmark.sh", "exit 3").commit("broken");
        check.lab.cli("init", "-n", "goal", "-m", "ms", "-c", "./benchmark.sh").exits(0);
        check.cli("verify").exits(1).explains("no baseline yet");
        check.cli("attempt", "-d", "baseline");
        check.cli("verify").exits(1).explains("was not kept as a commit (crash)");
    }

    @Test
    void takesNoFewerThanTenPairs() {
        check.begun();
        check.cli("verify", "--pairs", "9").exits(2);
        check.cli("verify", "--pairs", "ten").exits(2);
    }

    @Test
    void explainsABenchmarkThatFailsInAWorktree() throws Exception {
        var marker = Files.createFile(check.home().resolve("here"));
        check.lab
                .script("benchmark.sh", "test -e " + marker + " && echo METRIC ms=$(cat a.txt)")
                .commit("marked");
        check.begun().kept("a.txt", "40");
        Files.delete(marker);
        check.cli("verify").exits(1).explains("the benchmark fails on the baseline", "exit 1", "--prepare");
    }

    @Test
    void goesOnAfterAFailureNowAndThen() throws Exception {
        var count = check.home().resolve("count");
        check.lab.script("benchmark.sh", """
                        if [ -e %1$s ]; then n=$(cat %1$s); echo $((n + 1)) >%1$s; [ $((n %% 5)) != 4 ] || exit 1; fi
                        echo METRIC ms=$(cat a.txt)""".formatted(count)).commit("flaky");
        check.begun().kept("a.txt", "40");
        Files.writeString(count, "0");
        check.cli("verify").exits(0).prints("verified: -33.3%", "10 pairs");
        assertTrue(check.lines("\"exitCode\":1") >= 4, "failures");
    }

    @Test
    void refusesAnIgnoredFileThatIsNotThere() {
        check.begun().kept("a.txt", "40");
        check.cli("verify", "--carry", "typo").exits(1).explains("--carry names nothing that git ignores here: typo");
    }
}
