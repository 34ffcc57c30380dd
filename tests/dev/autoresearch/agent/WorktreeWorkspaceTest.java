package dev.autoresearch.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.Problem;
import dev.autoresearch.model.Measurement.Outcome;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Status;
import dev.autoresearch.testing.TestRepo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorktreeWorkspaceTest {
    @TempDir
    Path folder;

    @Test
    void whatIsKeptElsewhereComesToTheUsersTreeAndWhatIsNotIsStored() throws Exception {
        var yard = ByteCountProject.in(folder, 1);
        var slot = yard.begun(1);
        ByteCountProject.in(slot).write("a.txt", ByteCountProject.lines(500));
        assertEquals(ByteCountProject.lines(1000), yard.lab.read("a.txt"));
        var kept = ByteCountProject.attempt(slot, "half of a");
        assertTrue(kept.kept(), kept::toString);
        assertEquals(ByteCountProject.lines(500), yard.lab.read("a.txt"));
        assertEquals("half of a", yard.lab.git("log", "-1", "--format=%s"));
        assertEquals("main", yard.lab.git("branch", "--show-current"));

        var head = yard.head();
        slot.begin();
        ByteCountProject.in(slot).write("b.txt", ByteCountProject.lines(2000)).write("new.txt", "new");
        var discarded = ByteCountProject.attempt(slot, "double b");
        assertEquals(Status.DISCARD, discarded.run().orElseThrow().status());
        assertEquals(head, yard.head());
        assertFalse(yard.lab.has("new.txt"));
        assertEquals("", ByteCountProject.in(slot).git("status", "--porcelain"));

        yard.endsClean();
        yard.lab.cli("show", "3").exits(0).prints("double b", "new.txt");
        yard.lab.cli("restore", "3").exits(0);
        assertEquals("new", yard.lab.read("new.txt"));
        yard.lab.git("checkout", "-q", "b.txt");
        yard.lab.delete("new.txt");
        yard.lab.cli("verify").exits(0).prints("1");
        yard.lab.cli("audit").exits(0).prints("half of a");
    }

    @Test
    void theFirstAttemptOfASegmentIsItsBaseline() throws Exception {
        var yard = ByteCountProject.prepared(folder, "", ByteCountProject.BYTES).isolated(1);
        yard.lab.write("c.txt", "an edit of the user's");
        var head = yard.head();
        assertTrue(ByteCountProject.attempt(yard.begun(1), "baseline").kept());
        assertEquals(3000, yard.research().baseline().orElseThrow().metric());
        assertEquals(head, yard.head());
        assertFalse(ByteCountProject.attempt(yard.begun(1), "nothing").measured());
        assertEquals(1, yard.research().runs().size());
        assertEquals("an edit of the user's", yard.lab.read("c.txt"));
        assertEquals(List.of(), yard.notices);
        yard.close();
    }

    @Test
    void aDirtyTreeIsLeftAloneAndLaterKeepsBuildOnWhatWaits() throws Exception {
        var yard = ByteCountProject.in(folder, 1);
        yard.lab.write("c.txt", "an edit of the user's");
        var before = yard.lab.fingerprint().without("autoresearch.results.jsonl", "autoresearch.md");
        var slot = yard.begun(1);
        ByteCountProject.in(slot).write("a.txt", ByteCountProject.lines(500));
        assertTrue(ByteCountProject.attempt(slot, "half of a").kept());
        assertTrue(yard.notices().contains("waits on autoresearch/kept/main"), yard.notices());
        slot.begin();
        assertEquals(ByteCountProject.lines(500), ByteCountProject.in(slot).read("a.txt"));
        assertEquals(ByteCountProject.lines(1000), ByteCountProject.in(slot).read("c.txt"));
        ByteCountProject.in(slot).write("b.txt", ByteCountProject.lines(500));
        assertTrue(ByteCountProject.attempt(slot, "half of b").kept());
        var after = yard.lab.fingerprint().without("autoresearch.results.jsonl", "autoresearch.md");
        assertEquals(
                before.toString(), after.toString().replaceAll("\\S+ commit\\trefs/autoresearch/kept/main\\n", ""));

        yard.lab.git("checkout", "-q", "c.txt");
        slot.begin();
        ByteCountProject.in(slot).write("c.txt", ByteCountProject.lines(500));
        assertTrue(ByteCountProject.attempt(slot, "half of c").kept());
        assertEquals("half of c\nhalf of b\nhalf of a", yard.lab.git("log", "-3", "--format=%s"));
        assertEquals(ByteCountProject.lines(500), yard.lab.read("b.txt"));
        yard.endsClean();
        assertEquals("", yard.lab.git("for-each-ref", "refs/autoresearch/kept"));
    }

    @Test
    void whatTheUserCommitsMeanwhileIsWhatTheNextCandidateBuildsOn() throws Exception {
        var yard = ByteCountProject.in(folder, 1);
        var slot = yard.begun(1);
        ByteCountProject.in(slot).write("a.txt", ByteCountProject.lines(500));
        yard.lab.write("b.txt", ByteCountProject.lines(900)).commit("by hand");
        var attempt = ByteCountProject.attempt(slot, "half of a");
        assertTrue(attempt.kept());
        assertEquals(2400, attempt.run().orElseThrow().metric());
        assertEquals("half of a\nby hand", yard.lab.git("log", "-2", "--format=%s"));
        yard.endsClean();
    }

    @Test
    void aBranchThatMovedOnBesideWhatWaitsIsNotTouched() throws Exception {
        var yard = ByteCountProject.in(folder, 1);
        yard.lab.write("c.txt", ByteCountProject.lines(900));
        var slot = yard.begun(1);
        ByteCountProject.in(slot).write("a.txt", ByteCountProject.lines(500));
        assertTrue(ByteCountProject.attempt(slot, "half of a").kept());
        yard.lab.commit("by hand");
        var head = yard.head();
        slot.begin();
        ByteCountProject.in(slot).write("b.txt", ByteCountProject.lines(500));
        assertTrue(ByteCountProject.attempt(slot, "half of b").kept());
        assertEquals(head, yard.head());
        assertTrue(yard.notices().contains("main has moved on meanwhile"), yard.notices());
        yard.lab.git("merge", "-q", "-m", "merge", "autoresearch/kept/main");
        slot.begin();
        assertEquals(ByteCountProject.lines(900), ByteCountProject.in(slot).read("c.txt"));
        assertEquals(ByteCountProject.lines(500), ByteCountProject.in(slot).read("b.txt"));
        yard.endsClean();
    }

    @Test
    void anotherBranchInTheUsersTreeIsNotTouched() throws Exception {
        var yard = ByteCountProject.in(folder, 1);
        yard.lab.git("checkout", "-q", "-b", "other");
        var slot = yard.begun(1);
        ByteCountProject.in(slot).write("a.txt", ByteCountProject.lines(500));
        assertTrue(ByteCountProject.attempt(slot, "half of a").kept());
        assertEquals(ByteCountProject.lines(1000), yard.lab.read("a.txt"));
        assertTrue(yard.notices().contains("the tree is on other and not on main"), yard.notices());
        yard.lab.git("checkout", "-q", "main");
        yard.endsClean();
        assertEquals(ByteCountProject.lines(500), yard.lab.read("a.txt"));
    }

    @Test
    void filesInTheWayAreNotOverwrittenUntrackedOrIgnored() throws Exception {
        var yard = ByteCountProject.in(folder, 1);
        var slot = yard.begun(1);
        yard.lab.write("a.log", "the user's, ignored");
        ByteCountProject.in(slot).write("a.txt", ByteCountProject.lines(500)).write("a.log", "the agent's");
        ByteCountProject.in(slot).git("add", "-f", "a.log");
        assertTrue(ByteCountProject.attempt(slot, "half of a, and a log").kept());
        assertEquals("the user's, ignored", yard.lab.read("a.log"));
        assertEquals(ByteCountProject.lines(1000), yard.lab.read("a.txt"));
        assertTrue(yard.notices().contains("git refuses"), yard.notices());
        assertTrue(yard.notices().contains("a.log"), yard.notices());
        yard.lab.delete("a.log");
        yard.endsClean();
        assertEquals("the agent's", yard.lab.read("a.log"));
    }

    @Test
    void anUntrackedFileInTheWayMakesTheTreeDirty() throws Exception {
        var yard = ByteCountProject.in(folder, 1);
        var slot = yard.begun(1);
        yard.lab.write("notes/new.md", "the user's");
        ByteCountProject.in(slot).write("a.txt", ByteCountProject.lines(500)).write("notes/new.md", "the agent's");
        assertTrue(ByteCountProject.attempt(slot, "half of a, and notes").kept());
        assertEquals("the user's", yard.lab.read("notes/new.md"));
        assertEquals(ByteCountProject.lines(1000), yard.lab.read("a.txt"));
        yard.close();
    }

    @Test
    void commitsBranchesAndMergesOfAnAgentCountByTheirFiles() throws Exception {
        var yard = ByteCountProject.in(folder, 1);
        var slot = yard.begun(1);
        var agent = ByteCountProject.in(slot);
        agent.git("checkout", "-q", "-b", "mine");
        agent.write("a.txt", ByteCountProject.lines(500)).commit("the agent's own");
        agent.write("b.txt", ByteCountProject.lines(500));
        var attempt = ByteCountProject.attempt(slot, "halves");
        assertTrue(attempt.kept());
        assertEquals(2000, attempt.run().orElseThrow().metric());
        assertEquals("halves\nfiles", yard.lab.git("log", "-2", "--format=%s"));
        assertTrue(yard.notices().contains("committed by itself"), yard.notices());

        agent = ByteCountProject.in(yard.begun(1));
        agent.git("checkout", "-q", "-b", "left", "HEAD~1");
        agent.write("c.txt", ByteCountProject.lines(400)).commit("left");
        agent.git("checkout", "-q", "--detach", slot.base());
        agent.write("c.txt", ByteCountProject.lines(300)).commit("right");
        assertThrows(AssertionError.class, () -> ByteCountProject.in(slot).git("merge", "left"));
        agent.write("c.txt", ByteCountProject.lines(200));
        assertTrue(ByteCountProject.attempt(slot, "in the middle of a merge").kept());
        assertEquals(ByteCountProject.lines(200), yard.lab.read("c.txt"));
        assertEquals("1", yard.lab.git("log", "-1", "--format=%p").lines().count() + "");
        yard.endsClean();
    }

    @Test
    void onlyPathsUnderTheSessionRootAreTheExperiment() throws Exception {
        var yard = ByteCountProject.in(folder, "sub", 1);
        var slot = yard.begun(1);
        var agent = ByteCountProject.in(slot);
        assertTrue(slot.folder().endsWith("sub"));
        agent.write("a.txt", ByteCountProject.lines(500)).write("../outside.txt", "outside");
        assertTrue(ByteCountProject.attempt(slot, "half of a").kept());
        assertEquals("sub/a.txt", yard.lab.git("show", "--format=", "--name-only", "HEAD"));
        assertFalse(yard.lab.has("../outside.txt"));
        assertTrue(yard.notices().contains("outside.txt"), yard.notices());
        var ref = yard.lab.git("for-each-ref", "--format=%(refname)", "refs/autoresearch/edits*");
        assertEquals("outside", yard.lab.git("show", ref + ":outside.txt"));
        yard.endsClean();
    }

    @Test
    void ignoredFilesAreCarriedOverAndScriptsAreThoseOfTheCandidate() throws Exception {
        var yard = ByteCountProject.prepared(folder, "", "cat build/tool > /dev/null && " + ByteCountProject.BYTES);
        yard.lab.write("build/tool", "built").write("autoresearch.config.json", "{}");
        yard.lab.script("autoresearch.checks.sh", "test -f a.txt").commit("checks");
        assertTrue(yard.research().attempt("baseline").kept());
        var slot = yard.isolated(1).begun(1);
        assertEquals("built", ByteCountProject.in(slot).read("build/tool"));
        ByteCountProject.in(slot).delete("a.txt");
        var attempt = ByteCountProject.attempt(slot, "without a");
        assertEquals(
                Outcome.CHECKS_FAILED,
                attempt.run()
                        .orElseThrow()
                        .evidence()
                        .measurement()
                        .orElseThrow()
                        .outcome());
        slot.begin();
        ByteCountProject.in(slot).script("autoresearch.checks.sh", "true").delete("a.txt");
        var refused = assertThrows(Problem.class, () -> ByteCountProject.attempt(slot, "cheating"));
        assertTrue(refused.getMessage().contains("autoresearch.checks.sh"), refused.getMessage());
        slot.begin();
        assertTrue(yard.notices().contains("left-1"), yard.notices());
        yard.endsClean();
    }

    @Test
    void aBenchmarkThatNamesTheUsersFolderIsRefused() throws Exception {
        var yard = ByteCountProject.prepared(folder, "", ByteCountProject.BYTES);
        yard.lab.cli("init", "--reset", "-n", "goal", "-m", "bytes", "-c", "cat " + yard.lab.path("a.txt"));
        var refused = assertThrows(Problem.class, () -> yard.isolated(1));
        assertTrue(refused.getMessage().contains("names"), refused.getMessage());
    }

    @Test
    void oneIsolatedLoopAtATimeWorksInASession() throws Exception {
        var yard = ByteCountProject.in(folder, 1);
        var refused = assertThrows(
                Problem.class, () -> WorktreePool.of(yard.research().context(), Plan.DEFAULT, 1));
        assertTrue(refused.getMessage().contains("has been working in this project"), refused.getMessage());
        yard.close();
        yard.isolated(2).endsClean();
    }

    @Test
    void withoutGitThereIsNoWorktree() throws Exception {
        Files.createDirectories(folder.resolve("plain"));
        var lab = TestRepo.withoutGit(folder.resolve("plain")).begun();
        var refused = assertThrows(
                Problem.class,
                () -> WorktreePool.of(AutoResearch.in(lab.folder()).context(), Plan.DEFAULT, 1));
        assertTrue(refused.getMessage().contains("git"), refused.getMessage());
    }
}
