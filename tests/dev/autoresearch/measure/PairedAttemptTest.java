package dev.autoresearch.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.Change;
import dev.autoresearch.Problem;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.LogEntry;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Plan.PairMode;
import dev.autoresearch.model.Side;
import dev.autoresearch.model.Status;
import dev.autoresearch.model.Verdict;
import dev.autoresearch.session.ProgressListener;
import dev.autoresearch.session.ProgressListener.PairForecast;
import dev.autoresearch.testing.FakeBenchmark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairedAttemptTest {
    private static final Plan PAIRED = Plan.DEFAULT.rule(Plan.PAIRED);

    @TempDir
    Path folder;

    private FakeBenchmark paired(long seed) {
        return FakeBenchmark.in(folder, seed).plan(PAIRED);
    }

    @Test
    void aBaselineIsCalibratedInBothPlacesAfterAWarmUpInEach() {
        var arena = paired(1).begun();
        var baseline = arena.attempt("baseline");
        assertTrue(baseline.kept());
        assertEquals(1, arena.lines("trial").size());
        assertEquals(arena.seen.size(), arena.measured());
        var lines = arena.lines("measurement");
        assertEquals(
                2,
                lines.stream()
                        .filter(line -> line.contains("\"purpose\":\"warmup\""))
                        .count());
        assertTrue(lines.stream()
                        .filter(line -> line.contains("\"purpose\":\"calibration\""))
                        .count()
                >= 6);
        assertTrue(arena.seen.stream().anyMatch(run -> run.folder().equals(arena.worktree())));
        assertEquals(
                Verdict.BASELINE,
                baseline.run()
                        .orElseThrow()
                        .evidence()
                        .judgement()
                        .orElseThrow()
                        .verdict());
        assertEquals(2, arena.lab.git("worktree", "list").lines().count());
    }

    @Test
    void aGainIsKeptALossIsNotAndWhatChangesNothingRarelyIs() {
        var arena = paired(2).calibrated();
        var gain = arena.attempt(85);
        assertTrue(gain.kept(), gain::toString);
        assertTrue(
                gain.toString().matches("#2 keep  .*ms  -1\\d\\.\\d% \\(-.*% … -.*%\\)  speed 85.0"), gain::toString);
        var loss = arena.attempt(100);
        assertEquals(Status.DISCARD, loss.run().orElseThrow().status());
        assertEquals("85.0", arena.lab.read("speed.txt"));
        // the coin is tossed anew each time: a rate is promised, not a zero
        int kept = 0;
        for (int i = 0; i < 8; i++) {
            arena.lab.write("comment.txt", "nothing " + i);
            if (arena.attempt("comment " + i).kept()) kept++;
        }
        assertTrue(kept <= 1, kept + " of 8 changes of nothing were kept");
        assertEquals("", arena.lab.git("status", "--porcelain"));
    }

    @Test
    void theIncumbentRunsItsOwnCodeAndFollowsEveryKeep() {
        var arena = paired(3).calibrated();
        for (double speed : new double[] {80, 60, 45}) {
            var incumbent = Double.parseDouble(arena.lab.read("speed.txt"));
            arena.seen.clear();
            assertTrue(arena.attempt(speed).kept());
            assertTrue(arena.seen.stream().anyMatch(run -> run.folder().equals(arena.worktree())));
            for (var run : arena.seen)
                assertEquals(run.folder().equals(arena.lab.folder()) ? speed : incumbent, run.code());
        }
    }

    @Test
    void everyExecutionIsInTheJournalBeforeTheNext() {
        var arena = paired(4);
        arena.twist((number, task, value) -> {
            assertEquals(number - 1, arena.measured());
            return value;
        });
        arena.begun();
        arena.attempt("baseline");
        arena.attempt(85);
        arena.attempt(95);
        assertEquals(arena.seen.size(), arena.measured());
    }

    @Test
    void aDeterministicGainCostsOneRunAndAConfirmingPair() {
        var arena = paired(5).noise(0).calibrated();
        var gain = arena.attempt(99);
        assertTrue(gain.kept());
        assertEquals(3, arena.seen.size());
        assertEquals(
                "improved: -1.0% exactly",
                gain.run().orElseThrow().evidence().judgement().orElseThrow().reason());
        arena.seen.clear();
        assertFalse(arena.attempt(100).kept());
        arena.lab.write("comment.txt", "nothing");
        assertFalse(arena.attempt("same").kept());
        assertEquals(2, arena.seen.size());
    }

    /** What the judge knows of the incumbent is of other code then. */
    @Test
    void aCandidateIsJudgedAgainstHeadWhereSomebodyCommittedOrTookBack() {
        var arena = paired(5).noise(0).calibrated();
        assertTrue(arena.attempt(90).kept());
        arena.speed(120).lab.commit("a feature of mine that costs time");
        arena.seen.clear();
        assertTrue(arena.attempt(110).kept());
        assertEquals(4, arena.seen.size());
        assertEquals(
                List.of("HEAD is not what it was at the last run, so it is measured before the candidate"),
                arena.notices);
        arena.lab.git("reset", "-q", "--hard", "HEAD~2");
        assertFalse(arena.attempt(100).kept());
        assertTrue(arena.attempt(80).kept());
        assertEquals("improved: -11.1% exactly", judgement(arena).reason());
        assertEquals(2, arena.notices.size());
    }

    @Test
    void zeroNegativeAndMixedValuesAreMetricsLikeOthers() {
        var arena = paired(6).metric(Metric.higher("score"));
        var noise = new java.util.Random(7);
        arena.twist((number, task, value) -> value - 100 + noise.nextGaussian());
        arena.calibrated();
        assertFalse(arena.attempt(80).kept());
        assertTrue(arena.attempt(140).kept());
        assertTrue(arena.attempt(160).toString().contains("keep"));
        var comparison = judgement(arena).comparison().orElseThrow();
        assertFalse(comparison.relative());
        assertTrue(comparison.change().orElseThrow() > 10, comparison::toString);
    }

    @Test
    void anExactMetricMayComeDownToZeroAndBelow() {
        var arena = paired(6).noise(0).calibrated();
        assertTrue(arena.attempt(80).kept());
        assertTrue(arena.attempt(0).kept());
        assertFalse(arena.attempt(1).kept());
        assertTrue(arena.attempt(-2).kept());
        assertEquals("improved: -2 exactly", judgement(arena).reason());
    }

    @Test
    void aMetricThatIsNoNumberTwiceIsACrash() {
        var arena = paired(8).calibrated();
        arena.twist(
                (number, task, value) -> number > 2 && task.folder().equals(arena.lab.folder()) ? Double.NaN : value);
        var attempt = arena.attempt(80);
        assertEquals(Status.CRASH, attempt.run().orElseThrow().status());
        assertEquals("100", arena.lab.read("speed.txt").strip());
        arena.lab.cli("show", "2").exits(0).prints("no metric");
    }

    @Test
    void oneCrashInAPairIsMeasuredAgain() {
        var arena = paired(9).calibrated();
        var crashes = new boolean[2];
        arena.twist((number, task, value) -> {
            int side = task.folder().equals(arena.lab.folder()) ? 0 : 1;
            if (number < 3 || crashes[side]) return value;
            crashes[side] = true;
            return Double.POSITIVE_INFINITY;
        });
        assertTrue(arena.attempt(80).kept());
        assertTrue(crashes[0] && crashes[1]);
    }

    @Test
    void anIncumbentThatFailsThreeTimesIsAProblemAndTheTreeStays() {
        var arena = paired(10).calibrated();
        arena.twist(
                (number, task, value) -> task.folder().equals(arena.lab.folder()) ? value : Double.POSITIVE_INFINITY);
        var problem = assertThrows(Problem.class, () -> arena.attempt(80));
        assertTrue(problem.getMessage().contains("incumbent's benchmark failed 3 times"), problem::getMessage);
        assertTrue(problem.hint().contains("--carry"), problem::hint);
        assertEquals("80.0", arena.lab.read("speed.txt"));
        arena.twist((number, task, value) -> value);
        assertTrue(arena.attempt("go on").kept());
    }

    @Test
    void anIncumbentWhoseMetricVanishesDoesNotMeasureForever() {
        var arena = paired(11).calibrated();
        arena.twist((number, task, value) -> task.folder().equals(arena.lab.folder()) ? value : Double.NaN);
        assertTrue(assertThrows(Problem.class, () -> arena.attempt(80))
                .getMessage()
                .contains("no METRIC ms"));
        arena.twist((number, task, value) -> task.folder().equals(arena.lab.folder()) ? value : 0);
        assertTrue(assertThrows(Problem.class, () -> arena.attempt("go on"))
                .getMessage()
                .contains("ms is 0 ms"));
    }

    @Test
    void aBiasOfThePlaceIsRefusedUntilItIsAcceptedOrAvoided() {
        var arena = paired(12).noise(0.001).refusingBias();
        arena.twist((number, task, value) -> task.folder().equals(arena.lab.folder()) ? value : value * 1.1)
                .begun();
        var problem = assertThrows(Problem.class, () -> arena.attempt("baseline"));
        assertTrue(problem.getMessage().contains("identical code measures"), problem::getMessage);
        assertTrue(problem.hint().contains("--accept-bias") && problem.hint().contains("--pairing in-place"));
        int measured = arena.measured();
        arena.plan(new Plan(
                Plan.PAIRED,
                0,
                java.util.OptionalInt.empty(),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                true,
                java.util.Optional.empty(),
                Plan.TIMEOUT,
                false));
        assertTrue(arena.attempt("baseline").kept());
        assertEquals(measured, arena.measured(), "accepting measures nothing again");
    }

    @Test
    void aBiasOfThePlaceIsAvoidedInPlaceFromThenOn() {
        var arena = paired(13).noise(0.001).refusingBias();
        arena.twist((number, task, value) -> task.folder().equals(arena.lab.folder()) ? value : value * 1.1)
                .begun();
        assertThrows(Problem.class, () -> arena.attempt("baseline"));
        assertTrue(arena.plan(PAIRED.pairing(PairMode.IN_PLACE))
                .attempt("baseline")
                .kept());
        arena.seen.clear();
        assertTrue(arena.plan(PAIRED).attempt(90).kept());
        for (var run : arena.seen) assertEquals(arena.lab.folder(), run.folder());
        assertEquals("90.0", arena.lab.read("speed.txt"));
    }

    @Test
    void anEditBetweenExecutionsIsRefusedAndNothingIsLost() {
        var arena = paired(14).calibrated();
        arena.twist((number, task, value) -> {
            if (number == 4) arena.lab.write("note.txt", "mine");
            return value;
        });
        var problem = assertThrows(Problem.class, () -> arena.attempt(80));
        assertTrue(problem.getMessage().contains("edited while it is being measured: note.txt"), problem::getMessage);
        assertEquals("mine", arena.lab.read("note.txt"));
        assertEquals("80.0", arena.lab.read("speed.txt"));
        int measured = arena.measured();
        arena.lab.delete("note.txt");
        arena.twist((number, task, value) -> value);
        arena.seen.clear();
        assertTrue(arena.attempt("go on").kept());
        assertEquals(measured + arena.seen.size(), arena.measured());
        assertEquals(2, arena.research().runs().size());
    }

    @Test
    void aBenchmarkThatWritesIntoTheTreeIsFoundAtTheFirstLook() {
        var arena = paired(15).begun();
        arena.twist((number, task, value) -> {
            arena.lab.write("results.csv", "run " + number);
            return value;
        });
        var problem = assertThrows(Problem.class, () -> arena.attempt("baseline"));
        assertTrue(problem.getMessage().contains("the benchmark itself changed results.csv"), problem::getMessage);
        assertEquals(1, arena.seen.size());
        arena.lab.write(".git/info/exclude", arena.lab.read(".git/info/exclude") + "results.csv\n");
        assertTrue(arena.attempt("baseline").kept());
        assertEquals(1, arena.lines("trial").size(), "resumed");
    }

    @Test
    void aSlowBenchmarkIsEstimatedBeforeItsPairs() {
        var arena = paired(16).taking(14).calibrated();
        assertEquals(List.of("an execution takes 14 s; the baseline takes about eight of them, 112 s"), arena.notices);
        arena.speed(80);
        var outlooks = outlooks(arena, PAIRED.maxPairs(30));
        assertEquals(1, outlooks.size());
        assertEquals(
                "about 14 min at most: 30 pairs of 28 s",
                outlooks.get(0).estimate().orElseThrow());
        assertTrue(
                outlooks.get(0).toString().matches("screen   [\\d.]+ → [\\d.]+ ms   looks better, measuring in pairs"));
    }

    private static List<PairForecast> outlooks(FakeBenchmark arena, Plan plan) {
        var outlooks = new ArrayList<PairForecast>();
        var watcher = new ProgressListener() {
            @Override
            public void line(String text) {}

            @Override
            public void outlook(PairForecast outlook) {
                outlooks.add(outlook);
            }
        };
        arena.research().onProgress(watcher).attempt(LogEntry.of("faster"), Change.NONE, plan);
        return outlooks;
    }

    @Test
    void aGainOfAnExactMetricIsToldToNeedOnePairMore() {
        var arena = paired(20).noise(0).taking(40).calibrated().speed(80);
        var outlooks = outlooks(arena, PAIRED);
        assertEquals(1, outlooks.size());
        assertEquals(
                "screen   100 → 80 ms   better, one pair more to confirm it",
                outlooks.get(0).toString());
        assertEquals(
                "about 80 s at most: 1 pair of 80 s", outlooks.get(0).estimate().orElseThrow());
    }

    @Test
    void anExactMetricWhosePairShowsNoiseIsToldToNeedPairsAfterAll() {
        var arena = paired(21).noise(0).calibrated().speed(80);
        arena.twist((number, task, value) -> number == 1 ? value : value + number / 100.0);
        var outlooks = outlooks(arena, PAIRED);
        assertEquals(2, outlooks.size());
        assertTrue(outlooks.get(0).toString().endsWith("one pair more to confirm it"));
        assertTrue(outlooks.get(1).toString().endsWith("looks better, measuring in pairs"));
    }

    @Test
    void maxPairsIsALimit() {
        var arena = paired(17).noise(0.05).plan(PAIRED.maxPairs(2)).calibrated();
        var attempt = arena.attempt(70);
        assertFalse(attempt.kept());
        assertTrue(attempt.run()
                .orElseThrow()
                .evidence()
                .judgement()
                .orElseThrow()
                .reason()
                .startsWith("undecided after 2 pairs"));
        var told = arena.notices.get(arena.notices.size() - 1);
        assertTrue(told.startsWith("--max-pairs 2 can keep nothing now: "), told);
    }

    @Test
    void withoutPairsEarlierValuesStandForTheIncumbentAndThatIsSaidOnce() {
        var arena = FakeBenchmark.withoutGit(folder, 18).plan(PAIRED).begun();
        assertTrue(arena.attempt("baseline").kept());
        assertTrue(arena.attempt(70).kept());
        assertFalse(arena.attempt(90).kept());
        for (var run : arena.seen) assertEquals(arena.lab.folder(), run.folder());
        assertEquals(
                1,
                arena.notices.stream()
                        .filter(line -> line.contains("earlier values stand for it"))
                        .count());
        var kept = arena.research().runs().get(1);
        assertTrue(kept.evidence().executions().stream().anyMatch(run -> run.isAt(Side.INCUMBENT)));
        var ids = arena.lines("measurement").stream()
                .map(line -> line.split("\"")[7])
                .toList();
        assertEquals(ids.size(), ids.stream().distinct().count());
    }

    @Test
    void noPairsInARepositoryStillKnowTheTree() {
        var arena = paired(19).plan(PAIRED.pairing(PairMode.NONE)).calibrated();
        arena.twist((number, task, value) -> {
            if (number == 3) arena.lab.write("note.txt", "mine");
            return value;
        });
        assertThrows(Problem.class, () -> arena.attempt(70));
        arena.lab.delete("note.txt");
        assertTrue(arena.attempt("go on").kept());
    }

    @Test
    void withoutPairsWhatWasMeasuredOfOtherCodeIsNotTakenForHead() {
        var arena = paired(22).noise(0).plan(PAIRED.pairing(PairMode.NONE)).calibrated();
        arena.speed(50).lab.commit("a feature of mine that saves time");
        arena.notices.clear();
        var problem = assertThrows(Problem.class, () -> arena.attempt(60));
        assertTrue(problem.hint().contains("--pairing worktree"), problem.hint());
        assertTrue(arena.notices.stream().noneMatch(told -> told.contains("measured before")), arena.notices::toString);
        arena.plan(PAIRED.pairing(PairMode.IN_PLACE));
        assertFalse(arena.attempt("slower than HEAD").kept());
        arena.plan(PAIRED.pairing(PairMode.NONE));
        assertTrue(arena.attempt(40).kept(), "HEAD is known by now");
        arena.plan(PAIRED.rule(Plan.SINGLE)).notices.clear();
        assertTrue(arena.attempt(39).kept());
        assertEquals(List.of(), arena.notices);
        arena.lab.git("reset", "-q", "--hard", "HEAD~2");
        arena.attempt(45);
        assertTrue(arena.notices.get(0).startsWith("HEAD is not what was kept last"), arena.notices::toString);
    }

    private static Judgement judgement(FakeBenchmark arena) {
        return arena.research()
                .session()
                .lastRun()
                .orElseThrow()
                .evidence()
                .judgement()
                .orElseThrow();
    }
}
