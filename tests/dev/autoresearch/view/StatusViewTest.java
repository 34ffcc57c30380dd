package dev.autoresearch.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.SessionName.SessionList;
import dev.autoresearch.model.Status;
import dev.autoresearch.session.SessionSummary;
import dev.autoresearch.testing.SessionBuilder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StatusViewTest {
    private static final Style EIGHTY = new Style(false, true, 80);
    private static final Style COLOURED = new Style(true, true, 80);
    private static final Style ASCII = new Style(false, false, 80);

    private static final SessionBuilder STORY = SessionBuilder.latency()
            .run(142.5, Status.KEEP, "Baseline")
            .run(98.3456, Status.KEEP, "Reuse the parse buffer")
            .run(103.1, Status.DISCARD, "Thread pool of 16")
            .crash("Unsafe copy loop")
            .run(99, Status.CHECKS_FAILED, "Skip the validation");

    @Test
    void aSessionOnOneScreen() {
        assertEquals("""
                optimize-latency   latency_ms in ms, lower is better   branch main
                baseline 142.5 ms → best 98.35 ms  -31.0%   █▁▁▁▁
                5 runs: 2 kept, 1 discarded, 1 crashed, 1 checks failed
                confidence 18.6x the spread of the runs: likely real

                #  metric    change  status         commit   description
                5  99 ms      +0.7%  checks failed           Skip the validation
                4  —                 crash                   Unsafe copy loop
                3  103.1 ms   +4.8%  discard                 Thread pool of 16
                2  98.35 ms  -31.0%  keep           abc1234  Reuse the parse buffer
                1  142.5 ms          keep           abc1234  Baseline
                """, new StatusView(EIGHTY).render(STORY.summary(), 20));
    }

    @Test
    void aBetterRunThatWasNotKeptSaysWhatStoppedIt() {
        var story = SessionBuilder.latency().run(142.5, Status.KEEP, "Baseline");
        for (var verdict : List.of("guard_failed", "not_confirmed"))
            story.then(new Judgement("auto", verdict, false, OptionalDouble.empty(), verdict, Optional.empty()))
                    .run(90, Status.DISCARD, verdict);

        var text = new StatusView(EIGHTY).render(story.summary(), 20);

        assertTrue(text.contains("2  90 ms     -36.8%  discard: guard "), text);
        assertTrue(text.contains("3  90 ms     -36.8%  discard: holdout "), text);
        assertEquals("""
                3  90 ms     -36.8%  not confirmed  discard           not_confirmed
                2  90 ms     -36.8%  guard failed   discard           guard_failed
                1  142.5 ms                         keep     abc1234  Baseline
                """, table(100, story));
    }

    private static String table(int width, SessionBuilder story) {
        var text = new StatusView(new Style(false, true, width)).render(story.summary(), 20);
        return text.substring(text.indexOf('\n', text.indexOf("#  metric")) + 1);
    }

    @Test
    void whatTheVerdictsColumnSaysStandsNowhereElse() {
        var story = SessionBuilder.latency()
                .judged("baseline", true, 100, "baseline")
                .judged("no_improvement", false, 101, "one")
                .judged("undecided", false, 99, "two")
                .judged("crashed", false, 99, "three")
                .judged("regressed", false, 120, "regressed");
        assertEquals("""
                5  120 ms  +20.0%             discard           regressed
                4  99 ms    -1.0%             discard           three
                3  99 ms           undecided  discard           two
                2  101 ms          no better  discard           one
                1  100 ms                     keep     abc1234  baseline
                """, table(98, story));
        assertEquals("""
                5  120 ms     +20.0%  discard           regressed
                4  99 ms       -1.0%  discard           three
                3  99 ms   undecided  discard           two
                2  101 ms  no better  discard           one
                1  100 ms             keep     abc1234  baseline
                """, table(97, story));
    }

    @Test
    void beforeTheFirstRunItSaysHowToMakeIt() {
        assertEquals("""
                optimize-latency   latency_ms in ms, lower is better   branch main
                no runs yet; the first is the baseline:  autoresearch attempt -d "baseline"
                """, new StatusView(EIGHTY).render(SessionBuilder.latency().summary(), 20));
    }

    @Test
    void onlyTheLatestRunsAreShownAndTheRestIsNamed() {
        var text = new StatusView(EIGHTY).render(STORY.summary(), 2);
        assertTrue(text.endsWith("3 earlier: autoresearch status --all\n"), text);
        assertFalse(text.contains("Baseline"));
    }

    @Test
    void coloursChangeNothingButTheColour() {
        var coloured = new StatusView(COLOURED).render(STORY.summary(), 20);
        assertTrue(coloured.contains("\u001b[32m"));
        assertEquals(new StatusView(EIGHTY).render(STORY.summary(), 20), coloured.replaceAll("\u001b\\[[0-9]*m", ""));
    }

    @Test
    void withoutUnicodeEverythingOfOursIsAscii() {
        var text = new StatusView(ASCII)
                .render(STORY.run(5, Status.DISCARD, "x".repeat(200)).summary(), 20);
        assertTrue(text.chars().allMatch(c -> c < 128), text);
        assertTrue(text.contains("baseline 142.5 ms -> best 98.35 ms"));
    }

    @Test
    void aTextThatGrowsInAsciiStillFits() {
        var text = new StatusView(ASCII)
                .render(
                        SessionBuilder.latency()
                                .run(5, Status.KEEP, "…".repeat(60))
                                .summary(),
                        20);
        for (var line : text.lines().toList()) assertTrue(line.length() <= 80, line);
    }

    @Test
    void escapeSequencesInADescriptionAreShownAndDoNothing() {
        var text = new StatusView(COLOURED)
                .render(
                        SessionBuilder.latency()
                                .run(5, Status.KEEP, "\u001b[2J\u001b[31mred\nnext")
                                .summary(),
                        20);
        assertTrue(text.contains("\\e[2J\\e[31mred\\nnext"), text);
        assertFalse(text.contains("\u001b[2J"));
    }

    @Test
    void wideAndCombiningCharactersKeepTheColumns() {
        var text = new StatusView(EIGHTY)
                .render(
                        SessionBuilder.latency()
                                .run(5, Status.KEEP, "変更".repeat(40))
                                .run(5, Status.DISCARD, "✅ e\u0301".repeat(40))
                                .run(5, Status.DISCARD, "👨‍👩‍👧 family".repeat(40))
                                .summary(),
                        20);
        for (var line : text.lines().skip(5).toList()) assertTrue(TextTable.width(line) <= 80, line);
        assertTrue(text.contains("変更変更"));
        assertEquals(
                80,
                TextTable.width(text.lines()
                        .filter(line -> line.contains("✅"))
                        .findFirst()
                        .orElseThrow()));
    }

    @Property(tries = 200)
    void noLineIsWiderThanTheTerminal(
            @ForAll @Size(max = 5) List<String> descriptions,
            @ForAll String unit,
            @ForAll String branch,
            @ForAll double metric,
            @ForAll @IntRange(min = 40, max = 200) int width,
            @ForAll boolean unicode) {
        var story = SessionBuilder.of("goal", Metric.lower("ms").unit(unit));
        for (var description : descriptions) story.paired(metric, Status.CHECKS_FAILED, -0.1, -12, 3, description);
        var told = story.summary(branch, 7, List.of("line 3: " + branch.replace('\n', ' ')), SessionList.NONE);
        var text = new StatusView(new Style(false, unicode, width)).render(told, 20);
        for (var line : text.lines().toList()) assertTrue(TextTable.width(line) <= width, line);
    }

    @Test
    void beforeTheFirstSessionTheWayToBeginOneIsShown() {
        var none = new SessionSummary(
                dev.autoresearch.model.Session.replay(dev.autoresearch.model.Layout.SDK, List.of()),
                dev.autoresearch.model.Layout.SDK,
                java.util.OptionalDouble.empty(),
                java.util.Optional.empty(),
                0,
                List.of(),
                dev.autoresearch.model.SessionName.SessionList.NONE);
        assertTrue(new StatusView(EIGHTY).render(none, 20).contains("autoresearch init -n my-goal"));
    }
}
