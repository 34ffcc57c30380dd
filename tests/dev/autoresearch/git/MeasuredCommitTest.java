package dev.autoresearch.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.testing.TestRepo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("locale")
class MeasuredCommitTest extends RepositoryTests {
    @Test
    void commitsExactlyTheMeasuredTree() throws Exception {
        repo.write("a.txt", "x")
                .delete("b.txt")
                .write("n/new", "n")
                .write("i.log", "ignored")
                .gitThen("mv", "run.sh", "go.sh");
        Git git = repo.experiment();
        String base = git.head();
        String tree = git.snapshot();
        String message = "Faster\n\nResult: {\"ms\":1}\n# not a comment\n\n\n";
        String commit = git.keep(tree, message);
        assertEquals(repo.head(), commit);
        assertEquals(tree, git.treeOf(commit));
        assertEquals(base, repo.git("rev-parse", commit + "^"));
        assertEquals(message.strip(), repo.git("log", "-1", "--format=%B"));
        assertEquals("Ada", repo.git("log", "-1", "--format=%an"));
        assertEquals("", repo.status());
        assertEquals("main", git.branch().orElseThrow());
    }

    @Test
    void ofHeadsOwnTreeCommitsNothing() throws Exception {
        Git git = repo.experiment();
        assertEquals(git.head(), git.keep(git.snapshot(), "nothing"));
        assertEquals("1", repo.git("rev-list", "--count", "HEAD"));
    }

    @Test
    void leavesWhatIsStagedOutsideTheRootStagedAndUncommitted() throws Exception {
        repo.write("a.txt", "outside")
                .gitThen("add", "a.txt")
                .write("src/Main.java", "x")
                .write("src/staged", "s");
        repo.gitThen("add", "src/staged").write("src/staged", "newer");
        Git git = new RepositoryCache().at(folder.resolve("src"), List.of()).orElseThrow();
        git.keep(git.snapshot(), "inside only");
        assertEquals("src/Main.java\nsrc/staged", repo.git("diff", "--name-only", "HEAD^", "HEAD"));
        assertEquals("M  a.txt", repo.status());
    }

    @Test
    void neverCommitsTheSessionsOwnFiles() throws Exception {
        repo.write("journal", "1")
                .commit("journal")
                .write("journal", "2")
                .write("notes", "n")
                .gitThen("add", "-A");
        Git git = repo.write("a.txt", "x").experiment("journal", "notes");
        git.keep(git.snapshot(), "no journal");
        assertEquals("a.txt", repo.git("diff", "--name-only", "HEAD^", "HEAD"));
        assertEquals("M  journal\nA  notes", repo.status());
    }

    @Test
    void doesNotWaitForWhatAHookLeftRunning() throws Exception {
        repo.hook("post-commit", "sleep 120 &").write("a.txt", "x");
        Git git = repo.experiment();
        String tree = git.snapshot();
        assertTimeout(Duration.ofSeconds(60), () -> git.keep(tree, "with a daemon"));
        assertEquals(tree, git.treeOf("HEAD"));
    }

    @Test
    void advancesADetachedHead() throws Exception {
        Git git = repo.gitThen("checkout", "-q", "--detach").write("a.txt", "x").experiment();
        assertTrue(git.branch().isEmpty());
        String commit = git.keep(git.snapshot(), "detached");
        assertEquals(commit, repo.head());
        assertFalse(commit.equals(repo.git("rev-parse", "main")));
    }

    @Test
    void worksInALinkedWorktreeAndASubmodule() throws Exception {
        Path linked = folder.resolveSibling(folder.getFileName() + "-linked");
        repo.git("worktree", "add", "-q", "-b", "side", linked.toString());
        TestRepo tree = TestRepo.at(linked).write("a.txt", "x");
        Git git = tree.experiment();
        String commit = git.keep(git.snapshot(), "linked");
        assertEquals(commit, repo.git("rev-parse", "side"));
        assertEquals("", tree.status());
        assertEquals("", repo.status());
        git.exclude(List.of("session.jsonl"));
        assertTrue(repo.read(".git/info/exclude").contains("/session.jsonl\n"));
        tree.write("session.jsonl", "{}");
        assertEquals(List.of(), git.dirty());
        repo.git("worktree", "remove", "--force", linked.toString());
    }

    @Test
    void dropsTheIgnoredFileThatTheUserNoLongerTracks() throws Exception {
        repo.write(".gitignore", "*.log\nb.txt\n").gitThen("rm", "-q", "--cached", "b.txt");
        Git git = repo.experiment();
        git.keep(git.snapshot(), "untrack");
        assertEquals("", repo.status());
        assertEquals("b\n", repo.read("b.txt"));
    }

    @Test
    void keepsAFileMarkedIntentToAdd() throws Exception {
        repo.write("later.txt", "l").gitThen("add", "-N", "later.txt");
        Git git = repo.experiment();
        git.keep(git.snapshot(), "later");
        assertEquals("", repo.status());
    }

    @Test
    void isUndoneOnlyWhereItStands() throws Exception {
        Git git = repo.write("a.txt", "x").experiment();
        String base = git.head();
        String tree = git.snapshot();
        String commit = git.keep(tree, "try");
        assertFalse(git.undoCommit(base, commit));
        assertTrue(git.undoCommit(commit, base));
        assertEquals(base, repo.head());
        assertEquals(tree, git.snapshot());
        assertFalse(git.undoCommit(commit, base));
        assertEquals(tree, git.treeOf(git.keep(tree, "again")));
    }
}
