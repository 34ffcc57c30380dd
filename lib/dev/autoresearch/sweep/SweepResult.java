package dev.autoresearch.sweep;

import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Segment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What was varied, and what was measured for it.
 *
 * @param template the command, with a place for each parameter; empty where the session has none
 * @param names of the parameters
 * @param runs one for each variant that was measured, in the order in which they were logged
 * @param best the one that was kept last: it beat the one before it; empty when none passed
 */
public record SweepResult(Metric metric, String template, List<String> names, List<Run> runs, Optional<Run> best) {

    /** What a segment of a sweep's session holds. */
    public static SweepResult of(Segment segment, Sweep sweep) {
        var runs = segment.runs().stream()
                .filter(run -> ParameterValues.of(run).isPresent())
                .toList();
        var best = segment.incumbent().filter(run -> ParameterValues.of(run).isPresent());
        var names = sweep.parameters().stream().map(Parameter::name).toList();
        return new SweepResult(segment.setup().metric(), sweep.template().toString(), names, runs, best);
    }

    /** What a segment holds that a sweep filled; empty where there is no run, or any of something else. */
    public static Optional<SweepResult> of(Segment segment) {
        var names = new LinkedHashSet<String>();
        for (var run : segment.runs()) {
            var setting = ParameterValues.of(run);
            if (setting.isEmpty()) return Optional.empty();
            names.addAll(setting.get().values().keySet());
        }
        if (names.isEmpty()) return Optional.empty();
        var setup = segment.setup();
        return Optional.of(new SweepResult(
                setup.metric(), setup.command().orElse(""), List.copyOf(names), segment.runs(), segment.incumbent()));
    }

    public String command(Run run) {
        return ParameterValues.of(run).map(new CommandTemplate(template)::fill).orElse("");
    }

    /** A variant's change in percent against the first one; empty for the first itself, and where either has no value. */
    public OptionalDouble fromFirst(Run run) {
        var first = runs.get(0);
        boolean isComparable = run.number() != first.number()
                && first.measured()
                && run.crashed().isEmpty();
        return isComparable ? run.changeFrom(Optional.of(first)) : OptionalDouble.empty();
    }

    /** Is this run the best one? */
    public boolean isBest(Run run) {
        return best.map(Run::number).equals(Optional.of(run.number()));
    }

    /** Best value first; of equals the earlier one; those without a value come last. */
    public List<Run> ranked() {
        var ranked = new ArrayList<>(runs);
        ranked.sort((one, other) -> {
            boolean a = isMeasured(one);
            boolean b = isMeasured(other);
            if (!a || !b) return Boolean.compare(b, a);
            return metric.better(one.metric(), other.metric())
                    ? -1
                    : metric.better(other.metric(), one.metric()) ? 1 : 0;
        });
        return ranked;
    }

    private static boolean isMeasured(Run run) {
        return run.measured() && run.crashed().isEmpty();
    }

    /** {@code best batch=16 threads=4: 12.3 ms}. */
    @Override
    public String toString() {
        if (best.isEmpty()) return "no variant passed";
        return "best " + SafeText.line(best.get().description(), 100) + ": "
                + best.get().result(metric);
    }
}
