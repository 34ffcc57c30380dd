package dev.autoresearch.git;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.Problem;
import dev.autoresearch.testing.TestRepo;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("locale")
class SnapshotTest extends RepositoryTests {
    private String inTree(String tree) throws Exception {
        return repo.git("ls-tree", "-r", "--name-only", "-z", tree)
                .replace('\0', ' ')
                .strip();
    }

    @Test
    void ofACleanTreeIsTheTreeOfHead() throws Exception {
        assertEquals(repo.git("rev-parse", "HEAD^{tree}"), repo.experiment().snapshot());
    }

    @Test
    void holdsChangedAddedAndDeletedFilesButNoIgnoredOnes() throws Exception {
        repo.write("a.txt", "other\n")
                .write("new/deep.txt", "n")
                .delete("b.txt")
                .write("x.log", "ignored");
        String tree = repo.experiment().snapshot();
        assertEquals(".gitignore a.txt new/deep.txt run.sh src/Main.java", inTree(tree));
        assertEquals("other", repo.git("show", tree + ":a.txt"));
    }

    @Test
    void touchesNeitherTheIndexNorAFile() throws Exception {
        repo.write("a.txt", "staged\n")
                .gitThen("add", "a.txt")
                .write("a.txt", "newer\n")
                .write("n.txt", "n");
        byte[] index = Files.readAllBytes(folder.resolve(".git/index"));
        FileTime time = Files.getLastModifiedTime(folder.resolve(".git/index"));
        var files = repo.files();
        repo.experiment().snapshot();
        assertArrayEquals(index, Files.readAllBytes(folder.resolve(".git/index")));
        assertEquals(time, Files.getLastModifiedTime(folder.resolve(".git/index")));
        assertEquals(files, repo.files());
        assertEquals(List.of(), repo.leftovers());
    }

    @Test
    void seesAChangeOfTheSameSizeInTheSameInstant() throws Exception {
        for (int i = 0; i < 20; i++) {
            FileTime time = FileTime.fromMillis(1_700_000_000_000L);
            repo.write("a.txt", "x" + i % 10 + "\n").write("n.txt", "n" + i);
            Files.setLastModifiedTime(folder.resolve("a.txt"), time);
            repo.gitThen("add", "-A").gitThen("commit", "-q", "-m", "same size " + i);
            Files.setLastModifiedTime(folder.resolve(".git/index"), time);
            repo.write("a.txt", "y" + i % 10 + "\n").write("n.txt", "m" + i);
            Files.setLastModifiedTime(folder.resolve("a.txt"), time);
            String tree = repo.experiment().snapshot();
            assertEquals("y" + i % 10, repo.git("show", tree + ":a.txt"));
        }
    }

    @Test
    void leavesTheSessionsOwnFilesAsHeadHasThemEvenWhenStaged() throws Exception {
        repo.write("journal", "1\n").write(".auto/log", "1\n").commit("tracked journal");
        repo.write("journal", "1\n2\n")
                .write(".auto/log", "2")
                .write(".auto/new", "n")
                .gitThen("add", "-A");
        repo.write("a.txt", "changed\n");
        Git git = repo.experiment("journal", ".auto/");
        String tree = git.snapshot();
        assertEquals("1", repo.git("show", tree + ":journal"));
        assertFalse(inTree(tree).contains(".auto/new"));
        assertEquals(List.of("a.txt"), git.dirty());
        assertEquals(List.of("a.txt"), git.changed("HEAD", tree));
    }

    @Tag("unicode-names")
    @Test
    void takesNamesLiterally() throws Exception {
        List<String> odd = List.of(
                "with space",
                "new\nline",
                "quote\"s'",
                "-dash",
                ":(exclude)a.txt",
                "*",
                "é ü 日本",
                "tab\there",
                "back\\slash",
                "[a]",
                "#hash",
                "!not",
                " lead");
        for (String name : odd) {
            repo.write(name, name);
        }
        Git git = repo.experiment();
        assertEquals(Set.copyOf(odd), Set.copyOf(git.dirty()));
        String tree = git.snapshot();
        assertEquals(Set.copyOf(odd), Set.copyOf(git.changed("HEAD", tree)));
    }

    @Test
    void keepsSymlinksExecutableBitsAndSwapsOfFileAndFolder() throws Exception {
        repo.delete("a.txt").write("a.txt/inside", "i");
        repo.delete("src/Main.java");
        Files.delete(folder.resolve("src"));
        Files.createSymbolicLink(folder.resolve("src"), Path.of("a.txt"));
        repo.script("b.txt", "now a script");
        String tree = repo.experiment().snapshot();
        String listed = repo.git("ls-tree", "-r", tree);
        assertTrue(listed.contains("a.txt/inside"), listed);
        assertTrue(listed.contains("120000 blob"), listed);
        assertTrue(listed.matches("(?s).*100755 blob [0-9a-f]+\tb.txt.*"), listed);
        assertFalse(listed.contains("Main.java"), listed);
    }

    @Test
    void includesAForceAddedIgnoredFileAndDropsOneThatIsNoLongerTracked() throws Exception {
        repo.write("forced.log", "f").gitThen("add", "-f", "forced.log");
        repo.write(".gitignore", "*.log\nbuild/\nb.txt\n").gitThen("rm", "-q", "--cached", "b.txt");
        assertEquals(
                ".gitignore a.txt forced.log run.sh src/Main.java",
                inTree(repo.experiment().snapshot()));
    }

