package dev.autoresearch.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.autoresearch.Problem;
import dev.autoresearch.testing.TestRepo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("locale")
class GitTest {
    @TempDir
    Path folder;

    @Test
    void isNotFoundOutsideAWorkTree() throws Exception {
        assertTrue(new RepositoryCache().at(folder, List.of()).isEmpty());
        assertTrue(
                new RepositoryCache().at(folder.resolve("missing"), List.of()).isEmpty());
        TestRepo.empty(folder.resolve("work"));
        TestRepo.empty(folder.resolve("bare")).gitThen("config", "core.bare", "true");
        assertTrue(
                new RepositoryCache().at(folder.resolve("work/.git"), List.of()).isEmpty());
        assertTrue(
                new RepositoryCache().at(folder.resolve("bare/.git"), List.of()).isEmpty());
        assertTrue(new RepositoryCache().at(folder.resolve("work"), List.of()).isPresent());
    }

    @Test
    void isNotFoundInAFolderThatTheRepositoryAroundIgnores() throws Exception {
        TestRepo.withSources(folder).write("build/session/x", "x").write("src/y", "y");
        assertTrue(new RepositoryCache()
                .at(folder.resolve("build/session"), List.of())
                .isEmpty());
        assertTrue(new RepositoryCache().at(folder.resolve("src"), List.of()).isPresent());
    }

    @Test
    void isAProblemInGitsWordsWhenGitRefusesTheRepository() throws Exception {
        Files.writeString(folder.resolve(".git"), "gitdir: nowhere\n");
        Problem problem = assertThrows(Problem.class, () -> new RepositoryCache().at(folder, List.of()));
        assertTrue(problem.getMessage().contains("not a git repository: "), problem.getMessage());
        assertTrue(problem.hint().contains("--no-git"), problem.hint());
    }

    @Test
    void isAProblemInAFolderOfSomeoneElse() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can give a folder away");
        TestRepo.withSources(folder);
        for (Path path : List.of(folder, folder.resolve(".git"))) {
            Files.setAttribute(path, "unix:uid", 54_321);
        }
        Problem problem = assertThrows(Problem.class, () -> new RepositoryCache().at(folder, List.of()));
        assertTrue(problem.getMessage().contains("dubious ownership"), problem.getMessage());
        assertTrue(problem.hint().contains("safe.directory"), problem.hint());
    }

    @Test
    void storesNothingByHalvesWhereTheRefCannotBeWritten() throws Exception {
        TestRepo repo = TestRepo.withSources(folder).write("a.txt", "x").write(".git/refs/autoresearch", "in the way");
        String before = repo.files() + repo.index();
        Problem problem = assertThrows(Problem.class, () -> repo.experiment().store("refs/autoresearch/1", "m"));
        assertTrue(problem.getMessage().contains("refs/autoresearch"), problem.getMessage());
        assertEquals(before, repo.files() + repo.index());
        assertEquals(List.of(), repo.leftovers());
    }

    @Test
    void knowsHeadBranchAndShortIds() throws Exception {
        TestRepo repo = TestRepo.withSources(folder);
        Git git = repo.experiment();
        assertTrue(git.hasCommits());
        assertEquals(repo.head(), git.head());
        assertEquals(Optional.of(repo.git("rev-parse", "--short", "HEAD")), git.shortHead(0));
        assertEquals(git.head(), git.commitOf("HEAD"));
        assertEquals(Optional.of("main"), git.branch());
        repo.gitThen("checkout", "-q", "-b", "autoresearch/latency").gitThen("tag", "autoresearch/latency");
        assertEquals(Optional.of("autoresearch/latency"), git.branch());
        repo.git("checkout", "-q", "--detach");
        assertEquals(Optional.empty(), git.branch());
    }

    @Tag("unicode-names")
    @Test
    void showsADifferenceInPlainTextWhateverIsConfigured() throws Exception {
        TestRepo repo = TestRepo.withSources(folder);
        repo.gitThen("config", "color.ui", "always").gitThen("config", "diff.external", "/bin/false");
        repo.gitThen("config", "diff.shout.textconv", "tr a-z A-Z").gitThen("config", "diff.noprefix", "true");
        repo.write(".gitattributes", "*.txt diff=shout\n").write("a.txt", "é\n").write("ünï.txt", "new\n");
        Git git = repo.write("journal", "x").experiment("journal");
        String diff = git.diff("HEAD", git.snapshot());
        assertTrue(diff.contains("-a\n+é\n"), diff);
        assertTrue(diff.contains("b/ünï.txt"), diff);
        assertFalse(diff.contains("\033"), diff);
        assertFalse(diff.contains("journal"), diff);
    }

    @Test
    void showsPathsOfASubFolderRelativeToIt() throws Exception {
        TestRepo.withSources(folder).write("a.txt", "outside").write("src/Main.java", "x");
        Git git = new RepositoryCache().at(folder.resolve("src"), List.of()).orElseThrow();
        String diff = git.diff("HEAD", git.snapshot());
        assertTrue(diff.contains("a/Main.java"), diff);
        assertFalse(diff.contains("a.txt"), diff);
    }

    @Test
    void excludesEachPatternOnceAnchoredAtTheRoot() throws Exception {
        TestRepo repo = TestRepo.withSources(folder).write("we[i]rd/x", "x").write(".git/info/exclude", "*.swp");
        Git git = new RepositoryCache().at(folder.resolve("we[i]rd"), List.of()).orElseThrow();
        git.exclude(List.of("journal", "notes/"));
        git.exclude(List.of("journal", "notes/"));
        assertEquals("*.swp\n/we\\[i]rd/journal\n/we\\[i]rd/notes/\n", repo.read(".git/info/exclude"));
        repo.write("we[i]rd/journal", "1").write("we[i]rd/notes/n", "n").write("journal", "not this one");
        assertEquals(List.of("x"), git.dirty());
        assertTrue(repo.status().contains("?? journal"));
    }

    @Test
    void doesNotKnowALostCommit() throws Exception {
        Git git = TestRepo.withSources(folder).experiment();
        assertThrows(Problem.class, () -> git.treeOf("0123456789012345678901234567890123456789"));
        assertThrows(Problem.class, () -> git.restore("refs/autoresearch/none"));
    }

    @Test
    void worksThroughASymbolicLinkToTheRoot() throws Exception {
        TestRepo repo = TestRepo.withSources(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));
        repo.write("src/Main.java", "x");
        Git git = new RepositoryCache().at(link.resolve("src"), List.of()).orElseThrow();
        assertEquals(List.of("Main.java"), git.dirty());
        git.putBack(git.store("refs/autoresearch/1", "m"), "HEAD");
        assertEquals("", repo.status());
    }

    @Test
    void worksWithSha256Ids() throws Exception {
        TestRepo wide = TestRepo.at(folder)
                .gitThen("init", "-q", "--object-format=sha256")
                .gitThen("config", "user.name", "Ada")
                .gitThen("config", "user.email", "ada@example.org")
                .write("a", "1")
                .write("b", "b")
                .commit("start");
        wide.write("a", "2").delete("b").gitThen("rm", "-q", "--cached", "b");
        Git git = wide.experiment();
        String stored = git.store("refs/autoresearch/1", "m");
        assertEquals(64, stored.length());
        git.putBack(stored, "HEAD");
        assertEquals("", wide.status());
    }
}
