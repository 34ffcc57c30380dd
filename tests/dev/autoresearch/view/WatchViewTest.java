package dev.autoresearch.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.journal.LockHolder;
import dev.autoresearch.model.Event.LoopBegun;
import dev.autoresearch.model.Metric.Direction;
import dev.autoresearch.model.Plan.PairMode;
import dev.autoresearch.model.Status;
import dev.autoresearch.model.Trial;
import dev.autoresearch.stats.Comparison;
import dev.autoresearch.stats.CostScale;
import dev.autoresearch.testing.SessionBuilder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What a person who watches sees, without a terminal. */
class WatchViewTest {
    private static final long NOW = 1763865500000L;

    private static SessionBuilder story(int more) {
        var story = SessionBuilder.latency()
                .run(142.5, Status.KEEP, "Baseline")
                .then(new LoopBegun("one", "claude -p", List.of("100 iterations", "8 h"), 1763865400000L))
                .paired(110, Status.KEEP, -0.228, -0.25, -0.207, "Reuse the parse buffer instead of a new one")
                .screenedOut(112, "変更 Thread pool of 16")
                .crash("\u001b[31mUnsafe\ncopy loop");
        for (int i = 0; i < more; i++) story.screenedOut(120 + i, "Idea " + i);
        return story;
    }

    private static WatchView.WatchedSession idle(SessionBuilder story) {
        return new WatchView.WatchedSession(story.summary(), Optional.empty(), Optional.empty(), 0, List.of());
    }

    private static WatchView.WatchedSession measuring(SessionBuilder story) {
        story.then(new Trial("larger read buffer", "c", "t", "auto", 0, PairMode.WORKTREE, OptionalInt.empty()));
        var bar =
                new PairsBar(new Comparison.Progress(6, 100, 0.0566, 41, 200), new CostScale(Direction.LOWER, true, 1));
        var tail = List.of(
                "reading", "a line that is longer than what fits on a narrow terminal, by far", "METRIC \u001b[2J");
        var work = new LockHolder("attempt", true, 1, NOW - 95_000, "", false);
        return new WatchView.WatchedSession(story.summary(), Optional.of(bar), Optional.of(work), NOW - 12_000, tail);
    }

    private static WatchView.Frame at(
            int columns, int rows, WatchView.WatchedSession watched, WatchView.Screen screen) {
        var frame = new WatchView(new Style(false, true, columns), rows, NOW).draw(watched, screen);
        assertEquals(rows, frame.lines().size());
        for (var line : frame.lines()) assertTrue(TextTable.width(line) <= columns, line);
        return frame;
    }

    private static String drawn(int columns, int rows, WatchView.WatchedSession watched) {
        return shown(at(columns, rows, watched, WatchView.Screen.FIRST));
    }

    /** The frame with more than two empty lines in a row shown as one. */
    private static String shown(WatchView.Frame frame) {
        return String.join("\n", frame.lines()).replaceAll("\n{4,}", "\n[empty]\n") + "\n";
    }

    @Test
    void atSixtyByTwenty() {
        assertEquals("""
                optimize-latency   latency_ms in ms, lower is better
                baseline 142.5 ms → best 110 ms  -22.8%
                █▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
                24 runs: 2 kept, 21 discarded, 1 crashed
                confidence 5.4x the spread of the runs: likely real
                loop: 0 iterations, 1 kept, 57 s   left: 100 iterations,

                ▶ measuring: larger read buffer, execution 1   12 s
                95 s in all
                pairs ███████████░░░░░ 6  -5.5%
                evidence 41:1 of 200:1 needed
                  │ a line that is longer than what fits on a narrow termin…
                  │ METRIC \\e[2J

                   #  metric     change     commit  description
                › 24  139 ms  no better  ·          Idea 19
                  23  138 ms  no better  ·          Idea 18
                  22  137 ms  no better  ·          Idea 17
                  21  136 ms  no better  ·          Idea 16
                q quit   ? keys   Enter the run   ↑↓ PgUp PgDn Home End scr…
                """, drawn(60, 20, measuring(story(20))));
    }

