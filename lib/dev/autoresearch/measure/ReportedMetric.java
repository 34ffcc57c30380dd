package dev.autoresearch.measure;

import dev.autoresearch.Problem;
import dev.autoresearch.model.Format;
import dev.autoresearch.model.Metric;
import dev.autoresearch.report.EarlierFiles;
import dev.autoresearch.report.ReportReader;
import dev.autoresearch.report.ReportSpec;
import dev.autoresearch.report.ReportedBenchmark;
import dev.autoresearch.report.Units;
import dev.autoresearch.stats.Interval;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Takes the metric from the benchmark's own report: the median of its samples, in the session's unit. A report that
 * cannot be believed is a warning and no value, as a missing METRIC line is. The candidate may have caused it, and a
 * loop must go on.
 */
final class ReportedMetric {
    private final ReportSpec spec;
    private final Metric metric;

    /** @throws Problem when the text is no specification of a report */
    ReportedMetric(String spec, Metric metric) {
        this.spec = ReportSpec.parse(spec);
        this.metric = metric;
    }

    /** What is there before a run.
     *
     * @param started epoch milliseconds
     */
    EarlierFiles earlier(Path root, long started) {
        return EarlierFiles.than(Instant.ofEpochMilli(started), spec, root);
    }

    /**
     * Reads the report of a run that passed. Value and samples take the place of what was printed under that name.
     *
     * @param earlier what was there before
     */
    OptionalDouble read(
            Path root,
            EarlierFiles earlier,
            Map<String, Double> values,
            Map<String, List<Double>> samples,
            List<String> warnings) {
        boolean isPrinted = values.remove(metric.name()) != null;
        samples.remove(metric.name());
        try {
            var one = ReportReader.select(spec, ReportReader.read(spec, root, earlier));
            var converted = converted(one);
            double value = Interval.median(
                    converted.stream().mapToDouble(Double::doubleValue).toArray());
            values.put(metric.name(), value);
            if (converted.size() > 1) samples.put(metric.name(), converted);
            if (isPrinted) warnings.add("METRIC " + metric.name() + " was printed too; the report's value counts");
            warnOfDirection(one, warnings);
            return OptionalDouble.of(value);
        } catch (Problem problem) {
            warnings.add(problem.getMessage() + "; " + oneLine(problem.hint()));
            return OptionalDouble.empty();
        }
    }

    private List<Double> converted(ReportedBenchmark one) {
        // Without a unit on one side there is nothing to convert between: the number is taken as it is.
        if (metric.unit().isBlank() || one.unit().isBlank()) return one.samples();
        return one.samples().stream()
                .map(sample -> Units.convert(sample, one.unit(), metric.unit()))
                .toList();
    }

    private void warnOfDirection(ReportedBenchmark one, List<String> warnings) {
        if (one.better().isEmpty() || one.better().get() == metric.direction()) return;
        warnings.add("in the report " + one.better().get().word() + " is better ("
                + Format.withUnit(one.samples().get(0), one.unit())
                + "), in this session " + metric.direction().word() + " is");
    }

    private static String oneLine(String hint) {
        return hint.lines()
                .map(String::strip)
                .reduce((line, part) -> line + (line.endsWith(":") ? " " : "; ") + part)
                .orElse("");
    }
}
