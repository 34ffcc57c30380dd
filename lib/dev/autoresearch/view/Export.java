package dev.autoresearch.view;

import dev.autoresearch.json.Json;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Segment;
import dev.autoresearch.session.SessionSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A session as files for other tools. */
public final class Export {
    private Export() {}

    /** Every run of every segment, RFC 4180, one column for each metric. */
    public static String csv(SessionSummary summary) {
        var names = metricNames(summary);
        var header = new ArrayList<>(
                List.of("segment", "run", "status", "metric", "unit", "commit", "confidence", "logged"));
        for (var name : names) header.add("metrics." + name);
        header.add("description");
        var text = new StringBuilder(csvRow(header));
        for (var segment : summary.session().segments())
            for (var run : segment.runs()) text.append(csvRow(csvCells(segment, run, names)));
        return text.toString();
    }

    private static List<String> csvCells(Segment segment, Run run, Set<String> names) {
        var cells = new ArrayList<String>();
        cells.add(String.valueOf(segment.index()));
        cells.add(String.valueOf(run.number()));
        cells.add(run.status().word());
        cells.add(run.measured() ? Json.number(run.metric()) : "");
        cells.add(disarmed(segment.setup().metric().unit()));
        cells.add(disarmed(run.commit()));
        cells.add(run.confidence().isPresent() ? Json.number(run.confidence().getAsDouble()) : "");
        cells.add(Instant.ofEpochMilli((long) run.timestamp()).toString());
        for (var name : names)
            cells.add(
                    run.metrics().containsKey(name) ? Json.number(run.metrics().get(name)) : "");
        cells.add(disarmed(run.description()));
        return cells;
    }

    private static String csvRow(List<String> cells) {
        return String.join(",", cells.stream().map(Export::csvCell).toList()) + "\r\n";
    }

    private static String csvCell(String cell) {
        boolean quote = false;
        for (int i = 0; i < cell.length(); i++) quote |= ",\"\r\n".indexOf(cell.charAt(i)) >= 0;
        return quote ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    /** A stranger's text that begins like a formula, which a spreadsheet would run. */
    private static String disarmed(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    /** Columns as karpathy/autoresearch writes them: commit, the metrics, status, description. */
    public static String tsv(SessionSummary summary) {
        var metric = summary.session().metric().name();
        var names = new LinkedHashSet<String>();
        names.add(metric);
        for (var run : summary.session().runs()) names.addAll(run.metrics().keySet());
        var text = new StringBuilder("commit\t" + String.join("\t", names) + "\tstatus\tdescription\n");
        for (var run : summary.session().runs()) {
            var cells = new ArrayList<>(List.of(SafeText.line(run.commit())));
            for (var name : names) cells.add(metric(run, name));
            cells.addAll(List.of(run.status().word(), SafeText.line(run.description())));
            text.append(String.join("\t", cells) + "\n");
        }
        return text.toString();
    }

    private static String metric(Run run, String name) {
        return run.metrics().containsKey(name) ? Json.number(run.metrics().get(name)) : "";
    }

    private static Set<String> metricNames(SessionSummary summary) {
        var names = new LinkedHashSet<String>();
        for (var segment : summary.session().segments())
            for (var run : segment.runs()) names.addAll(run.metrics().keySet());
        return names;
    }
}
