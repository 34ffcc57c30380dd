package dev.autoresearch.ideas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.autoresearch.model.Idea;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Setup;
import dev.autoresearch.testing.SessionBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingIdeaTest {
    private static final SessionBuilder TALE = SessionBuilder.of(Setup.of("goal", Metric.lower("ms")))
            .keep(100, "baseline")
            .discard(101, "Thread pool of 16")
            .keep(90, "Larger read buffer")
            .discard(92, "larger read buffers");

    @Test
    void theOldestIdeaIsOfferedFirstAndWhatLooksTriedLast() {
        var ideas = List.of(
                new Idea(1, "use a thread pool of 16", false),
                new Idea(2, "done already", true),
                new Idea(3, "thread pool of 8", false),
                new Idea(4, "a larger read buffer", false),
                new Idea(5, "Baseline", false));

        var offered = PendingIdea.inOrder(ideas, TALE.runs());

        assertEquals(
                List.of(
                        "3 [ ] thread pool of 8",
                        "5 [ ] Baseline",
                        "1 [ ] use a thread pool of 16  (like run 2, discarded)",
                        "4 [ ] a larger read buffer  (like run 4, discarded)"),
                offered.stream().map(PendingIdea::toString).toList());
    }

    @Test
    void theLatestLikeRunIsTheOneThatIsNamed() {
        assertEquals(
                4,
                PendingIdea.like(TALE.runs(), "Larger read buffer")
                        .orElseThrow()
                        .number());
        assertEquals(true, PendingIdea.like(TALE.runs(), "Larger write buffer").isEmpty());
    }
}