    @Test
    void atEightyByTwentyFour() {
        assertEquals("""
                optimize-latency   latency_ms in ms, lower is better   branch main
                baseline 142.5 ms → best 110 ms  -22.8%   █▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
                24 runs: 2 kept, 21 discarded, 1 crashed
                confidence 5.4x the spread of the runs: likely real
                loop: 0 iterations, 1 kept, 57 s   left: 100 iterations, 7 h 59 min

                ▶ measuring: larger read buffer, execution 1   12 s   95 s in all
                pairs ███████████░░░░░ 6  -5.5%  evidence 41:1 of 200:1 needed
                  │ reading
                  │ a line that is longer than what fits on a narrow terminal, by far
                  │ METRIC \\e[2J
                [empty]
                   #  metric     change  status   commit  description
                › 24  139 ms  no better  discard          Idea 19
                  23  138 ms  no better  discard          Idea 18
                  22  137 ms  no better  discard          Idea 17
                  21  136 ms  no better  discard          Idea 16
                  20  135 ms  no better  discard          Idea 15
                  19  134 ms  no better  discard          Idea 14
                  18  133 ms  no better  discard          Idea 13
                q quit   ? keys   Enter the run   ↑↓ PgUp PgDn Home End scroll
                """, drawn(80, 24, measuring(story(20))));
    }

    @Test
    void atTwoHundredByFifty() {
        assertEquals("""
                optimize-latency   latency_ms in ms, lower is better   branch main
                baseline 142.5 ms → best 110 ms  -22.8%   █▁▁▁▁▁
                6 runs: 2 kept, 3 discarded, 1 crashed
                confidence 4.1x the spread of the runs: likely real
                loop: 0 iterations, 1 kept, 57 s   left: 100 iterations, 7 h 59 min

                ▶ measuring: larger read buffer, execution 1   12 s   95 s in all
                pairs ███████████░░░░░ 6  -5.5%  evidence 41:1 of 200:1 needed
                  │ reading
                  │ a line that is longer than what fits on a narrow terminal, by far
                  │ METRIC \\e[2J
                [empty]
                  #  metric    change     interval  verdict    status   commit   description
                › 6  121 ms                         no better  discard           Idea 1
                  5  120 ms                         no better  discard           Idea 0
                  4  —                                         crash             \\e[31mUnsafe\\ncopy loop
                  3  112 ms                         no better  discard           変更 Thread pool of 16
                  2  110 ms    -22.8%  -25.0…-20.7  improved   keep     abc1234  Reuse the parse buffer instead of a new one
                  1  142.5 ms                                  keep     abc1234  Baseline
                [empty]
                q quit   ? keys   Enter the run   ↑↓ PgUp PgDn Home End scroll
                """, drawn(200, 50, measuring(story(2))));
    }

    @Test
    void atFortyByTen() {
        assertEquals("""
                optimize-latency
                baseline 142.5 ms → best 110 ms  -22.8%
                █▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
                ▶ measuring: larger re…, execution 1
                12 s   95 s in all
                pairs ███████████░░░░░ 6  -5.5%
                   #  metric     change     description
                › 24  139 ms  no better  ·  Idea 19
                  23  138 ms  no better  ·  Idea 18
                q quit   ? keys   Enter the run   ↑↓ Pg…
                """, drawn(40, 10, measuring(story(20))));
    }

    @Test
    void nothingGoesOn() {
        assertEquals("""
                optimize-latency   latency_ms in ms, lower is better   branch main
                baseline 142.5 ms → best 110 ms  -22.8%   █▁▁▁
                4 runs: 2 kept, 1 discarded, 1 crashed
                confidence 16.2x the spread of the runs: likely real
                loop: 0 iterations, 1 kept, 57 s   left: 100 iterations, 7 h 59 min

                nothing is being measured

                  #  metric       change     interval  status   commit   description
                › 4  —                                 crash             \\e[31mUnsafe\\ncopy loop
                  3  112 ms    no better               discard           変更 Thread pool of 16
                  2  110 ms       -22.8%  -25.0…-20.7  keep     abc1234  Reuse the parse buffer…
                  1  142.5 ms                          keep     abc1234  Baseline
                [empty]
                q quit   ? keys   Enter the run   ↑↓ PgUp PgDn Home End scroll
                """, drawn(80, 24, idle(story(0))));
    }

    @Test
    void anAgentAtWork() {
        var work = new LockHolder("autoresearch loop", true, 1, NOW - 95_000, "", false);
        var text = drawn(
                80,
                24,
                new WatchView.WatchedSession(
                        story(0).summary(), Optional.empty(), Optional.of(work), NOW, List.of("thinking")));
        assertTrue(text.contains("▶ agent, iteration 1   0 s   95 s in all\n  │ thinking\n"), text);
    }

    private static WatchView.Screen pressed(WatchView.Screen screen, int runs, WatchView.Key... keys) {
        var after = screen;
        for (var key : keys) after = after.press(key, runs, 24);
        return after;
    }

