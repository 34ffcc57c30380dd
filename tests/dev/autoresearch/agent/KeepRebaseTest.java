package dev.autoresearch.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Status;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeepRebaseTest {
    @TempDir
    Path folder;

    /** A keep that the user's edit kept from following, and the commit of that edit. */
    private static WorktreeWorkspace overtaken(ByteCountProject yard, String name, String content) throws Exception {
        yard.lab.write(name, content);
        var slot = yard.begun(1);
        assertTrue(slot.catchUp(Plan.DEFAULT).isEmpty());
        ByteCountProject.in(slot).write("a.txt", ByteCountProject.lines(500));
        assertTrue(ByteCountProject.attempt(slot, "half of a").kept());
        yard.lab.commit("by hand");
        return slot;
    }

    @Test
    void whatWaitsIsMeasuredAgainOnABranchThatMovedOn() throws Exception {
        var yard = ByteCountProject.in(folder, 1);
        var slot = overtaken(yard, "c.txt", "987654321\n".repeat(100));
        var newer = yard.lab.git("rev-parse", "--short=7", "HEAD");
        var attempt = slot.catchUp(Plan.DEFAULT).orElseThrow();
        assertTrue(attempt.kept(), attempt::toString);
        assertEquals("half of a, on top of commit " + newer + "\nby hand", yard.lab.git("log", "-2", "--format=%s"));
        assertEquals(ByteCountProject.lines(500), yard.lab.read("a.txt"));
        assertTrue(slot.catchUp(Plan.DEFAULT).isEmpty());
        assertEquals("", yard.lab.git("for-each-ref", "refs/autoresearch/kept"));
        var before = yard.lab.git("for-each-ref", "--format=%(objectname)", "refs/autoresearch/overtaken");
        assertEquals("half of a", yard.lab.git("log", "-1", "--format=%s", before));
        yard.endsClean();
    }

    @Test
    void whatContradictsABranchThatMovedOnWaitsOn() throws Exception {
        var yard = ByteCountProject.in(folder, 1);
        var slot = overtaken(yard, "a.txt", ByteCountProject.lines(900));
        var head = yard.head();
        var run = slot.catchUp(Plan.DEFAULT).orElseThrow().run().orElseThrow();
        assertEquals(Status.DISCARD, run.status());
        assertEquals(head, yard.head());
        assertTrue(slot.catchUp(Plan.DEFAULT).isEmpty());
        slot.begin();
        assertEquals(ByteCountProject.lines(500), ByteCountProject.in(slot).read("a.txt"));
        yard.endsClean();
    }

    @Test
    void whatCannotBeTriedOnABranchThatMovedOnWaitsOnAndEndsNoLoop() throws Exception {
        var yard = ByteCountProject.in(folder, 1);
        var slot = overtaken(yard, "c.txt", "987654321\n".repeat(100));
        yard.lab.script(".git/hooks/pre-commit", "echo not today; exit 1");
        assertTrue(slot.catchUp(Plan.DEFAULT).isEmpty());
        assertTrue(yard.notices().contains("so it waits on: git refused the commit"), yard::notices);
        slot.begin();
        assertEquals(ByteCountProject.lines(500), ByteCountProject.in(slot).read("a.txt"));
        yard.endsClean();
    }
}
