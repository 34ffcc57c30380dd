package dev.autoresearch.sweep;

import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Segment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What was varied, and what was measured for it.
 *
 * @param names of the parameters
 * @param runs one for each variant, in the order in which they were logged; at least one
 * @param best the one that was kept last, since it beat the one before it side by side; empty when none passed
 */
public record SweepVariants(List<String> names, List<Run> runs, Optional<Run> best) {

    /** Those of a segment that a sweep filled; empty where runs are of anything else. */
    public static Optional<SweepVariants> of(Segment segment) {
        var names = new LinkedHashSet<String>();
        for (var run : segment.runs()) {
            var setting = ParameterValues.of(run);
            if (setting.isEmpty()) return Optional.empty();
            names.addAll(setting.get().values().keySet());
        }
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(new SweepVariants(List.copyOf(names), segment.runs(), segment.incumbent()));
    }

    /** A variant's change in percent against the first one; empty for the first itself, and where either has no value. */
    public OptionalDouble fromFirst(Run run) {
        var first = runs.get(0);
        boolean isComparable = run.number() != first.number()
                && first.measured()
                && run.crashed().isEmpty();
        return isComparable ? run.changeFrom(Optional.of(first)) : OptionalDouble.empty();
    }

    /** Best value first; of equals the earlier one; those without a value come last. */
    public List<Run> ranked(Metric metric) {
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
}
