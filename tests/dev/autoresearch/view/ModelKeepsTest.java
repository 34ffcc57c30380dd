package dev.autoresearch.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.json.Json;
import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Settlement;
import dev.autoresearch.model.Settlement.Outcome;
import dev.autoresearch.model.Status;
import dev.autoresearch.model.Verdict;
import dev.autoresearch.testing.SessionBuilder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** How keeps look that a model made: likely, provisional, confirmed, proven, revoked. */
class ModelKeepsTest {
    private static final Style EIGHTY = new Style(false, true, 80);
    private static final Style ASCII = new Style(false, false, 80);
    private static final Metric MILLISECONDS = Metric.lower("latency_ms").unit("ms");

    private static SessionBuilder story() {
        return SessionBuilder.latency()
                .keep(100, "baseline")
                .likely(Verdict.LIKELY_IMPROVED, 96.1, -0.032, 0.96, "reuse the parse buffer")
                .likely(Verdict.LIKELY_IMPROVED, 95.8, -0.011, 0.97, "fewer copies")
                .likely(Verdict.PROVISIONAL, 95.5, -0.013, 0.71, "larger arena")
                .likely(Verdict.PROVISIONAL, 95, -0.011, 0.75, "intern the keys")
                .likely(Verdict.PROVISIONAL, 94, -0.011, 0.8, "skip a check")
                .settled(2, Outcome.PROVEN, 0.99)
                .settled(4, Outcome.CONFIRMED, 0.98)
                .settled(5, Outcome.REVOKED, 0.04);
    }

    @Test
    void statusCountsGainsWhatIsProvenAndWhatIsExpectedToBeFalse() {
        assertEquals("""
                optimize-latency   latency_ms in ms, lower is better   branch main
                baseline 100 ms → best 94 ms  -6.0%   █▃▃▃▃▁
                6 runs: 5 kept, 1 revoked
                4 gains kept, 1 proven, expected false 0.3

                #  metric   change  status       commit   description
                6  94 ms     -1.1%  provisional  abc1234  skip a check
                5  95 ms     -1.1%  revoked               intern the keys
                4  95.5 ms   -1.3%  keep         abc1234  larger arena
                3  95.8 ms   -1.1%  keep         abc1234  fewer copies
                2  96.1 ms   -3.2%  keep         abc1234  reuse the parse buffer
                1  100 ms           keep         abc1234  baseline
                """, new StatusView(EIGHTY).render(story().summary(), 20));
    }

    @Test
    void whereNoModelKeptAnythingThePeersConfidenceStays() {
        var text = new StatusView(EIGHTY)
                .render(
                        SessionBuilder.latency()
                                .keep(100, "baseline")
                                .paired(90, Status.KEEP, -0.1, -0.12, -0.08, "pairs")
                                .summary(),
                        20);
        assertTrue(text.contains("\nconfidence "), text);
        assertFalse(text.contains("expected false"), text);
    }

    @Test
    void provenIsWhatPairsOrAMetricWithoutNoiseHaveShownAndNotWhatOneRunSays() {
        var segment = SessionBuilder.latency()
                .keep(100, "baseline")
                .paired(90, Status.KEEP, -0.1, -0.12, -0.08, "pairs")
                .judged("improved", true, 80, "one run by the rule single")
                .session()
                .current();
        assertEquals(1, segment.proven());
        assertEquals(OptionalDouble.empty(), segment.expectedFalseKeeps());
    }

    @Test
    void whatWasRevokedIsExpectedOfNoMore() {
        var before = SessionBuilder.latency().keep(100, "baseline").likely(Verdict.PROVISIONAL, 99, -0.01, 0.7, "one");
        assertEquals(0.3, before.session().current().expectedFalseKeeps().orElseThrow(), 1e-9);
        assertEquals(
                OptionalDouble.empty(),
                before.settled(2, Outcome.REVOKED, 0.02).session().current().expectedFalseKeeps());
    }

    @Test
    void theVerdictsColumnTellsTheNewestWord() {
        var words = story().runs().stream().map(run -> run.verdict().orElse("")).toList();
        assertEquals(List.of("", "proven", "likely improved", "confirmed", "revoked", "provisional 80 % sure"), words);
        var table = new StatusView(new Style(false, true, 110)).render(story().summary(), 20);
        assertTrue(table.contains("6  94 ms     -1.1%  provisional 80 % sure  keep     abc1234  skip a check"), table);
    }

