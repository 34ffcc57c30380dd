package dev.autoresearch.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("locale")
class TreeCheckoutTest extends RepositoryTests {
    private static final String REF = "refs/autoresearch/runs/1";

    @Test
    void bringsEveryFileAndTheIndexBackAndLeavesIgnoredFiles() throws Exception {
        repo.write("x.log", "ignored").write("build/out.o", "ignored");
        var before = repo.files();
        String index = repo.index();
        repo.write("a.txt", "staged")
                .gitThen("add", "a.txt")
                .write("a.txt", "newer")
                .delete("b.txt")
                .write("n/new", "n");
        repo.git("mv", "run.sh", "go.sh");
        Git git = repo.experiment();
        assertEquals(List.of(), git.putBack(store(git), "HEAD"));
        assertEquals(before, repo.files());
        assertEquals(index, repo.index());
        assertEquals("", repo.status());
        assertFalse(repo.has("n"));
        assertEquals(List.of(), repo.leftovers());
    }

    @Test
    void isUndoneByRestoreToTheLastByte() throws Exception {
        repo.write("a.txt", "other").delete("b.txt").write("n/new", "n").script("src/Main.java", "swap");
        repo.write("f.log", "forced").gitThen("add", "-f", "f.log");
        Git git = repo.experiment();
        String tree = git.snapshot();
        var candidate = repo.files();
        String head = repo.head();
        String stored = store(git);
        git.putBack(stored, head);
        git.restore(stored);
        assertEquals(candidate, repo.files());
        assertEquals(tree, git.snapshot());
        assertEquals(head, repo.head());
        assertEquals("main", git.branch().orElseThrow());
    }

    @Test
    void restoresOverAFileThatWasWrittenAgainWithTheSameContent() throws Exception {
        repo.write("a.txt", "other");
        Git git = repo.experiment();
        String stored = store(git);
        git.putBack(stored, repo.head());
        Path file = repo.path("a.txt");
        Files.setLastModifiedTime(
                file, FileTime.fromMillis(Files.getLastModifiedTime(file).toMillis() + 60_000));

        git.restore(stored);

        assertEquals("other", Files.readString(file));
    }

    @Test
    void refusesToLoseWhatIsNotStored() throws Exception {
        Git git = repo.write("a.txt", "stored").experiment();
        String stored = store(git);
        repo.write("a.txt", "edited after the store").write("later.txt", "later");
        var before = repo.files();
        Problem problem = assertThrows(Problem.class, () -> git.putBack(stored, "HEAD"));
        assertTrue(problem.getMessage().contains("a.txt"), problem.getMessage());
        assertTrue(problem.getMessage().contains("later.txt"), problem.getMessage());
        assertEquals(before, repo.files());
        git.putBack(store(git), "HEAD");
        assertEquals("a\n", repo.read("a.txt"));
    }

    @Test
    void finishesAfterACrashThatLeftAMixtureAndAHalfWrittenFile() throws Exception {
        repo.write("long.txt", "0123456789".repeat(1000)).commit("long");
        var before = repo.files();
        repo.write("a.txt", "x").write("b.txt", "y").write("n.txt", "n").write("long.txt", "short");
        Git git = repo.experiment();
        String stored = store(git);
        repo.write("a.txt", "a\n")
                .delete("n.txt")
                .write("long.txt", "0123456789".repeat(300))
                .delete("b.txt");
        git.putBack(stored, "HEAD");
        assertEquals(before, repo.files());
        assertEquals("", repo.status());
    }

    @Test
    void storesEveryVersionUnderTheSameRef() throws Exception {
        Git git = repo.write("a.txt", "first").experiment();
        String first = store(git);
        repo.write("a.txt", "second");
        String second = store(git);
        assertEquals(second, repo.git("rev-parse", REF));
        assertEquals("first", repo.git("show", first + ":a.txt"));
        assertTrue(repo.git("rev-list", REF).contains(first));
    }

    @Test
    void storesWhatIsStagedBesideTheFiles() throws Exception {
        repo.write("a.txt", "staged").gitThen("add", "a.txt").write("a.txt", "newer");
        String stored = store(repo.experiment());
        assertEquals("newer", repo.git("show", stored + ":a.txt"));
        assertEquals("staged", repo.git("show", stored + "^2:a.txt"));
        assertEquals(repo.head(), repo.git("rev-parse", stored + "^1"));
    }

    @Test
    void storesWithoutAnyIdentity() throws Exception {
        repo.gitThen("config", "user.name", "")
                .gitThen("config", "user.email", "")
                .write("a.txt", "x");
        String stored = store(repo.experiment());
        assertEquals("autoresearch <autoresearch@localhost>", repo.git("log", "-1", "--format=%an <%ae>", stored));
    }

