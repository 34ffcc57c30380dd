package dev.autoresearch.process;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What happened when a command ran. A failing command is a value too.
 *
 * @param exitCode as a shell shows it, 128 + n when signal n ended it; empty when our timeout ended it
 * @param durationSeconds wall time of the command alone, in seconds, from its start to its exit
 * @param samples every valid value of every metric; names in order of first appearance, values in order
 * @param tail the end of what it printed, 64 KiB at most, read leniently as UTF-8
 * @param warnings what a person should know about this run, each one sentence
 */
public record CommandResult(
        OptionalInt exitCode,
        boolean timedOut,
        double durationSeconds,
        Map<String, List<Double>> samples,
        String tail,
        List<String> warnings,
        long outputBytes) {
    public CommandResult {
        Map<String, List<Double>> copy = new LinkedHashMap<>();
        for (Map.Entry<String, List<Double>> each : samples.entrySet())
            copy.put(each.getKey(), List.copyOf(each.getValue()));
        samples = Collections.unmodifiableMap(copy);
        warnings = List.copyOf(warnings);
    }

    /** Whether it ended by itself with exit code 0. */
    public boolean passed() {
        return !timedOut && exitCode.isPresent() && exitCode.getAsInt() == 0;
    }

    /** The last value of each metric, names in order of first appearance. */
    public Map<String, Double> metrics() {
        Map<String, Double> last = new LinkedHashMap<>();
        for (Map.Entry<String, List<Double>> each : samples.entrySet())
            last.put(each.getKey(), each.getValue().get(each.getValue().size() - 1));
        return Collections.unmodifiableMap(last);
    }

    /** One line, such as {@code passed in 1.25 s  {total_ms=98.3}}. */
    @Override
    public String toString() {
        String outcome = passed() ? "passed" : timedOut ? "timed out" : "exit " + exitCode.orElse(-1);
        String time = outcome + " in " + Math.round(durationSeconds * 1000) / 1000.0 + " s";
        return samples.isEmpty() ? time : time + "  " + metrics();
    }
}
