package dev.autoresearch.git;

import dev.autoresearch.testing.TestRepo;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests that begin in a repository with one commit. */
abstract class RepositoryTests {
    @TempDir
    Path folder;

    TestRepo repo;

    @BeforeEach
    void start() throws Exception {
        repo = TestRepo.withSources(folder);
    }

    /** Stores the candidate as the first run's. */
    static String store(Git git) {
        return git.store("refs/autoresearch/runs/1", "an experiment");
    }
}
