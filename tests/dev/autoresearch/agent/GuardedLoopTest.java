package dev.autoresearch.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.testing.TestRepo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent that makes it faster and wrong is told so after one execution, wherever it works. */
class GuardedLoopTest {
    private static final String AGENT = "cat > /dev/null; echo 60 > value.txt; echo 3 > errors.txt";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"in place", "--isolated"})
    void aGuardThatNeverVariedEndsACandidateAfterOneRun(String where) throws Exception {
        System.setProperty("user.home", folder.resolve("home").toString());
        var lab = TestRepo.in(Files.createDirectories(folder.resolve("project")))
                .write("errors.txt", "0\n")
                .script("benchmark.sh", """
                        echo "METRIC ms=$(( $(cat value.txt) * 100 + RANDOM % 300 ))"
                        echo "METRIC errors=$(cat errors.txt)\"""")
                .commit("benchmark");
        lab.cli("init", "-n", "goal", "-m", "ms", "-c", "./benchmark.sh", "--guard", "errors <= 2")
                .exits(0);
        lab.cli("attempt", "-d", "baseline", "--accept-bias", "--rule", "paired")
                .exits(0);

        var words =
                new ArrayList<>(List.of("loop", "--agent", AGENT, "--runs", "1", "--accept-bias", "--rule", "paired"));
        if (where.startsWith("--")) words.add(where);
        var loop = lab.cli(words.toArray(new String[0])).exits(0);

        assertTrue(loop.out().contains("errors 3 breaks the"), loop::toString);
        var run = lab.cli("show", "2", "--json").exits(0).json().get("verdict");
        assertEquals("guard_failed", run.get("verdict").asText());
        assertEquals(
                "errors 3 breaks the guard <= 2 in the first run; not measured further",
                run.get("reason").asText());
        assertEquals(
                1,
                lab.journal().stream()
                        .filter(line -> line.contains("\"purpose\":\"trial\""))
                        .count());
        assertEquals("0\n", lab.read("errors.txt"));
    }
}