    @Test
    void showTellsWhatLaterRunsMadeOfIt() {
        var runs = story().runs();
        assertTrue(
                shown(runs.get(3)).contains("settled     confirmed, -1.3%: 9 runs, 4 of them free, 98 % sure\n"),
                shown(runs.get(3)));
        assertTrue(
                shown(runs.get(4))
                        .contains("settled     revoked, no improvement after all: 9 runs, 4 of them free,"
                                + " reverted as 77ab01c\n"),
                shown(runs.get(4)));
        assertTrue(shown(runs.get(4)).contains("commit      abc1234\n"), "it was committed before it was reverted");
        assertTrue(shown(runs.get(5)).contains("status      provisional\n"), shown(runs.get(5)));
    }

    private static String shown(Run run) {
        return new RunView(EIGHTY).render(run, MILLISECONDS);
    }

    @Test
    void theJsonHasTheNumbers() {
        var summary = story().summary();
        var status = RunJson.status(summary);
        assertEquals(1, status.get("proven"));
        assertEquals(0.26, ((OptionalDouble) status.get("expected_false_keeps")).orElseThrow(), 1e-9);
        assertTrue(status.containsKey("confidence"));
        var runs = story().runs();
        var revoked = Json.line(RunJson.run(runs.get(4), Layout.SDK, "latency_ms"));
        assertTrue(
                revoked.contains("\"settlement\":{\"run\":5,\"commit\":\"abc1234\",\"outcome\":\"revoked\""), revoked);
        assertTrue(revoked.contains("\"sure\":0.04"), revoked);
        assertEquals(0.8, RunJson.run(runs.get(5), Layout.SDK, "latency_ms").get("sure"));
        assertFalse(RunJson.run(runs.get(0), Layout.SDK, "latency_ms").containsKey("sure"));
    }

    /** The lines of a loop: two keeps, and what became of some. */
    private static String loop(Style style) {
        var runs = story().runs();
        var view = new LoopView(style);
        var text = new StringBuilder();
        for (int i : List.of(0, 1, 5))
            text.append(view.aside(new Attempt(
                            Optional.of(runs.get(i)), MILLISECONDS, Optional.of(runs.get(0)), Optional.empty())))
                    .append('\n');
        for (int i : List.of(3, 1, 4)) {
            Settlement settlement = runs.get(i).evidence().settlement().orElseThrow();
            text.append(view.settled(runs.get(i), settlement)).append('\n');
        }
        return text.toString();
    }

    @Test
    void theLinesOfALoopAreATableOfEightyColumns() {
        assertEquals("""
                     ✓ baseline    baseline                  100 ms    0.0%
                     ✓ keep        reuse the parse buffer    96.1 ms   -3.2%   2 runs, 96 % sure
                     ✓ provisional skip a check              94 ms     -1.1%   2 runs, 80 % sure
                   4 · confirmed   larger arena                        -1.3%   9 runs, 98 % sure
                   2 · proven      reuse the parse buffer              -1.3%   9 runs, proven
                   5 ↩ revoked     intern the keys           no improvement after all, 9 runs
                                                             reverted as 77ab01c
                """, loop(EIGHTY));
        assertEquals("""
                     + baseline    baseline                  100 ms    0.0%
                     + keep        reuse the parse buffer    96.1 ms   -3.2%   2 runs, 96 % sure
                     + provisional skip a check              94 ms     -1.1%   2 runs, 80 % sure
                   4 . confirmed   larger arena                        -1.3%   9 runs, 98 % sure
                   2 . proven      reuse the parse buffer              -1.3%   9 runs, proven
                   5 < revoked     intern the keys           no improvement after all, 9 runs
                                                             reverted as 77ab01c
                """, loop(ASCII));
    }

