package dev.autoresearch.report;

import dev.autoresearch.process.MetricParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What GNU time writes: with {@code -v}, with {@code -p}, and with {@code -f} where the format makes lines
 * {@code name=value} ({@code METRIC} before it is welcome). A file that the run appended to several times gives several samples. Other
 * lines are passed over, since time's output is often mixed with the command's.
 */
final class TimeReport {
    private static final String WALL = "wall_s";

    /** What {@code -v} calls a figure, and what we do; GNU time's kbytes are KiB. */
    private static final Map<String, String> LABELS = Map.ofEntries(
            Map.entry("Elapsed (wall clock) time (h:mm:ss or m:ss)", WALL),
            Map.entry("User time (seconds)", "user_s"),
            Map.entry("System time (seconds)", "system_s"),
            Map.entry("Percent of CPU this job got", "cpu_percent"),
            Map.entry("Maximum resident set size (kbytes)", "max_rss_kb"),
            Map.entry("Major (requiring I/O) page faults", "major_faults"),
            Map.entry("Minor (reclaiming a frame) page faults", "minor_faults"),
            Map.entry("Voluntary context switches", "voluntary_switches"),
            Map.entry("Involuntary context switches", "involuntary_switches"),
            Map.entry("File system inputs", "fs_inputs"),
            Map.entry("File system outputs", "fs_outputs"),
            Map.entry("real", WALL),
            Map.entry("user", "user_s"),
            Map.entry("sys", "system_s"));

    private final Map<String, List<Double>> found = new LinkedHashMap<>();
    private final MetricParser formatted = new MetricParser();
    private Optional<String> failure = Optional.empty();

    private TimeReport() {}

    static List<ReportedBenchmark> read(ReportFile file) {
        var report = new TimeReport();
        try {
            for (var line : file.text().lines().toList()) report.take(line.strip());
        } catch (IOException e) {
            throw file.unreadable(e);
        }
        report.found.putAll(report.formatted.samples());
        if (report.found.isEmpty()) throw file.notThisFormat("no line of it is one of -v, -p, or name=value");
        return report.benchmarks();
    }

    private void take(String line) {
        if (line.startsWith("Command exited with non-zero status ") || line.startsWith("Command terminated by signal "))
            failure = Optional.of("the " + line.substring(0, 1).toLowerCase(Locale.ROOT) + line.substring(1));
        else if (line.startsWith("METRIC ")) formatted.line(line);
        else if (line.indexOf('=') > 0) formatted.line("METRIC " + line);
        else labelled(line);
    }

    /** {@code label: value} of -v, {@code label value} of -p. */
    private void labelled(String line) {
        int colon = line.lastIndexOf(": ");
        int end = colon >= 0 ? colon : line.indexOf(' ');
        if (end < 0 || !LABELS.containsKey(line.substring(0, end))) return;
        var name = LABELS.get(line.substring(0, end));
        double value = value(line.substring(end + (colon >= 0 ? 2 : 1)).strip());
        if (Double.isFinite(value))
            found.computeIfAbsent(name, none -> new ArrayList<>()).add(value);
    }

    /** A number, a percentage, or a time {@code h:mm:ss} or {@code m:ss.ss} in seconds; NaN for anything else. */
    private static double value(String text) {
        var number = text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
        double value = 0;
        try {
            for (var part : number.split(":", -1)) value = value * 60 + Double.parseDouble(part);
            return value;
        } catch (NumberFormatException notANumber) {
            return Double.NaN;
        }
    }

    private List<ReportedBenchmark> benchmarks() {
        var benchmarks = new ArrayList<ReportedBenchmark>();
        found.forEach((name, samples) -> {
            boolean isMain = name.equals(WALL) || !found.containsKey(WALL);
            var one = isMain
                    ? ReportedBenchmark.main(name, unit(name), samples)
                    : ReportedBenchmark.secondary(name, unit(name), samples);
            benchmarks.add(failure.map(one::failed).orElse(one));
        });
        return benchmarks;
    }

    private static String unit(String name) {
        if (name.endsWith("_kb")) return "KiB";
        if (name.endsWith("_percent")) return "%";
        for (var unit : List.of("ns", "us", "ms", "s")) if (name.endsWith("_" + unit)) return unit;
        return "";
    }
}