    @Test
    void worksOnAnUnmergedIndexOfAStashPop() throws Exception {
        repo.write("a.txt", "stashed\n")
                .gitThen("stash", "-q")
                .write("a.txt", "committed\n")
                .commit("other");
        assertThrows(AssertionError.class, () -> repo.git("stash", "pop", "-q"));
        Git git = repo.experiment();
        String stored = store(git);
        assertTrue(repo.git("show", stored + ":a.txt").contains(">>>>>>>"));
        git.putBack(stored, "HEAD");
        assertEquals("committed\n", repo.read("a.txt"));
        assertEquals("", repo.status());
    }

    @Test
    void leavesTheSessionsOwnFilesAlone() throws Exception {
        repo.write("journal", "1\n")
                .commit("tracked journal")
                .write("journal", "1\n2\n")
                .gitThen("add", "journal");
        repo.write(".auto/new", "n").write("a.txt", "x");
        Git git = repo.experiment("journal", ".auto");
        git.putBack(store(git), "HEAD");
        assertEquals("1\n2\n", repo.read("journal"));
        assertEquals("n", repo.read(".auto/new"));
        assertEquals("a\n", repo.read("a.txt"));
        assertEquals("M  journal\n?? .auto/new", repo.status());
    }

    @Test
    void goesBackToAnOlderBaseWithoutTheSessionsOwnFiles() throws Exception {
        repo.write("journal", "1\n")
                .commit("with journal")
                .write("journal", "2\n")
                .write("a.txt", "2")
                .commit("second");
        repo.write("a.txt", "3").write("journal", "3\n");
        Git git = repo.experiment("journal");
        git.putBack(store(git), "HEAD~1");
        assertEquals("a\n", repo.read("a.txt"));
        assertEquals("3\n", repo.read("journal"));
    }

    @Test
    void inASubFolderTouchesNothingOutside() throws Exception {
        repo.write("a.txt", "outside staged")
                .gitThen("add", "a.txt")
                .write("b.txt", "outside unstaged")
                .write("o.txt", "o");
        String status = repo.status();
        var before = repo.files();
        repo.write("src/Main.java", "x").write("src/deep/New.java", "n").gitThen("add", "src");
        Git git = new RepositoryCache().at(folder.resolve("src"), List.of()).orElseThrow();
        String stored = store(git);
        git.putBack(stored, "HEAD");
        assertEquals(before, repo.files());
        assertEquals(status, repo.status());
        git.restore(stored);
        assertEquals("x", repo.read("src/Main.java"));
        assertEquals("outside staged", repo.read("a.txt"));
    }

    @Test
    void keepsAnEmptiedRootFolder() throws Exception {
        Path sub = Files.createDirectories(folder.resolve("fresh/session"));
        Git git = new RepositoryCache().at(sub, List.of()).orElseThrow();
        Files.writeString(sub.resolve("only.txt"), "o");
        git.putBack(store(git), "HEAD");
        assertTrue(Files.isDirectory(sub));
        assertFalse(Files.exists(sub.resolve("only.txt")));
    }

    @Test
    void runsFiltersBothWays() throws Exception {
        repo.gitThen("config", "filter.up.clean", "tr a-z A-Z").gitThen("config", "filter.up.smudge", "tr A-Z a-z");
        repo.git("config", "core.autocrlf", "true");
        repo.write(".gitattributes", "*.up filter=up -text\n")
                .write("f.up", "words\n")
                .write("crlf.txt", "1\r\n2\r\n")
                .commit("f");
        var before = repo.files();
        repo.write("f.up", "others\n").write("crlf.txt", "1\r\n3\r\n");
        Git git = repo.experiment();
        var candidate = repo.files();
        String stored = store(git);
        git.putBack(stored, "HEAD");
        assertEquals(before, repo.files());
        git.restore(stored);
        assertEquals(candidate, repo.files());
    }

    @Test
    void restoresOverNothingThatIsOnlyInTheWorkTree() throws Exception {
        Git git = repo.write("a.txt", "stored").experiment();
        String stored = store(git);
        git.putBack(stored, "HEAD");
        repo.write("a.txt", "precious");
        assertTrue(assertThrows(Problem.class, () -> git.restore(stored))
                .getMessage()
                .contains("a.txt"));
        assertEquals("precious", repo.read("a.txt"));
    }

    @Test
    void doesNotNeedTheUsersFilesToBeNamedInUtf8() throws Exception {
        Process process = new ProcessBuilder(
                        "bash", "-c", "printf x > $'lat\\xe9n'; printf y > a.txt; mkdir $'d\\xff'; touch $'d\\xff/f'")
                .directory(folder.toFile())
                .start();
        assertEquals(0, process.waitFor());
        Git git = repo.experiment();
        String stored = store(git);
        git.putBack(stored, "HEAD");
        assertEquals("", repo.status());
        git.restore(stored);
        assertEquals(git.treeOf(stored), git.snapshot());
    }
}
