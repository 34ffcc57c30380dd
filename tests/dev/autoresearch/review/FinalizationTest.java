package dev.autoresearch.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.testing.SumProject;
import dev.autoresearch.testing.TestRepo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kept changes become branches: each begins at the base, together they are HEAD, and nothing of the user's moves. */
class FinalizationTest {
    private TestRepo lab;

    @BeforeEach
    void makeTheLab(@TempDir Path folder) {
        lab = TestRepo.in(folder)
                .write("src/a.txt", "a\n".repeat(50))
                .write("src/b.txt", "b\n".repeat(50))
                .write("src/c.txt", "c\n".repeat(50))
                .commit("sources");
        lab.git("switch", "-q", "-c", "work");
        lab.begun();
        kept("baseline");
    }

    private TestRepo kept(String description) {
        lab.cli("run").exits(0);
        lab.cli("log", "-s", "keep", "-d", description).exits(0);
        return lab;
    }

    private List<String> branches() {
        return lab.git("for-each-ref", "--format=%(refname:short)", "refs/heads/finalize")
                .lines()
                .toList();
    }

    /** Merges every branch into the base; git finds no conflict, and the result is HEAD's tree. */
    private void addUpToHead() {
        lab.git("switch", "-q", "--detach", "main");
        for (var branch : branches()) lab.git("merge", "-q", "--no-edit", branch);
        assertEquals(lab.git("rev-parse", "work^{tree}"), lab.git("rev-parse", "HEAD^{tree}"));
        lab.git("switch", "-q", "work");
    }

    @Test
    void changesToOtherFilesBecomeBranchesOfTheirOwn() {
        lab.write("src/a.txt", "faster\n");
        kept("Faster A");
        lab.write("src/b.txt", "faster\n");
        kept("Faster B!");

        lab.cli("finalize").exits(0).prints("#2 Faster A", "src/a.txt", "2 branches from", "nothing was pushed");

        assertEquals(List.of("finalize/goal/1-faster-a", "finalize/goal/2-faster-b"), branches());
        assertEquals(lab.git("rev-parse", "main"), lab.git("rev-parse", "finalize/goal/2-faster-b^"));
        addUpToHead();
    }

    @Test
    void changesToOneFileAreStackedInOneBranch() {
        lab.write("src/a.txt", "one\n");
        kept("First");
        lab.write("src/b.txt", "other\n");
        kept("Other");
        lab.write("src/a.txt", "two\n").write("src/c.txt", "two\n");
        kept("Second");

        var review = lab.cli("finalize", "--json").exits(0).json();

        assertEquals(2, review.get("branches").size());
        assertEquals(2, review.get("branches").get(0).get("changes").size());
        assertEquals("Second\nFirst", lab.git("log", "--format=%s", "main..finalize/goal/1-first"));
        addUpToHead();
    }

    @Tag("unicode-names")
    @Test
    void everyKindOfChangeSurvives() throws IOException {
        lab.delete("src/a.txt");
        lab.git("mv", "src/b.txt", "src/moved.txt");
        kept("Delete and rename");
        lab.write("data.bin", new byte[] {0, 1, 2, (byte) 0xff, 10, 13})
                .write("with space\nand line.txt", "x")
                .write("größe.txt", "x")
                .mode("benchmark.sh", "rwxr-xr-x");
        Files.createSymbolicLink(lab.path("link"), Path.of("src/c.txt"));
        kept("Binary, link, names");
        lab.write("tool.sh", "echo\n").mode("tool.sh", "rwxr-xr-x");
        kept("Mode");
        lab.delete("src/c.txt").write("src/c.txt/inside.txt", "a folder takes the file's place\n");
        kept("Folder for file");
        lab.write("src/a.txt", "back, another way\n");
        kept("Back again");

        lab.cli("finalize").exits(0);

        assertEquals(4, branches().size());
        assertEquals(
                "100755", lab.git("ls-tree", "finalize/goal/3-mode", "tool.sh").split(" ")[0]);
        addUpToHead();
    }

    @Test
    void commitsByHandKeepTheirWordsAndAreNotLost() {
        lab.write("src/a.txt", "by hand\n").commit("Mend A by hand\n\nWith a body.");
        lab.write("src/b.txt", "faster\n");
        kept("Faster B");

        lab.cli("finalize").exits(0).prints("Mend A by hand   by hand");

        assertEquals(
                "Mend A by hand\n\nWith a body.",
                lab.git("log", "-1", "--format=%B", "finalize/goal/1-mend-a-by-hand")
                        .strip());
        addUpToHead();
    }

    @Test
    void theCommitTellsTheEvidence() {
        lab.write("value.txt", "80\n");
        lab.cli("attempt", "-d", "Less of it", "--rule", "single").exits(0);

        lab.cli("finalize").exits(0).prints("-20.0%");

        var message = lab.git("log", "-1", "--format=%B", "finalize/goal/1-less-of-it");
        assertTrue(message.startsWith("Less of it\n\n"), message);
        assertTrue(message.contains("ms 80 in run 2 of \"goal\""), message);
        assertTrue(
                message.contains("\nAutoresearch-Run: 2\nAutoresearch-Commit: "
                        + lab.git("rev-parse", "work").strip()),
                message);
        assertEquals(
                "Ada",
                lab.git("log", "-1", "--format=%an", "finalize/goal/1-less-of-it")
                        .strip());
    }