    @Test
    void theSelectedRunStaysInSightAndStaysTheSameWhileRunsArrive() {
        var down = pressed(WatchView.Screen.FIRST, 24, WatchView.Key.PAGE_DOWN, WatchView.Key.DOWN);
        assertTrue(
                shown(at(80, 24, idle(story(20)), down)).contains("\n› 11  "),
                () -> shown(at(80, 24, idle(story(20)), down)));
        assertTrue(shown(at(80, 24, idle(story(33)), down)).contains("\n› 11  "));
        var oldest = pressed(down, 24, WatchView.Key.END);
        assertTrue(shown(at(80, 24, idle(story(20)), oldest)).contains("\n›  1  "));
        assertEquals(WatchView.Screen.FIRST, pressed(oldest, 24, WatchView.Key.HOME), "the newest is followed again");
        assertTrue(shown(at(80, 24, idle(story(33)), WatchView.Screen.FIRST)).contains("\n› 37  "));
        assertEquals(
                WatchView.Screen.FIRST,
                pressed(WatchView.Screen.FIRST, 24, WatchView.Key.UP),
                "nothing is above the newest");
    }

    @Test
    void enterShowsTheSelectedRunAndEscapeTheRunsAgain() {
        var run = pressed(WatchView.Screen.FIRST, 4, WatchView.Key.DOWN, WatchView.Key.DOWN, WatchView.Key.ENTER);
        var text = shown(at(80, 24, idle(story(0)), run));
        assertTrue(text.startsWith("#2 Reuse the parse buffer instead of a new one\n  status      keep\n"), text);
        assertTrue(text.contains("\n  measured    8 pairs, 17 runs"), text);
        assertTrue(text.endsWith("Esc back   ↑↓ PgUp PgDn scroll   q quit\n"), text);
        assertEquals(
                pressed(WatchView.Screen.FIRST, 4, WatchView.Key.DOWN, WatchView.Key.DOWN),
                pressed(run, 4, WatchView.Key.BACK));
    }

    @Test
    void aPageIsScrolledNoFurtherThanToItsEnd() {
        var run = pressed(
                WatchView.Screen.FIRST,
                4,
                WatchView.Key.DOWN,
                WatchView.Key.DOWN,
                WatchView.Key.ENTER,
                WatchView.Key.END);
        var frame = at(40, 6, idle(story(0)), run);
        assertTrue(frame.screen().offset() > 0 && frame.screen().offset() < 10, frame::toString);
        var up = at(40, 6, idle(story(0)), frame.screen().press(WatchView.Key.UP, 4, 6));
        assertEquals(frame.lines().get(0), up.lines().get(1));
    }

    @Test
    void theKeysAreExplained() {
        var text = shown(at(80, 24, idle(story(0)), pressed(WatchView.Screen.FIRST, 4, WatchView.Key.HELP)));
        assertTrue(text.contains("\nq          quit (Ctrl-C too)\n"), text);
        assertEquals(
                WatchView.Screen.FIRST, pressed(WatchView.Screen.FIRST, 4, WatchView.Key.HELP, WatchView.Key.HELP));
    }

    @Test
    void withoutUnicodeEverythingOfOursIsAscii() {
        var lines = new WatchView(new Style(false, false, 80), 24, NOW)
                .draw(measuring(SessionBuilder.latency().run(5, Status.KEEP, "x")), WatchView.Screen.FIRST)
                .lines();
        assertTrue(String.join("", lines).chars().allMatch(c -> c < 128), lines::toString);
    }

    @Test
    void aSessionThatWasTakenAwayIsNoDefect() {
        assertTrue(drawn(80, 24, idle(SessionBuilder.of("", dev.autoresearch.model.Metric.lower("m"))))
                .contains("no runs yet"));
    }

    @Property(tries = 100)
    void everyFrameFillsTheTerminalAndNoMore(
            @ForAll @IntRange(min = 20, max = 200) int columns,
            @ForAll @IntRange(min = 4, max = 60) int rows,
            @ForAll @IntRange(min = 0, max = 40) int runs,
            @ForAll WatchView.Screen.Page page,
            @ForAll @IntRange(min = 0, max = 60) int selected,
            @ForAll boolean busy) {
        var screen = new WatchView.Screen(page, OptionalInt.of(selected), selected);
        at(columns, rows, busy ? measuring(story(runs)) : idle(story(runs)), screen);
    }
}
