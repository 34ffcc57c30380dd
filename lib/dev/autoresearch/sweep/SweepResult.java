package dev.autoresearch.sweep;

import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What came of a sweep.
 *
 * @param template the command
 * @param names of the parameters
 * @param runs every variant that was measured in this session, in the order in which they were logged
 * @param best the one that was kept last, since it beat the one before it side by side; empty when none passed
 */
public record SweepResult(
        Metric metric, CommandTemplate template, List<String> names, List<Run> runs, Optional<Run> best) {

    /** What a segment of a sweep's session holds. */
    public static SweepResult of(Segment segment, Sweep sweep) {
        var runs = new ArrayList<Run>();
        for (var run : segment.runs()) if (ParameterValues.of(run).isPresent()) runs.add(run);
        var best = segment.incumbent().filter(run -> ParameterValues.of(run).isPresent());
        var names = new ArrayList<String>();
        for (var parameter : sweep.parameters()) names.add(parameter.name());
        return new SweepResult(segment.setup().metric(), sweep.template(), names, List.copyOf(runs), best);
    }

    /** The command that a run measured. */
    public String command(Run run) {
        return ParameterValues.of(run).map(template::fill).orElse("");
    }

    /** {@code best batch=16 threads=4: 12.3 ms}. */
    @Override
    public String toString() {
        if (best.isEmpty()) return "no variant passed";
        return "best " + SafeText.line(best.get().description(), 100) + ": "
                + best.get().result(metric);
    }
}
