package dev.autoresearch.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.testing.ProcessId;
import dev.autoresearch.testing.TestRepo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A loop that measures while its agent works. The agent works until something is to be seen, or for ten seconds. */
class IdleLooksTest {
    private static final String LOOK = "\"purpose\":\"look\"";

    @TempDir
    Path folder;

    private TestRepo lab;

    /** In an idle look, the benchmark does something else first. */
    private void begun(String inLook) throws Exception {
        lab.script(
                        "benchmark.sh",
                        "case $PWD in */checks/*) " + inLook + ";; esac; echo >> ../count"
                                + "\necho METRIC ms=$(cat value.txt).$((RANDOM % 400 * 2 + 100 + $(wc -l < ../count) % 2))")
                .commit("noisy")
                .begun();
        lab.cli("attempt", "-d", "baseline").exits(0);
    }

    @BeforeEach
    void project() throws Exception {
        System.setProperty("user.home", folder.resolve("home").toString());
        lab = TestRepo.in(Files.createDirectories(folder.resolve("project")));
    }

    private String agent(String until) {
        var edit = "echo $((400 + ${AUTORESEARCH_LOOP##*.})) > value.txt";
        return "for i in $(seq 200); do if " + until + "; then break; fi; sleep 0.05; done; " + edit;
    }

    private List<String> looks() {
        return lab.journal().stream().filter(line -> line.contains(LOOK)).toList();
    }

    private long runs() {
        return lab.journal().stream()
                .filter(line -> line.startsWith("{\"run\":"))
                .count();
    }

    private String seen(int looks) {
        return "[ $(grep -c '" + LOOK + "' '" + lab.path("autoresearch.results.jsonl") + "') -ge " + looks + " ]";
    }

    @Test
    void headIsMeasuredElsewhereWhileTheAgentWorks() throws Exception {
        begun(":");
        lab.cli("loop", "--agent", agent(seen(3)), "--runs", "1").exits(0);
        assertTrue(looks().size() >= 3, () -> lab.read("autoresearch.results.jsonl"));
        assertEquals("100\n", lab.read("value.txt"));
        assertEquals("", lab.git("status", "--porcelain"));
        assertEquals(2, runs());
    }

    @Test
    void noneIsMadeWhereNoneIsWanted() throws Exception {
        begun("touch '" + folder.resolve("looked") + "'");
        lab.cli("loop", "--agent", agent("[ $i = 20 ]"), "--runs", "1", "--idle-looks", "off")
                .exits(0);
        assertFalse(Files.exists(folder.resolve("looked")));
        assertEquals(List.of(), looks());
    }

    @Test
    void aLongLookIsEndedForTheCandidateAndCountsForNothing() throws Exception {
        var pid = folder.resolve("pid");
        begun("sleep 300 & echo $! > '" + pid + "'; wait");
        long began = System.nanoTime();
        lab.cli("loop", "--agent", agent("[ -s '" + pid + "' ]"), "--runs", "1").exits(0);
        assertTrue(System.nanoTime() - began < 200e9);
        assertFalse(ProcessId.of(Files.readString(pid)).lives());
        assertEquals(List.of(), looks());
        assertEquals(2, runs());
    }

    @Test
    void aBenchmarkThatFailsOnlyElsewhereIsToldOnceAndBookedNowhere() throws Exception {
        var failed = folder.resolve("failed");
        begun("echo >> '" + failed + "'; exit 7");
        var answer = lab.cli("loop", "--agent", agent("[ $(cat '" + failed + "' | wc -l) -ge 3 ]"), "--runs", "2")
                .exits(0);
        assertEquals(2, answer.err().split("HEAD fails in a worktree of its own", -1).length, answer::toString);
        assertEquals(3, Files.readAllLines(failed).size());
        assertEquals(List.of(), looks());
        assertFalse(lab.cli("status").exits(0).out().contains("crash"));
    }

    @Test
    void killedDuringALookTheSessionGoesOn() throws Exception {
        var pid = folder.resolve("pid");
        begun("sleep 300 & echo $! > '" + pid + "'; wait");
        var process = lab.process("loop", "--agent", agent("false"), "--runs", "1")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        while (!Files.exists(pid) || Files.readString(pid).isBlank())
            assertFalse(process.waitFor(5, TimeUnit.MILLISECONDS), () -> lab.read("../output"));
        process.destroyForcibly().waitFor();
        ProcessId.of(Files.readString(pid)).kill();
        lab.cli("loop", "--agent", agent("true"), "--runs", "1", "--idle-looks", "off")
                .exits(0);
        assertEquals(List.of(), looks());
        assertEquals("100\n", lab.read("value.txt"));
        assertEquals("", lab.git("status", "--porcelain"));
    }
}
