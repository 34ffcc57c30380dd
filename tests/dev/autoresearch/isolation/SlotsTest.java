package dev.autoresearch.isolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlotsTest {
    /** Fails when another execution of it is at work: the folder can be made only once. */
    private static final String ALONE = "mkdir \"$TAKEN\" && sleep 0.01 && rmdir \"$TAKEN\" && " + Yard.BYTES;

    @TempDir
    Path folder;

    @Test
    void theSecondOfTwoKeepsIsMeasuredAgainstTheFirst() throws Exception {
        var yard = Yard.in(folder, 2);
        var one = yard.begun(1);
        var two = yard.begun(2);
        Yard.in(one).write("a.txt", Yard.lines(500));
        Yard.in(two).write("b.txt", Yard.lines(900)).write("two/new.md", "of two");
        var start = yard.head();
        assertEquals(2500, metric(Yard.attempt(one, "half of a")));
        var second = Yard.attempt(two, "less of b");
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
        Yard.in(one).write("c.txt", Yard.lines(500));
        Yard.in(two).write("c.txt", Yard.lines(500));
        assertTrue(Yard.attempt(two, "half of c").kept());
        assertFalse(Yard.attempt(one, "half of c, too").measured());
        yard.endsClean();
    }

    @Test
    void editsThatContradictANewerKeepAreDiscardedAndStored() throws Exception {
        var yard = Yard.in(folder, 2);
        var one = yard.begun(1);
        var two = yard.begun(2);
        Yard.in(one).write("a.txt", Yard.lines(500));
        Yard.in(two).write("a.txt", "123456789\nx\n").write("b.txt", Yard.lines(100));
        assertTrue(Yard.attempt(one, "half of a").kept());
        int lines = yard.lab.journal().size();
        var conflict = Yard.attempt(two, "another a");
        assertEquals(lines + 4, yard.lab.journal().size());
        var run = conflict.run().orElseThrow();
        assertEquals(Status.DISCARD, run.status());
        assertFalse(run.measured());
        assertEquals(
                "conflicts with run 2 (half of a): a.txt",
                run.evidence().judgement().orElseThrow().reason());
        assertEquals("", Yard.in(two).git("status", "--porcelain"));
        yard.lab.cli("show", "3").exits(0).prints("another a", "conflicts with run 2", "b.txt");
        yard.lab.cli("status").exits(0).prints("another a", "conflict");
        yard.endsClean();
        yard.lab.cli("restore", "3").exits(0);
        assertEquals("123456789\nx\n", yard.lab.read("a.txt"));
    }

    @Test
    void agentsAtTheSameTimeAreMeasuredOneAfterTheOther() throws Exception {
        var yard = Yard.prepared(
                folder, "", ALONE.replace("$TAKEN", folder.resolve("taken").toString()));
        yard.isolated(3);
        assertTrue(Yard.attempt(yard.begun(1), "baseline").kept());
        var agents = Executors.newFixedThreadPool(3);
        var all = new ArrayList<Future<Integer>>();
        for (int i = 1; i <= 3; i++) {
            int number = i;
            all.add(agents.submit(() -> work(yard, number)));
        }
        int kept = 0;
        for (var agent : all) kept += agent.get(60, TimeUnit.SECONDS);
        agents.shutdown();
        // each has its own file, so whoever comes second is brought onto the first and still gains
        assertEquals(6, kept, yard::notices);
        assertEquals(7, yard.research().runs().size());
        assertEquals(2400, yard.research().bestMetric().orElseThrow());
        for (var name : new String[] {"a.txt", "b.txt", "c.txt"}) assertEquals(Yard.lines(800), yard.lab.read(name));
        yard.endsClean();
    }

    private static int work(Yard yard, int number) {
        int kept = 0;
        for (int bytes = 900; bytes >= 800; bytes -= 100) {
            var slot = yard.begun(number);
            Yard.in(slot).write((char) ('a' + number - 1) + ".txt", Yard.lines(bytes));
            if (Yard.attempt(slot, number + " to " + bytes).kept()) kept++;
        }
        return kept;
    }

    private static double metric(Attempt attempt) {
        return attempt.run().orElseThrow().metric();
    }
}