    @Test
    void thePlanMakesNothingAndTheSameAgainIsNoTrouble() {
        lab.write("src/a.txt", "faster\n");
        kept("Faster A");
        lab.write("src/b.txt", "not committed\n").write("new.txt", "mine\n");
        lab.git("add", "new.txt");
        var before = lab.fingerprint().toString();

        lab.cli("finalize", "--plan").exits(0).prints("1 branch planned", "to make them");
        assertEquals(List.of(), branches());
        assertEquals(before, lab.fingerprint().toString());

        var first = lab.cli("finalize", "--json")
                .exits(0)
                .json()
                .get("branches")
                .get(0)
                .get("commit");
        assertEquals(
                first,
                lab.cli("finalize", "--json")
                        .exits(0)
                        .json()
                        .get("branches")
                        .get(0)
                        .get("commit"));
        assertEquals("not committed\n", lab.read("src/b.txt"));
    }

    @Test
    void anotherBranchOfThatNameIsNeverMovedAndNoneIsMade() {
        lab.write("src/a.txt", "faster\n");
        kept("Faster A");
        lab.write("src/b.txt", "faster\n");
        kept("Faster B");
        lab.git("branch", "finalize/goal/2-faster-b", "main");

        lab.refuses("finalize").with(1, "other branches of that name exist: finalize/goal/2-faster-b", "--prefix");

        assertEquals(List.of("finalize/goal/2-faster-b"), branches());
        lab.cli("finalize", "--prefix", "review/x").exits(0).prints("review/x/1-faster-a");
    }

    @Test
    void aPrefixThatIsABranchMakesNone() {
        lab.write("src/a.txt", "faster\n");
        kept("Faster A");
        lab.git("branch", "finalize", "main");
        lab.refuses("finalize").with(1, "the branches cannot be made", "");
        lab.refuses("finalize", "--prefix", "a..b").with(1, "a branch cannot be called a..b/…", "--prefix");
        lab.refuses("finalize", "--base", "nowhere").with(1, "no such commit", "");
        lab.refuses("finalize", "--prefix", "-x").with(1, "a branch cannot be called -x/…", "--prefix");
    }

    @Test
    void withNothingKeptThereIsNothingToReview() {
        lab.refuses("finalize").with(1, "nothing was kept since ", "autoresearch status");
    }

    @Test
    void onTheTrunkItselfBranchesBeginWhereTheSessionBegan() {
        lab.git("switch", "-q", "main");
        lab.write("src/a.txt", "faster\n");
        kept("Faster A");
        lab.cli("finalize").exits(0);
        assertEquals(lab.git("rev-parse", "main^"), lab.git("rev-parse", "finalize/goal/1-faster-a^"));
    }

    @Test
    void whateverWasEditedTheBranchesAddUpToHead() throws IOException {
        var random = new Random(7);
        for (int run = 0; run < 14; run++) {
            for (int edit = 0; edit <= random.nextInt(3); edit++) change(random);
            lab.write("count.txt", "only this run's file " + run);
            lab.git("add", "-A");
            if (random.nextInt(5) == 0) lab.commit("by hand " + run);
            else kept("change " + run);
            if (random.nextInt(2) == 0) lab.delete("count.txt").commit("tidy");
        }

        lab.cli("finalize").exits(0);

        assertFalse(branches().isEmpty());
        addUpToHead();
    }

    private void change(Random random) throws IOException {
        var name = "d" + random.nextInt(12) + (random.nextInt(4) == 0 ? "/inner.txt" : "");
        var path = lab.path(name);
        if (Files.isDirectory(path)) {
            lab.git("rm", "-r", "-q", "-f", "--ignore-unmatch", name);
            if (Files.isDirectory(path)) return;
        }
        if (path.getParent() != null && Files.isRegularFile(path.getParent())) Files.delete(path.getParent());
        if (Files.exists(path) && random.nextInt(3) == 0) Files.delete(path);
        else lab.write(name, "content " + random.nextInt(5) + "\n");
    }

    @Test
    void aRunThatTheAuditFoundWantingIsLeftOut(@TempDir Path folder) throws Exception {
        try (var check = new SumProject(folder)) {
            check.begun().kept("a.txt", "40").keptByHand("c.txt", "2");
            check.lab.refuses("finalize", "--drop-unconfirmed").with(1, "HEAD was not audited", "autoresearch audit");
            check.cli("audit").exits(0);

            check.cli("finalize", "--drop-unconfirmed")
                    .exits(0)
                    .prints("left out   #3", "1 branch from", "without what is left out");

            var names = new ArrayList<>(check.lab
                    .git("for-each-ref", "--format=%(refname:short)", "refs/heads/finalize")
                    .lines()
                    .toList());
            assertEquals(1, names.size());
            assertEquals("1", check.lab.git("show", names.get(0) + ":c.txt").strip());
            assertEquals("40", check.lab.git("show", names.get(0) + ":a.txt").strip());
        }
    }

    @Test
    void changesAroundOneThatIsLeftOutBecomeOneCommit(@TempDir Path folder) throws Exception {
        try (var check = new SumProject(folder)) {
            var lines = new ArrayList<>(Collections.nCopies(30, "1"));
            check.lab.write("a.txt", String.join("\n", lines) + "\n").commit("long");
            check.begun();
            lines.set(0, "0");
            check.kept("a.txt", String.join("\n", lines));
            lines.set(15, "01");
            check.keptByHand("a.txt", String.join("\n", lines));
            lines.set(29, "0");
            check.kept("a.txt", String.join("\n", lines));
            check.cli("audit").exits(0);

            check.cli("finalize", "--drop-unconfirmed").exits(0).prints("left out   #3");

            lines.set(15, "1");
            var name = check.lab
                    .git("for-each-ref", "--format=%(refname:short)", "refs/heads/finalize")
                    .strip();
            assertEquals(
                    String.join("\n", lines),
                    check.lab.git("show", name + ":a.txt").strip());
            assertTrue(check.lab.git("log", "-1", "--format=%B", name).contains("One commit, since"), name);
        }
    }
}
