package dev.autoresearch.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.model.Run;
import dev.autoresearch.testing.TestRepo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forty iterations that nobody watches, on a benchmark whose optimum is known: 5 at 6 2 5. */
class UnattendedLoopTest {
    private static final int ITERATIONS = 40;
    private static final long LOOK_MILLIS = 10;
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(5);

    /** Tries every value of every coordinate in a scrambled order; now and then it is idle, breaks off, or cheats. */
    private static final String AGENT = """
            cat > /dev/null; n=${AUTORESEARCH_LOOP##*.}; read -a at < config
            case $((n % 20)) in
            7) exit 0;;
            11) echo 0 0 0 > config; exit 9;;
            17) echo 'echo METRIC cost=0' > benchmark.sh;;
            esac
            k=$((n / 3)); at[$((n % 3))]=$(((5 * k + 3) % 8)); echo ${at[*]} > config
            echo "DESCRIPTION ${at[*]}"; echo "LEARNED the $n. thing"; echo 'COST usd=0.01'""";

    @TempDir
    Path folder;

    private TestRepo lab;

    @Test
    void killedThreeTimesItReachesTheOptimumWithoutAFalseKeep() throws Exception {
        lab = TestRepo.in(Files.createDirectories(folder.resolve("project")))
                .write("config", "0 0 0\n")
                .script("benchmark.sh", "read x y z < config; echo METRIC cost=$(((x-6)**2 + (y-2)**2 + (z-5)**2 + 5))")
                .commit("begin");
        lab.cli("init", "-n", "find it", "-m", "cost", "-c", "./benchmark.sh").exits(0);
        for (int lines : List.of(30, 90, 150)) killed(lines);
        var last = started("end");
        assertFalse(reaches(last, "end", Integer.MAX_VALUE));
        var output = lab.read("../output-end");
        assertEquals(0, last.exitValue(), output);
        for (var words : List.of("goes on after", "ended by runs", "best 5"))
            assertTrue(output.contains(words), output);
        assertEquals("", lab.git("status", "--porcelain"));
        assertEquals("6 2 5", lab.git("show", "HEAD:config"));
        var research = AutoResearch.in(lab.folder());
        var loop = research.session().loop().orElseThrow();
        assertEquals(ITERATIONS, loop.counts().iterations());
        assertEquals("runs", loop.reason());
        assertTrue(loop.count("interrupted") <= 3, loop::toString);
        assertEquals(List.of(), research.status().warnings());
        assertEquals(0.01 * count("\"cost_usd\":0.01"), loop.counts().costUsd(), 1e-9);
        noFalseKeep(research.runs());
    }

    private void noFalseKeep(List<Run> runs) {
        double best = Double.POSITIVE_INFINITY;
        int kept = 0;
        for (var run : runs) {
            if (!run.kept()) continue;
            kept++;
            assertTrue(run.metric() < best, run::toString);
            best = run.metric();
            assertEquals(run.metric(), cost(lab.git("show", run.commit() + ":config")), run.toString());
            if (!run.baseline()) assertTrue(run.asi().containsKey("learned"), run::toString);
        }
        assertEquals(5, best);
        assertEquals(kept + 1, Integer.parseInt(lab.git("rev-list", "--count", "HEAD")));
    }

    private static double cost(String config) {
        var at = config.split(" ");
        int x = Integer.parseInt(at[0]) - 6;
        int y = Integer.parseInt(at[1]) - 2;
        int z = Integer.parseInt(at[2]) - 5;
        return x * x + y * y + z * z + 5;
    }

    private long count(String text) {
        return lab.journal().stream().filter(line -> line.contains(text)).count();
    }

    private Process started(String name) throws IOException {
        var builder = lab.process("loop", "--agent", AGENT, "--runs", String.valueOf(ITERATIONS))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output-" + name).toFile());
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        return builder.start();
    }

    private String told(String name) {
        var journal = lab.journal();
        return lab.read("../output-" + name)
                + String.join("\n", journal.subList(Math.max(0, journal.size() - 3), journal.size()));
    }

    private void killed(int lines) throws Exception {
        var name = String.valueOf(lines);
        var process = started(name);
        assertTrue(reaches(process, name, lines), () -> told(name));
        process.destroyForcibly();
        process.waitFor();
    }

    /**
     * Waits until the journal has so many lines; false: the loop has ended before. However slow this machine is, a loop that
     * adds nothing for five minutes has stopped.
     */
    private boolean reaches(Process process, String name, int lines) throws Exception {
        int seen = 0;
        long since = System.nanoTime();
        while (seen < lines) {
            if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) return false;
            int now = lab.journal().size();
            if (now > seen) since = System.nanoTime();
            seen = now;
            if (System.nanoTime() - since > PATIENCE)
                throw new AssertionError("stuck: " + told(name) + threads(process));
        }
        return true;
    }

    private static String threads(Process process) {
        try {
            var jstack = Path.of(System.getProperty("java.home"), "bin", "jstack");
            return TestRepo.finish(new ProcessBuilder(jstack.toString(), String.valueOf(process.pid())).start())
                    .toString();
        } catch (IOException | InterruptedException e) {
            return "its threads are unknown: " + e;
        }
    }
}
