package dev.autoresearch.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.testing.Tale;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevisitTest {
    private static Tale begun() {
        return Tale.of(Setup.of("goal", Metric.lower("ms"))).keep(100, "baseline");
    }

    private static List<Revisit> among(Tale tale) {
        return Revisit.among(tale.runs(), keep -> List.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Thread pool of 16   | no gain while parsing is serial                      | Parse the files in parallel chunks
            Larger batches      | does not help as long as rows are copied             | Pass rows without copying
            Event loop          | slower because every callback takes the global lock  | Drop the global lock
            Bigger cache        | Useless until keys are interned. Try later           | Intern keys
            SIMD scan           | the disk queue stalls it                             | Read ahead of the disk queue
            Prefetch            | no gain assuming records stay boxed                  | Unbox records in the reader
            """)
    void aKeepThatChangesWhatADiscardDependedOnBringsItBack(String idea, String learned, String keep) {
        var found = among(begun().discard(101, idea, learned).keep(90, keep));

        assertEquals(1, found.size());
        assertEquals(2, found.get(0).run().number());
        assertEquals(3, found.get(0).keep().number());
        assertEquals(learned, found.get(0).lesson());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Thread pool of 16   | no gain while parsing is serial            | Larger read buffer
            Larger batches      | slower, within the noise of the benchmark  | Faster benchmark code with less noise
            Faster parser       | no gain while the parser is fast already   | Parser reuses its state
            Unroll the loop     | no effect                                  | Unroll nothing
            Inline             | because it was slow at the time             | Improve the time of slow runs
            SIMD scan           | the queue stalls it                        | Shorter queue
            """)
    void otherKeepsDoNot(String idea, String learned, String keep) {
        assertEquals(List.of(), among(begun().discard(101, idea, learned).keep(90, keep)));
    }

    @Test
    void onlyALaterKeepCounts() {
        var earlier =
                begun().keep(90, "Parse in parallel").discard(95, "Thread pool", "no gain while parsing is serial");
        var discarded = begun().discard(101, "Thread pool", "no gain while parsing is serial")
                .discard(102, "Parse in parallel");

        assertEquals(List.of(), among(earlier));
        assertEquals(List.of(), among(discarded));
    }

    @Test
    void whatWasTriedAgainAfterwardsIsSettled() {
        var tale = begun().discard(101, "Thread pool of 16", "no gain while parsing is serial")
                .keep(90, "Parse in parallel");
        assertEquals(1, among(tale).size());

        assertEquals(List.of(), among(tale.discard(91, "thread-pool of 16")));
    }

    @Test
    void aChangedFileSpeaksLikeADescription() {
        var tale = begun().discard(101, "Thread pool", "no gain while the tokenizer blocks")
                .keep(90, "Less waiting");

        assertEquals(List.of(), among(tale));
        var found = Revisit.among(tale.runs(), keep -> List.of("src/main/Tokenizer.java"));
        assertEquals(1, found.size());
        assertTrue(found.get(0).toString().contains("run 2 (Thread pool) learned"), found.toString());
    }

    @Test
    void aWordOfMostKeepsTellsNothing() {
        var tale = begun().discard(101, "Thread pool", "no gain while the parser blocks");
        for (int i = 0; i < 4; i++) tale.keep(90 - i, "parser step " + (char) ('a' + i));

        assertEquals(List.of(), among(tale));
    }

    @Test
    void piSaysWhyInItsOwnWords() {
        var notes = Map.<String, Object>of("rollback_reason", "no gain while parsing is serial");
        var tale = begun().run(101, true, Status.DISCARD, "Thread pool", notes).keep(90, "Parse in parallel");

        assertEquals(1, among(tale).size());
    }
}
