package dev.autoresearch.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.model.AuditResult;
import dev.autoresearch.model.Event;
import dev.autoresearch.model.Evidence;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Settlement;
import dev.autoresearch.model.Setup;
import dev.autoresearch.model.Status;
import dev.autoresearch.model.Verdict;
import dev.autoresearch.model.VerifyResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckEventsTest {
    @TempDir
    Path folder;

    private static final VerifyResult VERIFIED =
            new VerifyResult("base", "head", 10, -0.25, OptionalDouble.of(-0.2), OptionalDouble.empty(), true);
    private static final AuditResult AUDITED = new AuditResult(
            3,
            "abc1234",
            "head",
            "larger buffer",
            Verdict.EARNS,
            "",
            7,
            OptionalDouble.of(-0.031),
            OptionalDouble.of(-0.01),
            OptionalDouble.of(-0.05),
            true);

    private static final Settlement SETTLED = new Settlement(
            2, "abc1234", Settlement.Outcome.REVOKED, 0.04, 9, 8, OptionalDouble.of(-0.002), true, "77ab01c", 2_000);

    private static Run run(int number, double metric) {
        return new Run(
                number,
                "abc1234",
                metric,
                true,
                Map.of("ms", metric),
                Status.KEEP,
                number == 1,
                "text",
                0,
                0,
                OptionalDouble.empty(),
                Map.of(),
                Evidence.NONE);
    }

    private Session written(Layout layout, List<? extends Event> events) {
        var file = folder.resolve(layout.word() + ".jsonl");
        new Journal(file, layout).append(List.of(new Event.Begin(Setup.of("goal", Metric.lower("ms")), true)));
        new Journal(file, layout).append(events);
        return new Journal(file, layout).session();
    }

    @Test
    void whatIsWrittenIsRead() {
        for (var layout : Layout.values()) {
            var checks = written(layout, List.of(VERIFIED, AUDITED)).current().checks();
            assertEquals(Optional.of(VERIFIED), checks.verified());
            assertEquals(List.of(AUDITED), checks.audited());
        }
    }

    @Test
    void aSettlementIsReadBesideTheRunItIsAbout() {
        for (var layout : Layout.values()) {
            var keep = run(2, 90);
            var runs = written(layout, List.of(run(1, 100), keep, SETTLED)).runs();
            assertEquals(Optional.of(SETTLED), runs.get(1).evidence().settlement());
            assertEquals(Status.REVOKED, runs.get(1).status());
        }
    }

    @Test
    void otherReadersPassOverTheLines() throws Exception {
        written(Layout.SDK, List.of(VERIFIED, AUDITED, SETTLED));
        for (var line : Files.readAllLines(folder.resolve("sdk.jsonl"))) {
            assertTrue(line.startsWith("{\"type\":"), line);
            assertFalse(line.contains("\"run\":") || line.contains("\"metric\":"), line);
        }
    }

    @Test
    void aVerdictOfALaterVersionIsPassedOver() {
        var file = folder.resolve("later.jsonl");
        var line = "{\"type\":\"audited\",\"number\":3,\"verdict\":\"sideways\"}\n";
        write(file, line);
        assertEquals(
                List.of(),
                new Journal(file, Layout.SDK).session().current().checks().audited());
    }

    @Test
    void aNewSegmentHasNoResultsOfTheOldOne() {
        var next = new Event.Begin(Setup.of("goal", Metric.lower("bytes")), true);
        var session = written(Layout.SDK, List.of(run(1, 100), VERIFIED, next));
        assertEquals(Optional.empty(), session.current().checks().verified());
        assertEquals(Optional.of(VERIFIED), session.segments().get(0).checks().verified());
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }
}
