package dev.autoresearch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.testing.TestRepo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Watching without a terminal: a line for each event. */
class WatchLinesTest {
    private static final String JOURNAL = "autoresearch.results.jsonl";

    @TempDir
    Path folder;

    private TestRepo lab() {
        return TestRepo.withoutGit(folder).write(JOURNAL, """
                {"type":"config","name":"goal","metricName":"ms","metricUnit":"ms","bestDirection":"lower"}
                {"run":1,"metric":100,"status":"keep","description":"baseline"}
                """);
    }

    private void append(String lines) throws Exception {
        Files.writeString(folder.resolve(JOURNAL), lines, StandardOpenOption.APPEND);
    }

    @Test
    void whatHappensBetweenTwoLooksIsToldOnce() throws Exception {
        lab();
        var follower = new SessionFollower(AutoResearch.in(folder));
        var events = new WatchCommand.EventLines();
        assertEquals(List.of("goal, 1 run, best 100 ms (0.0%)"), events.since(follower.watched()));
        append("""
                {"type":"trial","description":"larger\\nbuffer","commit":"","tree":"","rule":"auto"}
                """);
        assertTrue(follower.look());
        assertEquals(List.of("measuring: larger\\nbuffer"), events.since(follower.watched()));
        append("""
                {"run":2,"metric":90,"status":"keep","description":"larger buffer"}
                {"run":3,"metric":99,"status":"discard","description":"none at all"}
                {"type":"config","name":"second","metricName":"kb","metricUnit":"","bestDirection":"lower"}
                {"run":1,"metric":7,"status":"keep","description":"anew"}
                """);
        assertTrue(follower.look());
        assertEquals(
                List.of(
                        "#2 keep  90 ms  -10.0%  larger buffer",
                        "#3 discard  99 ms  +10.0%  none at all", "#1 keep  7  anew"),
                events.since(follower.watched()));
        assertEquals(List.of(), events.since(follower.watched()));
    }

    @Test
    void aLoopIsToldByItsIterationsAndItsEnd() throws Exception {
        lab();
        var follower = new SessionFollower(AutoResearch.in(folder));
        var events = new WatchCommand.EventLines();
        events.since(follower.watched());
        append("""
                {"type":"loop","id":"a","agent":"x","limits":["2 iterations"],"started":1}
                {"type":"proposal","loop":"a","iteration":1,"started":1,"seconds":1,"outcome":"no_edit","description":""}
                {"type":"loop_end","id":"a","reason":"runs","at":2}
                """);
        follower.look();
        assertEquals(List.of("iteration 1: no edit", "loop ended by runs"), events.since(follower.watched()));
    }

    @Test
    void itEndsWithItsStandardInputAndChangesNothing() throws Exception {
        var lab = lab();
        var before = lab.fingerprint().toString();
        var process = lab.process("watch").start();
        var first = new StringBuilder();
        for (int c = process.getInputStream().read();
                c != '\n';
                c = process.getInputStream().read()) first.append((char) c);
        assertEquals("goal, 1 run, best 100 ms (0.0%)", first.toString());
        process.getOutputStream().close();
        assertEquals(0, process.waitFor());
        assertEquals("", new String(process.getErrorStream().readAllBytes()));
        assertEquals(before, lab.fingerprint().toString());
    }

    @Test
    void whereThereIsNothingToWatchItSaysHowToBegin() {
        TestRepo.withoutGit(folder).cli("watch").exits(1).explains("there is no session in ", "autoresearch init");
    }

    @Test
    void oneDocumentIsNotWhatItPrints() {
        var answer = lab().cli("watch", "--json").exits(2);
        assertTrue(answer.json("error").contains("status --json prints one"), answer::toString);
    }
}
