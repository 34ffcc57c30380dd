package dev.autoresearch.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Status;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorktreePoolTest {
    @TempDir
    Path folder;

    @Test
    void theSecondOfTwoKeepsIsMeasuredAgainstTheFirst() throws Exception {
        var yard = ByteCountProject.in(folder, 2);
        var one = yard.begun(1);
        var two = yard.begun(2);
        ByteCountProject.in(one).write("a.txt", ByteCountProject.lines(500));
        ByteCountProject.in(two).write("b.txt", ByteCountProject.lines(900)).write("two/new.md", "of two");
        var start = yard.head();
        assertEquals(2500, metric(ByteCountProject.attempt(one, "half of a")));
        var second = ByteCountProject.attempt(two, "less of b");
        assertTrue(second.kept());
        assertEquals(2400, metric(second));
        var evidence = second.run().orElseThrow().evidence();
        assertEquals(2500, evidence.judgement().orElseThrow().reference().orElseThrow());
        assertFalse(evidence.trial().orElseThrow().commit().equals(start));
        assertEquals("less of b\nhalf of a\nfiles", yard.lab.git("log", "-3", "--format=%s"));
        assertEquals("of two", yard.lab.read("two/new.md"));

        // a gain that the incumbent has already is none
        one.begin();
        two.begin();
        ByteCountProject.in(one).write("c.txt", ByteCountProject.lines(500));
        ByteCountProject.in(two).write("c.txt", ByteCountProject.lines(500));
        assertTrue(ByteCountProject.attempt(two, "half of c").kept());
        assertFalse(ByteCountProject.attempt(one, "half of c, too").measured());
        yard.endsClean();
    }

    @Test
    void editsThatContradictANewerKeepAreDiscardedAndStored() throws Exception {
        var yard = ByteCountProject.in(folder, 2);
        var one = yard.begun(1);
        var two = yard.begun(2);
        ByteCountProject.in(one).write("a.txt", ByteCountProject.lines(500));
        ByteCountProject.in(two).write("a.txt", "123456789\nx\n").write("b.txt", ByteCountProject.lines(100));
        assertTrue(ByteCountProject.attempt(one, "half of a").kept());
        int lines = yard.lab.journal().size();
        var conflict = ByteCountProject.attempt(two, "another a");
        assertEquals(lines + 4, yard.lab.journal().size());
        var run = conflict.run().orElseThrow();
        assertEquals(Status.DISCARD, run.status());
        assertFalse(run.measured());
        assertEquals(
                "conflicts with run 2 (half of a): a.txt",
                run.evidence().judgement().orElseThrow().reason());
        assertEquals("", ByteCountProject.in(two).git("status", "--porcelain"));
        yard.lab.cli("show", "3").exits(0).prints("another a", "conflicts with run 2", "b.txt");
        yard.lab.cli("status").exits(0).prints("another a", "conflict");
        yard.endsClean();
        yard.lab.cli("restore", "3").exits(0);
        assertEquals("123456789\nx\n", yard.lab.read("a.txt"));
    }

    @Test
    void aNamedSessionGoesOnWhileItsBranchIsNotCheckedOut() throws Exception {
        var yard = ByteCountProject.prepared(folder, "", ByteCountProject.BYTES);
        yard.lab.cli("init", "--session", "two", "-n", "goal", "-m", "bytes", "-c", ByteCountProject.BYTES);
        var research = yard.research().named("two");
        assertTrue(research.attempt("baseline").kept());
        try (var isolation = WorktreePool.of(research.context(), Plan.DEFAULT, 1)) {
            var slot = isolation.slots().get(0);
            slot.begin();
            yard.lab.git("switch", "-q", "main");
            ByteCountProject.in(slot).write("a.txt", ByteCountProject.lines(500));
            assertTrue(ByteCountProject.attempt(slot, "half of a").kept());
        }
        var takeOver = "git switch autoresearch/two && git merge autoresearch/kept-two/autoresearch/two";
        assertTrue(yard.notices().contains("to take it over: " + takeOver), yard::notices);
        yard.lab.git("switch", "-q", "autoresearch/two");
        yard.lab.git("merge", "-q", "autoresearch/kept-two/autoresearch/two");
        assertEquals(ByteCountProject.lines(500), yard.lab.read("a.txt"));
    }

    private static double metric(Attempt attempt) {
        return attempt.run().orElseThrow().metric();
    }
}
