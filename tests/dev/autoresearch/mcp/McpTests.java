package dev.autoresearch.mcp;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.autoresearch.testing.TestRepo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** One server for all tests of a class, and a project of its own for each of them. */
abstract class McpTests {
    static ClientProcess agent;

    @TempDir
    Path folder;

    TestRepo lab;

    @BeforeAll
    static void start(@TempDir Path home) {
        agent = ClientProcess.in(home);
    }

    @AfterAll
    static void stop() {
        agent.close();
    }

    @BeforeEach
    void aProject() {
        lab = TestRepo.in(folder);
    }

    /** Calls a tool in this test's folder. */
    ClientProcess.Said call(String tool, Object... namesAndValues) {
        var all = new ArrayList<>(List.of(namesAndValues));
        all.addAll(List.of("cwd", folder.toString()));
        return agent.call(tool, all.toArray());
    }

    ClientProcess.Said works(String tool, Object... namesAndValues) {
        var said = call(tool, namesAndValues);
        assertFalse(said.error(), said.text());
        return said;
    }
}
