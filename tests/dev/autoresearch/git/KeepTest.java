package dev.autoresearch.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeepTest {
    @TempDir
    Path folder;

    private Sandbox repo;

    @BeforeEach
    void start() throws Exception {
        repo = Sandbox.started(folder);
    }

    /** Everything that a refused keep must leave alone. */
    private String everything() throws Exception {
        return repo.head() + repo.index() + repo.files() + repo.ask("symbolic-ref", "HEAD") + repo.status();
    }

    private Problem refused(Git git) throws Exception {
        String tree = git.snapshot();
        String before = everything();
        Problem problem = assertThrows(Problem.class, () -> git.keep(tree, "try"));
        assertEquals(before, everything());
        assertEquals(List.of(), repo.leftovers());
        assertFalse(problem.hint().isBlank());
        return problem;
    }

    @Test
    void commitsExactlyTheMeasuredTree() throws Exception {
        repo.write("a.txt", "x").delete("b.txt").write("n/new", "n").write("i.log", "ignored").git("mv", "run.sh", "go.sh");
        Git git = repo.experiment();
        String base = git.head();
        String tree = git.snapshot();
        String message = "Faster\n\nResult: {\"ms\":1}\n# not a comment\n\n\n";
        String commit = git.keep(tree, message);
        assertEquals(repo.head(), commit);
        assertEquals(tree, git.treeOf(commit));
        assertEquals(base, repo.ask("rev-parse", commit + "^"));
        assertEquals(message.strip(), repo.ask("log", "-1", "--format=%B"));
        assertEquals("Ada", repo.ask("log", "-1", "--format=%an"));
        assertEquals("", repo.status());
        assertEquals("main", git.branch().orElseThrow());
    }

    @Test
    void ofHeadsOwnTreeCommitsNothing() throws Exception {
        Git git = repo.experiment();
        assertEquals(git.head(), git.keep(git.snapshot(), "nothing"));
        assertEquals("1", repo.ask("rev-list", "--count", "HEAD"));
    }

    @Test
    void refusesATreeThatChangedSinceItWasMeasured() throws Exception {
        Git git = repo.write("a.txt", "x").experiment();
        String tree = git.snapshot();
        repo.write("report.html", "written by the benchmark");
        String before = everything();
        Problem problem = assertThrows(Problem.class, () -> git.keep(tree, "try"));
        assertTrue(problem.getMessage().contains("report.html"), problem.getMessage());
        assertTrue(problem.hint().contains(".gitignore"), problem.hint());
        assertEquals(before, everything());
    }

    @Test
    void leavesWhatIsStagedOutsideTheRootStagedAndUncommitted() throws Exception {
        repo.write("a.txt", "outside").git("add", "a.txt").write("src/Main.java", "x").write("src/staged", "s");
        repo.git("add", "src/staged").write("src/staged", "newer");
        Git git = Git.at(folder.resolve("src"), List.of()).orElseThrow();
        git.keep(git.snapshot(), "inside only");
        assertEquals("src/Main.java\nsrc/staged", repo.ask("diff", "--name-only", "HEAD^", "HEAD"));
        assertEquals("M  a.txt", repo.status());
    }

    @Test
    void neverCommitsTheSessionsOwnFiles() throws Exception {
        repo.write("journal", "1").commit("journal").write("journal", "2").write("notes", "n").git("add", "-A");
        Git git = repo.write("a.txt", "x").experiment("journal", "notes");
        git.keep(git.snapshot(), "no journal");
        assertEquals("a.txt", repo.ask("diff", "--name-only", "HEAD^", "HEAD"));
        assertEquals("M  journal\nA  notes", repo.status());
    }

    @Test
    void runsHooksAndSaysWhyOneRefused() throws Exception {
        repo.hook("pre-commit", "echo 'lint: line 3 is ugly' >&2; exit 1").write("a.txt", "x").git("add", "a.txt");
        Problem problem = refused(repo.write("n.txt", "n").experiment());
        assertTrue((problem.getMessage() + problem.hint()).contains("lint: line 3 is ugly"), problem.hint());
    }

    @Test
    void boundsTheWordsOfANoisyHook() throws Exception {
        repo.hook("pre-commit", "i=0; while [ $i -lt 20000 ]; do echo \"noise $i\" >&2; i=$((i+1)); done; printf '\\033[31mend' >&2; exit 1");
        Problem problem = refused(repo.write("a.txt", "x").experiment());
        assertTrue(problem.hint().length() < 3_000, () -> "" + problem.hint().length());
        assertTrue(problem.getMessage().contains("[31mend"), problem.getMessage());
        assertFalse(problem.getMessage().contains("\033"), problem.getMessage());
    }

    @Test
    void undoesACommitThatAHookFormatted() throws Exception {
        repo.hook("pre-commit", "echo formatted > a.txt; git add a.txt");
        Problem problem = refused(repo.write("a.txt", "x").experiment());
        assertTrue(problem.getMessage().contains("a.txt"), problem.getMessage());
        assertTrue(problem.getMessage().contains("hook"), problem.getMessage());
        String ref = repo.ask("for-each-ref", "--format=%(refname)", "refs/autoresearch/hook");
        assertEquals("formatted", repo.ask("show", ref + ":a.txt"));
    }

    @Test
    void putsBackWhatARefusingHookChanged() throws Exception {
        repo.hook("pre-commit", "echo formatted > a.txt; echo n > made-by-hook; exit 1");
        Problem problem = refused(repo.write("a.txt", "x").experiment());
        assertTrue(problem.getMessage().contains("made-by-hook"), problem.getMessage());
        String ref = repo.ask("for-each-ref", "--format=%(refname)", "refs/autoresearch/hook");
        assertEquals("formatted", repo.ask("show", ref + ":a.txt"));
    }

    @Test
    void doesNotWaitForWhatAHookLeftRunning() throws Exception {
        repo.hook("post-commit", "sleep 20 &").write("a.txt", "x");
        Git git = repo.experiment();
        String tree = git.snapshot();
        assertTimeout(Duration.ofSeconds(10), () -> git.keep(tree, "with a daemon"));
        assertEquals(tree, git.treeOf("HEAD"));
    }

    @Test
    void withoutAnIdentityIsAProblemInGitsWords() throws Exception {
        repo.git("config", "user.name", "").git("config", "user.email", "").write("a.txt", "x");
        Problem problem = refused(repo.experiment());
        assertTrue((problem.getMessage() + problem.hint()).contains("empty ident name"), problem.hint());
    }

    @Test
    void withAFailingSignatureIsAProblem() throws Exception {
        repo.git("config", "commit.gpgsign", "true").git("config", "gpg.program", "/bin/false").write("a.txt", "x");
        assertTrue(refused(repo.experiment()).getMessage().startsWith("git refused the commit"));
    }

    @Test
    void underAForeignLockWaitsThenNamesIt() throws Exception {
        Git git = repo.write("a.txt", "x").experiment();
        repo.write(".git/index.lock", "");
        Problem problem = refused(git);
        assertTrue(problem.getMessage().contains("index.lock"), problem.getMessage());
        assertTrue(repo.has(".git/index.lock"));
    }

    @Test
    void takesTheCommitBackWhenTheIndexCannotFollow() throws Exception {
        repo.hook("post-commit", "touch .git/index.lock").write("a.txt", "x");
        Git git = repo.experiment();
        String tree = git.snapshot();
        String before = everything();
        assertThrows(Problem.class, () -> git.keep(tree, "try"));
        repo.delete(".git/index.lock");
        assertEquals(before, everything());
    }

    @Test
    void refusesInAMergeARebaseAndAConflict() throws Exception {
        repo.git("checkout", "-q", "-b", "side").write("a.txt", "side\n").commit("side");
        repo.git("checkout", "-q", "main").write("a.txt", "main\n").commit("main");
        assertThrows(AssertionError.class, () -> repo.git("merge", "-q", "side"));
        assertTrue(refused(repo.experiment()).getMessage().contains("merge is under way"));
        repo.git("merge", "--abort");
        repo.write("a.txt", "stash\n").git("stash", "-q").write("a.txt", "again\n").commit("again");
        assertThrows(AssertionError.class, () -> repo.git("stash", "pop", "-q"));
        assertTrue(refused(repo.experiment()).getMessage().contains("unmerged: a.txt"));
    }

    @Test
    void refusesInARebase() throws Exception {
        repo.git("checkout", "-q", "-b", "side").write("a.txt", "side\n").commit("side");
        repo.git("checkout", "-q", "main").write("a.txt", "main\n").commit("main");
        assertThrows(AssertionError.class, () -> repo.git("rebase", "-q", "side"));
        Git git = repo.experiment();
        String tree = git.snapshot();
        assertTrue(assertThrows(Problem.class, () -> git.keep(tree, "try")).getMessage().contains("rebase"));
    }

    @Test
    void advancesADetachedHead() throws Exception {
        Git git = repo.git("checkout", "-q", "--detach").write("a.txt", "x").experiment();
        assertTrue(git.branch().isEmpty());
        String commit = git.keep(git.snapshot(), "detached");
        assertEquals(commit, repo.head());
        assertFalse(commit.equals(repo.ask("rev-parse", "main")));
    }

    @Test
    void worksInALinkedWorktreeAndASubmodule() throws Exception {
        Path linked = folder.resolveSibling(folder.getFileName() + "-linked");
        repo.git("worktree", "add", "-q", "-b", "side", linked.toString());
        Sandbox tree = repo.at(linked).write("a.txt", "x");
        Git git = tree.experiment();
        String commit = git.keep(git.snapshot(), "linked");
        assertEquals(commit, repo.ask("rev-parse", "side"));
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
        repo.write(".gitignore", "*.log\nb.txt\n").git("rm", "-q", "--cached", "b.txt");
        Git git = repo.experiment();
        git.keep(git.snapshot(), "untrack");
        assertEquals("", repo.status());
        assertEquals("b\n", repo.read("b.txt"));
    }

    @Test
    void keepsAFileMarkedIntentToAdd() throws Exception {
        repo.write("later.txt", "l").git("add", "-N", "later.txt");
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

    @Test
    void aReadOnlyGitFolderIsAProblem() throws Exception {
        org.junit.jupiter.api.Assumptions.assumeFalse("root".equals(System.getProperty("user.name")));
        Git git = repo.write("a.txt", "x").experiment();
        Files.setPosixFilePermissions(
                folder.resolve(".git"), java.nio.file.attribute.PosixFilePermissions.fromString("r-xr-xr-x"));
        assertThrows(Problem.class, git::snapshot);
    }
}
