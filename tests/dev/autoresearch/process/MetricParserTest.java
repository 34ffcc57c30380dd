package dev.autoresearch.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("locale")
class MetricParserTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "METRIC x=1.5",
                "  \t METRIC x = 1.5",
                "METRIC   x=+1.5  ",
                "METRIC x=1.5\r\n",
                "METRIC x=15e-1\n",
                "METRIC x=.15E1",
                "METRIC x=001.50",
                "50%\r100%\rMETRIC x=1.5\n",
                "\uFEFFMETRIC\u00A0x=1.5\u3000"
            })
    void thePeersLinesAreRead(String text) {
        MetricParser lines = new MetricParser();
        lines.line(text);
        assertEquals(Map.of("x", List.of(1.5)), lines.samples());
        assertEquals(List.of(), lines.warnings());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "METRIC x=NaN",
                "METRIC x=Infinity",
                "METRIC x=-Infinity",
                "METRIC x=1e400",
                "METRIC x=0x10",
                "METRIC x=0x1p3",
                "METRIC x=1d",
                "METRIC x=1f",
                "METRIC x=1,000",
                "METRIC x=1_000",
                "METRIC x=12ms",
                "METRIC x=12 ms",
                "METRIC x=",
                "METRIC x=.",
                "METRIC x=1e",
                "METRIC x=--1",
                "METRIC x=- 1",
                "METRIC x=1=2",
                "METRIC =1",
                "METRIC a b=1",
                "METRIC größe=1",
                "METRIC __proto__=1",
                "METRIC constructor=1",
                "METRIC prototype=1",
                "METRIC x 1",
                "METRIC x=١",
                "METRIC x=1\u0000"
            })
    void anythingElseThatSaysMetricIsRefusedByName(String text) {
        MetricParser lines = new MetricParser();
        lines.line(text);
        assertEquals(Map.of(), lines.samples());
        assertEquals(1, lines.warnings().size());
        String start = text.substring(0, Math.min(text.length(), 9));
        assertTrue(
                lines.warnings().get(0).startsWith("ignored: " + start),
                lines.warnings().get(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "METRIC_x=1",
                "METRICS a=1",
                "METRIC",
                "METRIC  ",
                "metric x=1",
                "a METRIC x=1",
                "METRI",
                "M",
                "",
                "\n\n",
                "\u001b[1mMETRIC x=1"
            })
    void otherLinesArePassedOver(String text) {
        MetricParser lines = new MetricParser();
        lines.line(text);
        assertEquals(Map.of(), lines.samples());
        assertEquals(List.of(), lines.warnings());
    }

    @Test
    void namesKeepTheirFirstPlaceAndValuesTheirOrder() {
        MetricParser lines = new MetricParser();
        lines.line("METRIC b=1\nMETRIC a/µs-1.p95_x=-2\nMETRIC b=3\n");
        assertEquals("{b=[1.0, 3.0], a/µs-1.p95_x=[-2.0]}", lines.samples().toString());
    }

    @Test
    void siblingsAddToTheSameSamples() {
        MetricParser out = new MetricParser();
        MetricParser err = out.sibling();
        out.line("METRIC a=1");
        err.line("METRIC a=2");
        assertEquals(Map.of("a", List.of(1.0, 2.0)), out.samples());
    }

    @Test
    void aLineOfTheGreatestLengthCountsAndALongerOneIsRefused() {
        MetricParser lines = new MetricParser();
        lines.line("METRIC a=1" + " ".repeat(MetricParser.LONGEST - 10));
        lines.line("METRIC b=1" + " ".repeat(MetricParser.LONGEST - 9));
        assertEquals(Map.of("a", List.of(1.0)), lines.samples());
        assertEquals(1, lines.warnings().size());
    }

    @Test
    void manyRefusalsAreCountedAndControlCharactersAreNotRepeated() {
        MetricParser lines = new MetricParser();
        for (int i = 0; i < 12; i++) lines.line("METRIC \u001b[31m" + "x".repeat(500));
        assertEquals(6, lines.warnings().size());
        assertEquals("… and 7 more METRIC lines ignored", lines.warnings().get(5));
        assertTrue(lines.warnings().get(0).indexOf('\u001b') < 0);
        assertTrue(lines.warnings().get(0).length() < 150);
    }

    @Test
    void moreValuesThanAnyoneNeedsDoNotFillTheMemoryAndTheLastStillWins() {
        MetricParser lines = new MetricParser();
        for (int i = 1; i <= MetricParser.MOST + 10; i++) lines.line("METRIC a=" + i);
        List<Double> values = lines.samples().get("a");
        assertEquals(MetricParser.MOST, values.size());
        assertEquals(MetricParser.MOST + 10.0, values.get(values.size() - 1));
        assertEquals(1, lines.warnings().size());
    }

    @Test
    void aDecimalCommaIsRefusedWithTheWayToAPoint() {
        MetricParser lines = new MetricParser();
        lines.line("METRIC ms=12,5");
        assertTrue(lines.warnings().get(0).contains("a point and no comma; LC_ALL=C"), lines.warnings()::toString);
    }
}