    @Test
    void whereThereIsRoomALoopTellsAllOnOneLine() {
        assertEquals("""
                     ✓ baseline    baseline                                                    100 ms    0.0%
                     ✓ keep        reuse the parse buffer                                      96.1 ms   -3.2%   2 runs, 96 % sure
                     ✓ provisional skip a check                                                94 ms     -1.1%   2 runs, 80 % sure: measured on while the agent works
                   4 · confirmed   larger arena                                                          -1.3%   9 runs, 98 % sure (4 of them free)
                   2 · proven      reuse the parse buffer                                                -1.3%   9 runs, proven (4 of them free)
                   5 ↩ revoked     intern the keys                                             no improvement after all, 9 runs: reverted as 77ab01c
                """, loop(new Style(false, true, 160)));
    }

    @Test
    void theReportCountsMarksAndStrikes() {
        var text = new MarkdownReport(story().summary()).text();
        assertTrue(text.contains(" 1 revoked. 4 gains kept, 1 proven, expected false 0.3.\n"), text);
        assertTrue(text.contains("| ○ skip a check (provisional 80 % sure) |"), text);
        assertTrue(text.contains("| larger arena (confirmed) |"), text);
        assertTrue(
                text.contains("| ~~intern the keys~~ | no improvement after all, 9 runs: reverted as 77ab01c |"), text);
    }

    @Test
    void strangersTildesStrikeNothing() {
        var text = new MarkdownReport(SessionBuilder.latency()
                        .keep(100, "baseline")
                        .likely(Verdict.PROVISIONAL, 99, -0.01, 0.7, "~~gone~~ |")
                        .settled(2, Outcome.REVOKED, 0.02)
                        .summary())
                .text();
        assertTrue(text.contains("| ~~\\~\\~gone\\~\\~ \\|~~ |"), text);
    }

    @Test
    void aBriefNamesProvisionalKeepsAndTakesRevokedOnesForDeadEnds() {
        var past = new RunHistory(story().session().current(), step -> step.words());
        var kept = past.kept(2000);
        assertTrue(kept.contains("#6 provisional  skip a check"), kept);
        assertFalse(kept.contains("intern the keys"), kept);
        var dead = past.deadEnds(2000, 10);
        assertTrue(dead.contains("intern the keys (#5): no improvement after all, 9 runs"), dead);
    }

    @Test
    @SuppressWarnings("unchecked")
    void theDashboardKnowsWhatIsHollowAndWhatIsStruck() {
        var segment = DashboardData.of(story().summary(), List.of()).segments().get(0);
        assertEquals(
                Optional.of("4 gains kept, 1 proven, expected false 0.3"),
                segment.head().get("gains"));
        Map<String, Object> provisional = segment.runs().get(5);
        assertEquals(true, provisional.get("provisional"));
        Map<String, Object> revoked = segment.runs().get(4);
        assertEquals("revoked", revoked.get("status"));
        assertFalse(revoked.containsKey("provisional"));
        assertEquals(
                "revoked, no improvement after all: 9 runs, 4 of them free, reverted as 77ab01c",
                revoked.get("settled"));
    }

    @Test
    void thePageKnowsEachStatus() throws IOException {
        try (var words = DashboardData.class.getResourceAsStream("/dev/autoresearch/dashboard/page/words.js")) {
            var text = new String(words.readAllBytes(), StandardCharsets.UTF_8);
            for (var status : Status.values())
                assertTrue(
                        text.contains("{word: '" + status.word() + "', past: '" + status.past() + "'"), status.word());
        }
    }

    @Test
    void aProvisionalKeepIsAHollowPointOfThePicture() throws IOException {
        assertTrue(
                greenOf(Verdict.PROVISIONAL) < greenOf(Verdict.LIKELY_IMPROVED), "a ring has less colour than a disc");
    }

    private static int greenOf(Verdict verdict) throws IOException {
        var story = SessionBuilder.latency().keep(100, "baseline");
        for (int i = 1; i < 9; i++) story.likely(verdict, 100 - i, -0.01, 0.9, "step");
        var image = picture(story);
        int green = 0;
        for (int x = 0; x < image.getWidth(); x++)
            for (int y = 0; y < image.getHeight(); y++)
                if ((image.getRGB(x, y) & 0xffffff) == (ProgressChart.KEPT.getRGB() & 0xffffff)) green++;
        return green;
    }

    private static BufferedImage picture(SessionBuilder story) throws IOException {
        return ImageIO.read(
                new ByteArrayInputStream(new ProgressChart(story.session().current()).png(1600, 800)));
    }
}
