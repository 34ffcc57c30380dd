package dev.autoresearch.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.model.Event.LoopBegun;
import dev.autoresearch.model.Event.LoopEnded;
import dev.autoresearch.model.Proposal;
import dev.autoresearch.model.SessionName.SessionList;
import dev.autoresearch.model.Status;
import dev.autoresearch.model.VerifyResult;
import dev.autoresearch.testing.SessionBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** A session with everything that status can say, at the widths of real terminals. */
class StatusWidthTest {
    private static final long BEGAN = 1763860000000L;

    private static SessionBuilder story() {
        return SessionBuilder.latency()
                .run(142.5, Status.KEEP, "Baseline")
                .paired(
                        110,
                        Status.KEEP,
                        -0.228,
                        -0.25,
                        -0.207,
                        "Reuse the parse buffer instead of a new one for each line")
                .then(new VerifyResult("a", "b", 10, -0.219, OptionalDouble.of(-0.2), OptionalDouble.of(-0.24), true))
                .then(new LoopBegun(
                        "one",
                        "claude -p",
                        List.of(
                                "100 iterations",
                                "8 h",
                                "$5",
                                "10 iterations in a row without a keep",
                                "latency_ms < 50"),
                        BEGAN))
                .then(iteration(1, 0.25))
                .screenedOut(112, "変更 Thread pool of 16, so that parsing and reading overlap")
                .then(iteration(2, 0.15))
                .crash("\u001b[31mUnsafe\ncopy loop");
    }

    private static Proposal iteration(int number, double cost) {
        return new Proposal(
                "one",
                number,
                BEGAN + number * 600_000L,
                60,
                Proposal.End.CANDIDATE,
                "",
                "",
                List.of(),
                List.of(),
                Map.of(),
                OptionalDouble.of(cost),
                "",
                "",
                Optional.empty(),
                0);
    }

    private static String at(int width) {
        var sessions = new SessionList(Optional.empty(), List.of("memory", "startup"), true);
        var told = story().summary(
                        "autoresearch/latency",
                        3,
                        List.of("autoresearch.results.jsonl line 7: not a JSON object, skipped"),
                        sessions);
        return new StatusView(new Style(false, true, width)).render(told, 3);
    }

    @Test
    void atSixtyColumns() {
        assertEquals("""
                optimize-latency   latency_ms in ms, lower is better
                branch autoresearch/latency
                baseline 142.5 ms → best 110 ms  -22.8%   █▁▁▁
                verified -21.9% (90% -24.0 … -20.0)
                4 runs: 2 kept, 1 discarded, 1 crashed
                confidence 16.2x the spread of the runs: likely real
                3 ideas pending
                loop: 2 iterations, 0 kept, 91 min, $0.40
                left: 98 iterations, 6 h 29 min, $4.60,
                8 iterations without a keep, latency_ms < 50
                warning: autoresearch.results.jsonl line 7: not a JSON
                  object, skipped
                other sessions: memory, startup

                #  metric     change  status   commit   description
                4  —                  crash             \\e[31mUnsafe\\ncopy …
                3  112 ms  no better  discard           変更 Thread pool of…
                2  110 ms     -22.8%  keep     abc1234  Reuse the parse buf…
                1 earlier: autoresearch status --all
                """, at(60));
    }

    @Test
    void atEightyColumns() {
        assertEquals("""
                optimize-latency   latency_ms in ms, lower is better
                branch autoresearch/latency
                baseline 142.5 ms → best 110 ms  -22.8%   █▁▁▁
                verified -21.9% (90% -24.0 … -20.0)
                4 runs: 2 kept, 1 discarded, 1 crashed
                confidence 16.2x the spread of the runs: likely real      3 ideas pending
                loop: 2 iterations, 0 kept, 91 min, $0.40   left: 98 iterations, 6 h 29 min,
                $4.60, 8 iterations without a keep, latency_ms < 50
                warning: autoresearch.results.jsonl line 7: not a JSON object, skipped
                other sessions: memory, startup

                #  metric     change     interval  status   commit   description
                4  —                               crash             \\e[31mUnsafe\\ncopy loop
                3  112 ms  no better               discard           変更 Thread pool of 16, so…
                2  110 ms     -22.8%  -25.0…-20.7  keep     abc1234  Reuse the parse buffer ins…
                1 earlier: autoresearch status --all
                """, at(80));
    }

    @Test
    void atTwoHundredColumns() {
        assertEquals("""
                optimize-latency   latency_ms in ms, lower is better   branch autoresearch/latency
                baseline 142.5 ms → best 110 ms  -22.8%   █▁▁▁   verified -21.9% (90% -24.0 … -20.0)
                4 runs: 2 kept, 1 discarded, 1 crashed
                confidence 16.2x the spread of the runs: likely real      3 ideas pending
                loop: 2 iterations, 0 kept, 91 min, $0.40   left: 98 iterations, 6 h 29 min, $4.60, 8 iterations without a keep, latency_ms < 50
                warning: autoresearch.results.jsonl line 7: not a JSON object, skipped
                other sessions: memory, startup

                #  metric  change     interval  verdict    status   commit   description
                4  —                                       crash             \\e[31mUnsafe\\ncopy loop
                3  112 ms                       no better  discard           変更 Thread pool of 16, so that parsing and reading overlap
                2  110 ms  -22.8%  -25.0…-20.7  improved   keep     abc1234  Reuse the parse buffer instead of a new one for each line
                1 earlier: autoresearch status --all
                """, at(200));
    }

    @Test
    void atFortyColumnsSymbolsStandForWords() {
        assertEquals("""
                optimize-latency
                latency_ms in ms, lower is better
                branch autoresearch/latency
                baseline 142.5 ms → best 110 ms  -22.8%
                █▁▁▁
                verified -21.9% (90% -24.0 … -20.0)
                4 runs: 2 kept, 1 discarded, 1 crashed
                confidence 16.2x the spread of the runs:
                  likely real      3 ideas pending
                loop: 2 iterations, 0 kept, 91 min,
                  $0.40   left: 98 iterations,
                6 h 29 min, $4.60,
                8 iterations without a keep,
                latency_ms < 50
                warning: autoresearch.results.jsonl line
                  7: not a JSON object, skipped
                other sessions: memory, startup

                #  metric     change     description
                4  —                  ✗  \\e[31mUnsafe\\n…
                3  112 ms  no better  ·  変更 Thread po…
                2  110 ms     -22.8%  ✓  Reuse the pars…
                1 earlier: autoresearch status --all
                """, at(40));
    }

    @Test
    void aLoopThatEndedHasNothingLeft() {
        var told =
                story().then(new LoopEnded("one", "plateau", BEGAN + 3_600_000)).summary();
        var text = new StatusView(Style.PLAIN).render(told, 0);
        assertTrue(text.contains("\nloop, ended by plateau: 2 iterations, 0 kept, 91 min, $0.40\n"), text);
    }

    @Test
    void anInterruptedLoopCanGoOn() {
        var told = story().then(new LoopEnded("one", "interrupted", BEGAN + 3_600_000))
                .summary();
        var text = new StatusView(Style.PLAIN).render(told, 0);
        assertTrue(text.contains("loop, interrupted: 2 iterations"), text);
        assertTrue(text.contains("left: 98 iterations, 6 h 29 min, $4.60,"), text);
    }
}
