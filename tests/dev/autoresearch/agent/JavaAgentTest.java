package dev.autoresearch.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.testing.TestJvm;
import dev.autoresearch.testing.TestRepo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaAgentTest {
    @TempDir
    Path folder;

    @Test
    void anAgentMayBeAJavaProgram() throws Exception {
        var lab = TestRepo.in(Files.createDirectories(folder.resolve("a project")))
                .begun();
        var agent = "'" + String.join("' '", TestJvm.of(JavaAgent.class).command()) + "'";
        var loop = lab.cli("loop", "--agent", agent, "--runs", "3", "--json")
                .exits(0)
                .json();
        assertEquals(1, loop.get("counts").get("keep").asInt(), loop::toString);
        assertEquals(1, loop.get("counts").get("no_edit").asInt(), loop::toString);
        assertEquals(1, loop.get("counts").get("failed").asInt(), loop::toString);
        assertEquals(0.5, loop.get("cost_usd").asDouble());

        var research = AutoResearch.in(lab.folder());
        var kept = research.runs().get(1);
        assertEquals("ten less than 100", kept.description());
        assertEquals("ms are counted", kept.asi().get("hypothesis"));
        assertEquals(List.of("that less is less"), kept.asi().get("learned"));
        assertEquals(String.valueOf(Runtime.version().feature()), kept.asi().get("java"));
        assertEquals("another ten", research.ideas().get(0).text());
        assertEquals("90", lab.git("show", "HEAD:value.txt"));

        var failed = research.session().loop().orElseThrow().latest().orElseThrow();
        assertTrue(failed.note().contains("exit code 1"), failed.note());
        assertEquals("1", lab.git("show", failed.stored().orElseThrow().commit() + ":value.txt"));
        assertEquals("", lab.git("status", "--porcelain"));
    }
}
