package dev.autoresearch.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.json.Json;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Status;
import dev.autoresearch.testing.SessionBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportTest {
    private static final SessionBuilder STORY = SessionBuilder.latency()
            .run(142.5, Status.KEEP, "Baseline, \"quoted\"")
            .crash("=cmd|' /C calc'!A0")
            .run(-3, Status.CHECKS_FAILED, "two\nlines\t| pipe *star*");

    @Test
    void csvQuotesWhatNeedsItAndDisarmsFormulas() {
        assertEquals(
                String.join(
                        "\r\n",
                        "segment,run,status,metric,unit,commit,confidence,logged,metrics.latency_ms,description",
                        "0,1,keep,142.5,ms,abc1234,,2025-11-23T02:37:37Z,142.5,\"Baseline, \"\"quoted\"\"\"",
                        "0,2,crash,,ms,abc1234,,2025-11-23T02:37:37Z,,'=cmd|' /C calc'!A0",
                        "0,3,checks_failed,-3,ms,abc1234,,2025-11-23T02:37:37Z,-3,\"two\nlines\t| pipe *star*\"",
                        ""),
                Export.csv(STORY.summary()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+SUM(A1)", "-2+3", "@x", "\tx", "\rx"})
    void whatASpreadsheetWouldRunIsAText(String description) {
        var rows = rows(Export.csv(
                SessionBuilder.latency().run(1, Status.KEEP, description).summary()));
        assertEquals("'" + description, rows.get(1).get(9));
    }

    @Property(tries = 300)
    void aCsvReaderReadsTheDescriptionBack(@ForAll String description) {
        var rows = rows(Export.csv(
                SessionBuilder.latency().run(1, Status.KEEP, description).summary()));
        assertEquals(2, rows.size());
        var cell = rows.get(1).get(9);
        assertTrue(cell.equals(description) || cell.equals("'" + description));
    }

    @Test
    void tsvHasOneLineForEachRun() {
        assertEquals("""
                commit\tlatency_ms\tstatus\tdescription
                abc1234\t142.5\tkeep\tBaseline, "quoted"
                abc1234\t\tcrash\t=cmd|' /C calc'!A0
                abc1234\t-3\tchecks_failed\ttwo\\nlines\\t| pipe *star*
                """, Export.tsv(STORY.summary()));
    }

    @Test
    void markdownShowsAStrangersTextAndInterpretsNone() {
        assertEquals("""
                # optimize-latency

                latency\\_ms in ms, lower is better.
                Baseline 142.5 ms, nothing better was kept. 3 runs: 1 kept, 0 discarded, 1 crashed, 1 failed the checks.

                ## Kept

                | # | metric | change | 90 % interval | pairs | commit | description |
                |--:|--:|--:|:-:|--:|---|---|
                | 1 | 142.5 ms |  |  |  | abc1234 | Baseline, "quoted" |

                ## Dead ends

                | # | status | result | change | description | why |
                |--:|---|--:|--:|---|---|
                | 2 | crash | — |  | =cmd\\|' /C calc'\\!A0 |  |
                | 3 | checks failed | -3 ms | -102.1% | two\\\\nlines\\\\t\\| pipe \\*star\\* |  |

                ## How to reproduce

                - the honest total, baseline against HEAD side by side: `autoresearch verify`
                - a run with its evidence and its diff: `autoresearch show N`; bring a discarded one back: `autoresearch restore N`
                """, new MarkdownReport(STORY.summary()).text());
    }

    @Test
    void aSweepIsReportedByItsParametersTheBestValueFirst() {
        var report = new MarkdownReport(SessionBuilder.latency()
                        .variant("baseline", Status.KEEP, 50, Map.of("a|b", "8"))
                        .variant("screened_out", Status.DISCARD, 60, Map.of("a|b", "<16>"))
                        .variant("improved", Status.KEEP, 40, Map.of("a|b", 32.0))
                        .summary())
                .text();
        assertTrue(report.contains("""

                ## Variants, best value first

                | run | a\\|b | latency\\_ms | vs first | verdict | vs best then |
                |--:|--:|--:|--:|---|--:|
                | 3 | 32 | 40 ms | -20.0% | improved, the best |  |
                | 1 | 8 | 50 ms |  | baseline |  |
                | 2 | \\<16\\> | 60 ms | +20.0% | no better |  |

                ## How to reproduce
                """), report);
    }

    @Test
    void aReviewerIsToldWhatSpokeAgainstARun() {
        var guard = "improved: -9.0%, but loss 5 breaks the guard loss < 2";
        var story = SessionBuilder.latency()
                .run(100, Status.KEEP, "Baseline")
                .then(new Judgement("auto", "guard_failed", false, OptionalDouble.empty(), guard, Optional.empty()))
                .run(91, Status.DISCARD, "lossy");
        var report = new MarkdownReport(story.summary()).text();
        assertTrue(
                report.contains("| 2 | discard | 91 ms | -9.0% | lossy | " + guard.replace("<", "\\<") + " |"), report);
    }

    @Test
    void theJsonDocumentHasTheSeedsKeysFirstAndEveryRun() {
        var document = RunJson.export(STORY.summary());
        assertEquals(
                List.of(
                        "name",
                        "metric_name",
                        "metric_unit",
                        "best_direction",
                        "segment",
                        "runs_in_segment",
                        "total_runs",
                        "baseline_metric",
                        "best_metric",
                        "confidence",
                        "has_pending",
                        "initialized",
                        "last_run"),
                List.copyOf(document.keySet()).subList(0, 13));
        assertEquals(3, ((List<?>) document.get("runs")).size());
        assertTrue(Json.line(document).contains("\"status\":\"checks_failed\""), "told as it is, not in a dialect");
    }

    @Test
    void metricsOfAllRunsHaveAColumn() {
        var csv = Export.csv(SessionBuilder.of("g", Metric.higher("qps"))
                .run(1e21, Status.KEEP, "")
                .summary());
        assertTrue(csv.contains(",1e+21,"), csv);
    }

    /** RFC 4180, the other way round. */
    private static List<List<String>> rows(String csv) {
        var rows = new ArrayList<List<String>>();
        var row = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (quoted && c == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"') cell.append(csv.charAt(++i));
            else if (c == '"') quoted = !quoted;
            else if (!quoted && (c == ',' || csv.startsWith("\r\n", i))) {
                row.add(cell.toString());
                cell.setLength(0);
                if (c == '\r') {
                    rows.add(List.copyOf(row));
                    row.clear();
                    i++;
                }
            } else cell.append(c);
        }
        return rows;
    }
}
