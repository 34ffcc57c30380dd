package dev.autoresearch.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.autoresearch.Problem;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusedCommitTest extends RepositoryTests {
    /** Everything that a refused keep must leave alone. */
    private String everything() throws Exception {
        return repo.head() + repo.index() + repo.files() + repo.git("symbolic-ref", "HEAD") + repo.status();
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
    void runsHooksAndSaysWhyOneRefused() throws Exception {
        repo.hook("pre-commit", "echo 'lint: line 3 is ugly' >&2; exit 1")
                .write("a.txt", "x")
                .gitThen("add", "a.txt");
        Problem problem = refused(repo.write("n.txt", "n").experiment());
        assertTrue((problem.getMessage() + problem.hint()).contains("lint: line 3 is ugly"), problem.hint());
    }

    @Test
    void boundsTheWordsOfANoisyHook() throws Exception {
        repo.hook(
                "pre-commit",
                "i=0; while [ $i -lt 20000 ]; do echo \"noise $i\" >&2; i=$((i+1)); done; printf '\\033[31mend' >&2; exit 1");
        Problem problem = refused(repo.write("a.txt", "x").experiment());
        assertTrue(problem.hint().length() < 3_000, () -> "" + problem.hint().length());
        assertTrue(problem.getMessage().contains("[31mend"), problem.getMessage());
        assertFalse(problem.getMessage().contains("\033"), problem.getMessage());
    }

    @Test
    void namesTheHooksWhenGitGivesNoReason() throws Exception {
        repo.hook("pre-commit", "exit 1");
        Problem problem = refused(repo.write("a.txt", "x").experiment());
        assertTrue(problem.hint().contains("see .git/hooks"), problem.hint());
    }

    @Test
    void undoesACommitThatAHookFormatted() throws Exception {
        repo.hook("pre-commit", "echo formatted > a.txt; git add a.txt");
        Problem problem = refused(repo.write("a.txt", "x").experiment());
        assertTrue(problem.getMessage().contains("a.txt"), problem.getMessage());
        assertTrue(problem.getMessage().contains("hook"), problem.getMessage());
        String ref = repo.git("for-each-ref", "--format=%(refname)", "refs/autoresearch");
        assertEquals("formatted", repo.git("show", ref + ":a.txt"));
    }

    @Test
    void putsBackWhatARefusingHookChanged() throws Exception {
        repo.hook("pre-commit", "echo formatted > a.txt; echo n > made-by-hook; exit 1");
        Problem problem = refused(repo.write("a.txt", "x").experiment());
        assertTrue(problem.getMessage().contains("made-by-hook"), problem.getMessage());
        String ref = repo.git("for-each-ref", "--format=%(refname)", "refs/autoresearch");
        assertEquals("formatted", repo.git("show", ref + ":a.txt"));
    }

    @Test
    void withoutAnIdentityIsAProblemInGitsWords() throws Exception {
        repo.gitThen("config", "user.name", "")
                .gitThen("config", "user.email", "")
                .write("a.txt", "x");
        Problem problem = refused(repo.experiment());
        assertTrue((problem.getMessage() + problem.hint()).contains("empty ident name"), problem.hint());
    }

    @Test
    void withAFailingSignatureIsAProblem() throws Exception {
        repo.gitThen("config", "commit.gpgsign", "true")
                .gitThen("config", "gpg.program", "/bin/false")
                .write("a.txt", "x");
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
        repo.gitThen("checkout", "-q", "-b", "side").write("a.txt", "side\n").commit("side");
        repo.gitThen("checkout", "-q", "main").write("a.txt", "main\n").commit("main");
        assertThrows(AssertionError.class, () -> repo.git("merge", "-q", "side"));
        assertTrue(refused(repo.experiment()).getMessage().contains("merge is under way"));
        repo.git("merge", "--abort");
        repo.write("a.txt", "stash\n")
                .gitThen("stash", "-q")
                .write("a.txt", "again\n")
                .commit("again");
        assertThrows(AssertionError.class, () -> repo.git("stash", "pop", "-q"));
        assertTrue(refused(repo.experiment()).getMessage().contains("unmerged: a.txt"));
    }

    @Test
    void refusesInARebase() throws Exception {
        repo.gitThen("checkout", "-q", "-b", "side").write("a.txt", "side\n").commit("side");
        repo.gitThen("checkout", "-q", "main").write("a.txt", "main\n").commit("main");
        assertThrows(AssertionError.class, () -> repo.git("rebase", "-q", "side"));
        Git git = repo.experiment();
        String tree = git.snapshot();
        assertTrue(assertThrows(Problem.class, () -> git.keep(tree, "try"))
                .getMessage()
                .contains("rebase"));
    }

    @Test
    void aReadOnlyGitFolderIsAProblem() throws Exception {
        assumeFalse("root".equals(System.getProperty("user.name")));
        Git git = repo.write("a.txt", "x").experiment();
        Files.setPosixFilePermissions(folder.resolve(".git"), PosixFilePermissions.fromString("r-xr-xr-x"));
        assertThrows(Problem.class, git::snapshot);
    }
}
