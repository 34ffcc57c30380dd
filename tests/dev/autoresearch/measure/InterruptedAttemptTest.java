package dev.autoresearch.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Plan.PairMode;
import dev.autoresearch.testing.FakeBenchmark;
import dev.autoresearch.testing.TestRepo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InterruptedAttemptTest {
    private static final int KILLS = 5;

    @TempDir
    Path folder;

    private final Random random = new Random();

    @ParameterizedTest
    @EnumSource(
            value = PairMode.class,
            names = {"WORKTREE", "IN_PLACE"})
    void diedAfterEveryExecutionItGoesOnWithoutRepeatingOne(PairMode pairing) {
        var arena =
                FakeBenchmark.in(folder, 1).plan(Plan.DEFAULT.pairing(pairing)).begun();
        interruptedEachTime(arena, "baseline");
        int baseline = arena.measured();
        assertTrue(baseline <= 24, "executions of a calibration: " + baseline);
        arena.speed(75);
        interruptedEachTime(arena, "faster");
        var run = arena.research().session().lastRun().orElseThrow();
        assertTrue(run.kept(), run::toString);
        assertEquals(2, arena.lines("trial").size());
        assertEquals(arena.measured() - baseline, run.evidence().executions().size());
        assertEquals("", arena.lab.git("status", "--porcelain"));
        assertEquals("75.0", arena.lab.git("show", "HEAD:speed.txt"));
    }

    /** Only one execution a process: the next one dies. */
    private static void interruptedEachTime(FakeBenchmark arena, String description) {
        int before = arena.research().runs().size();
        for (int tries = 0; arena.research().runs().size() == before; tries++) {
            assertTrue(tries < 80, "it never ends");
            int executed = arena.seen.size();
            int measured = arena.measured();
            arena.twist((number, task, value) -> {
                if (number > executed + 1) throw new Killed();
                return value;
            });
            try {
                arena.attempt(description);
            } catch (RuntimeException died) {
                assertTrue(died instanceof Killed || died.getCause() instanceof Killed, died::toString);
                assertEquals(measured + 1, arena.measured());
            }
        }
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @Test
    void killedAtAnyMomentItGoesOnAndTheTreeIsWhole() throws Exception {
        var lab = TestRepo.in(Files.createDirectories(folder.resolve("project")))
                .script("benchmark.sh", "echo . >> " + folder + """
                        /executions
                        sleep 0.02
                        echo "METRIC ms=$(cat value.txt).$((RANDOM % 900 + 100))"
                        """)
                .write("value.txt", "200\n")
                .commit("noisy")
                .begun();
        System.setProperty("user.home", folder.toString());
        Files.createFile(folder.resolve("executions"));
        int kills = 0;
        goOn(lab, "baseline", PairMode.WORKTREE);
        int swapped = 0;
        for (int round = 0; kills < KILLS || swapped == 0 || !isKept(lab); round++) {
            assertTrue(round < 200, kills + " kills hit " + swapped + " swaps; something was kept: " + isKept(lab));
            var pairing = round % 4 == 3 ? "worktree" : "in-place";
            lab.write("value.txt", (200 - 3 * round) + "\n");
            boolean killed = killed(lab, 1 + random.nextInt(6), "round " + round, pairing, round % 4 == 0 ? "12" : "3");
            if (!killed) continue;
            kills++;
            if (lab.has(".autoresearch/unfinished.json")
                    && lab.read(".autoresearch/unfinished.json").contains("swap")) swapped++;
            var lines = lab.read("autoresearch.results.jsonl").lines().toList();
            goOn(lab, "go on", PairMode.of(pairing).orElseThrow());
            var after = lab.read("autoresearch.results.jsonl").lines().toList();
            assertEquals(lines.subList(0, lines.size() - 1), after.subList(0, lines.size() - 1), "rewritten");
            assertEquals("", lab.git("status", "--porcelain"), "round " + round);
            noDoubles(after);
        }
    }

    private static boolean isKept(TestRepo lab) {
        return Integer.parseInt(lab.git("show", "HEAD:value.txt")) < 200;
    }

    private static void noDoubles(List<String> lines) {
        Map<String, Integer> ids = new HashMap<>();
        for (var line : lines)
            if (line.startsWith("{\"type\":\"measurement\"")) ids.merge(line.split("\"")[7], 1, Integer::sum);
        ids.forEach((id, count) -> assertEquals(1, count, id));
    }

    private static void goOn(TestRepo lab, String description, PairMode pairing) {
        var plan = new Plan(
                Plan.PAIRED,
                0,
                OptionalInt.of(3),
                Optional.of(pairing),
                Optional.empty(),
                Optional.empty(),
                true,
                Optional.empty(),
                Plan.TIMEOUT,
                false);
        assertTrue(AutoResearch.in(lab.folder()).by(plan).attempt(description).measured());
    }

    /** Kills a process some milliseconds after its execution of that number has begun; false if it was done before. */
    private boolean killed(TestRepo lab, int execution, String description, String pairing, String most)
            throws Exception {
        var builder = lab.process(
                "attempt",
                "-d",
                description,
                "--rule",
                "paired",
                "--pairing",
                pairing,
                "--accept-bias",
                "--max-pairs",
                most);
        builder.environment().put("XDG_CACHE_HOME", folder.resolve(".cache").toString());
        var executions = folder.resolve("executions");
        long before = Files.size(executions);
        var process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        while (Files.size(executions) < before + 2L * execution)
            if (process.waitFor(2, TimeUnit.MILLISECONDS)) return false;
        if (process.waitFor(random.nextInt(60), TimeUnit.MILLISECONDS)) return false;
        var children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
        // what our hint tells the user to do with the lock of a killed git
        Files.deleteIfExists(lab.path(".git/index.lock"));
        return true;
    }
}