    @Test
    void countsAFileMarkedIntentToAdd() throws Exception {
        repo.write("later.txt", "l").gitThen("add", "-N", "later.txt");
        assertTrue(inTree(repo.experiment().snapshot()).contains("later.txt"));
        assertEquals(List.of("later.txt"), repo.experiment().dirty());
    }

    @Test
    void passesOverWhatGitWasToldNotToLookAt() throws Exception {
        repo.gitThen("update-index", "--assume-unchanged", "a.txt").write("a.txt", "secretly different");
        repo.gitThen("update-index", "--skip-worktree", "b.txt").delete("b.txt").write("n.txt", "n");
        String tree = repo.experiment().snapshot();
        assertEquals(List.of("n.txt"), repo.experiment().changed("HEAD", tree));
    }

    @Test
    void worksInASparseCheckout() throws Exception {
        repo.gitThen("sparse-checkout", "init", "--cone").gitThen("sparse-checkout", "set", "other");
        assertFalse(repo.has("src/Main.java"));
        repo.write("a.txt", "changed");
        Git git = repo.experiment();
        assertEquals(List.of("a.txt"), git.changed("HEAD", git.snapshot()));
    }

    @Test
    void leavesEmbeddedRepositoriesAlone() throws Exception {
        TestRepo.empty(folder.resolve("embedded")).write("e.txt", "e");
        TestRepo.withSources(folder.resolve("other/committed"));
        repo.write("a.txt", "changed");
        Git git = repo.experiment();
        assertEquals(List.of("a.txt"), git.changed("HEAD", git.snapshot()));
        assertEquals(List.of("a.txt"), git.dirty());
    }

    @Test
    void ofAnUnmergedIndexTakesTheFilesAsTheyStand() throws Exception {
        repo.gitThen("checkout", "-q", "-b", "side")
                .write("a.txt", "side\n")
                .delete("b.txt")
                .commit("side");
        repo.gitThen("checkout", "-q", "main")
                .write("a.txt", "main\n")
                .write("b.txt", "main\n")
                .commit("main");
        assertThrows(AssertionError.class, () -> repo.git("merge", "-q", "side"));
        Git git = repo.experiment();
        String tree = git.snapshot();
        assertTrue(repo.git("show", tree + ":a.txt").contains("<<<<<<<"));
        assertEquals("main", repo.git("show", tree + ":b.txt"));
    }

    @Test
    void runsTheCleanFilterAndSurvivesSafecrlf() throws Exception {
        repo.gitThen("config", "filter.up.clean", "tr a-z A-Z").gitThen("config", "filter.up.smudge", "tr A-Z a-z");
        repo.gitThen("config", "core.autocrlf", "true").gitThen("config", "core.safecrlf", "true");
        repo.write(".gitattributes", "*.up filter=up\n")
                .write("f.up", "words\n")
                .write("lf.txt", "one\ntwo\n");
        String tree = repo.experiment().snapshot();
        assertEquals("WORDS", repo.git("show", tree + ":f.up"));
    }

    @Test
    void fromASubFolderTakesOnlyWhatIsUnderIt() throws Exception {
        repo.write("a.txt", "outside, staged\n")
                .gitThen("add", "a.txt")
                .write("src/New.java", "n")
                .write("c.txt", "c");
        Git git = new RepositoryCache().at(folder.resolve("src"), List.of()).orElseThrow();
        String tree = git.snapshot();
        assertEquals("a", repo.git("show", tree + ":a.txt"));
        assertEquals(List.of("New.java"), git.dirty());
        assertEquals(List.of("New.java"), git.changed("HEAD", tree));
        assertEquals(".gitignore a.txt b.txt run.sh src/Main.java src/New.java", inTree(tree));
    }

    @Test
    void worksWithASplitIndexAndAnOldIndexVersion() throws Exception {
        repo.gitThen("update-index", "--split-index").write("a.txt", "changed");
        Git git = repo.experiment();
        assertEquals(List.of("a.txt"), git.changed("HEAD", git.snapshot()));
        repo.gitThen("update-index", "--no-split-index", "--index-version", "4").write("n.txt", "n");
        assertEquals(List.of("a.txt", "n.txt"), git.changed("HEAD", git.snapshot()));
    }

    @Test
    void withoutACommitIsAProblem() throws Exception {
        Path fresh = folder.resolve("fresh");
        Git git = TestRepo.empty(fresh).experiment();
        assertFalse(git.hasCommits());
        assertTrue(assertThrows(Problem.class, git::snapshot).getMessage().contains("no commit yet"));
    }

    @Test
    void aCommitThatIsLostIsNotTakenForNone() {
        var git = repo.experiment();
        var id = repo.head();
        repo.delete(".git/objects/" + id.substring(0, 2) + "/" + id.substring(2));
        var message = assertThrows(Problem.class, git::head).getMessage();
        assertTrue(message.startsWith("git does not tell what HEAD is: "), message);
    }

    @Test
    void ofAnUnreadableRepositoryIsAProblemInGitsWords() throws Exception {
        repo.write(".git/index", "garbage garbage garbage garbage");
        Problem problem = assertThrows(Problem.class, () -> repo.experiment().snapshot());
        assertTrue(problem.getMessage().contains("index"), problem.getMessage());
        assertNotEquals("", problem.hint());
        assertTrue(Files.exists(folder.resolve("a.txt"), LinkOption.NOFOLLOW_LINKS));
    }
}
