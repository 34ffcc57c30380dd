package dev.autoresearch.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.Problem;
import dev.autoresearch.testing.TestRepo;
import java.util.List;
import org.junit.jupiter.api.Test;

class UntrackedFilesTest extends RepositoryTests {
    @Test
    void sparesFilesThatOnlyTheExperimentStoppedToIgnore() throws Exception {
        repo.write("build/precious.o", "hours of work").write("x.log", "log");
        var before = repo.files();
        repo.write(".gitignore", "").write("a.txt", "x");
        Git git = repo.experiment();
        String stored = store(git);
        assertEquals(List.of(), git.putBack(stored, "HEAD"));
        assertEquals(before, repo.files());
        assertEquals("", repo.status());
        git.restore(stored);
        assertEquals("hours of work", repo.read("build/precious.o"));
        assertEquals("", repo.read(".gitignore"));
    }

    @Test
    void namesFilesThatOnlyTheExperimentIgnored() throws Exception {
        repo.write(".gitignore", "*.log\nbuild/\ncache/\n").write("cache/c", "c");
        Git git = repo.experiment();
        assertEquals(List.of("cache/c"), git.putBack(store(git), "HEAD"));
        assertTrue(repo.has("cache/c"));
    }

    @Test
    void refusesWhereAnIgnoredFileIsInTheWay() throws Exception {
        repo.write("gen.txt", "tracked").commit("gen");
        repo.gitThen("rm", "-q", "--cached", "gen.txt")
                .write(".gitignore", "gen.txt\n")
                .write("gen.txt", "not stored");
        Git git = repo.experiment();
        String stored = store(git);
        var before = repo.files();
        Problem problem = assertThrows(Problem.class, () -> git.putBack(stored, "HEAD"));
        assertTrue(problem.getMessage().contains("gen.txt"), problem.getMessage());
        assertEquals(before, repo.files());
        repo.write("gen.txt", "tracked");
        git.putBack(stored, "HEAD");
        assertEquals("", repo.status());
    }

    @Test
    void refusesWhereAFolderWithIgnoredFilesIsInTheWay() throws Exception {
        repo.delete("a.txt").write("a.txt/hidden.log", "not stored");
        Git git = repo.experiment();
        String stored = store(git);
        assertTrue(assertThrows(Problem.class, () -> git.putBack(stored, "HEAD"))
                .getMessage()
                .contains("hidden.log"));
        assertEquals("not stored", repo.read("a.txt/hidden.log"));
    }

    @Test
    void neverTouchesEmbeddedRepositoriesOrTheInsideOfSubmodules() throws Exception {
        TestRepo library = TestRepo.withSources(folder.resolve("build/library"));
        repo.git(
                "-c",
                "protocol.file.allow=always",
                "submodule",
                "-q",
                "add",
                library.folder().toString(),
                "lib");
        repo.commit("submodule");
        TestRepo.empty(folder.resolve("embedded")).write("e.txt", "e");
        repo.write("lib/a.txt", "dirty inside").write("a.txt", "x").write("embedded/later.txt", "l");
        Git git = repo.experiment();
        git.putBack(store(git), "HEAD");
        assertEquals("dirty inside", repo.read("lib/a.txt"));
        assertEquals("e", repo.read("embedded/e.txt"));
        assertEquals("a\n", repo.read("a.txt"));

        TestRepo.at(folder.resolve("lib"))
                .gitThen("-c", "user.name=n", "-c", "user.email=e", "commit", "-qam", "moved");
        repo.write("a.txt", "y");
        String stored = store(git);
        Problem problem = assertThrows(Problem.class, () -> git.putBack(stored, "HEAD"));
        assertTrue(problem.getMessage().contains("submodule lib"), problem.getMessage());
        assertTrue(problem.hint().contains("git submodule update"), problem.hint());
        repo.git("-c", "protocol.file.allow=always", "submodule", "-q", "update", "--init", "--", "lib");
        git.putBack(stored, "HEAD");
        assertEquals("", repo.git("status", "--porcelain", "--ignore-submodules=dirty", "--", "a.txt", "lib"));
    }

    @Test
    void waitsForTheLockOfAnotherGitAndNamesOneThatStays() throws Exception {
        repo.write("a.txt", "x").gitThen("add", "a.txt");
        Git git = repo.experiment();
        String stored = store(git);
        repo.write(".git/index.lock", "");
        Problem problem = assertThrows(Problem.class, () -> git.putBack(stored, "HEAD"));
        assertTrue((problem.getMessage() + problem.hint()).contains("index.lock"), problem.getMessage());
        assertTrue(repo.has(".git/index.lock"));
        repo.delete(".git/index.lock");
        git.putBack(stored, "HEAD");
        assertEquals("", repo.status());
    }

    @Test
    void refusesInTheMiddleOfAMerge() throws Exception {
        repo.gitThen("checkout", "-q", "-b", "side")
                .write("s.txt", "s")
                .commit("side")
                .gitThen("checkout", "-q", "main");
        repo.git("merge", "-q", "--no-commit", "--no-ff", "side");
        Git git = repo.experiment();
        String stored = store(git);
        Problem problem = assertThrows(Problem.class, () -> git.putBack(stored, "HEAD"));
        assertTrue(problem.getMessage().contains("a merge is under way"), problem.getMessage());
        assertTrue(repo.has("s.txt"));
    }
}
