package dev.autoresearch.workshop;

import dev.autoresearch.json.Json;
import dev.autoresearch.model.Text;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Lines that came into the journal while an agent worked, without those that no command of ours writes then: a config
 * line, which would put another goal in place of the session's, and a kept run whose value no measurement before it has.
 * This notices who writes what he wishes were true; whoever forges the measurements as well has to be caught by
 * {@code verify}, which measures again.
 */
final class Claims {
    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
    private final List<String> taken = new ArrayList<>();
    private final List<Double> measured = new ArrayList<>();

    /** Of these bytes, whole lines as a rule. */
    Claims(byte[] lines) {
        int start = 0;
        for (int i = 0; i < lines.length; i++) {
            if (lines[i] != '\n') continue;
            take(lines, start, i + 1);
            start = i + 1;
        }
        take(lines, start, lines.length);
    }

    /** The lines that may stay. */
    byte[] rest() {
        return rest.toByteArray();
    }

    /** What the others say, in a few words each. */
    List<String> taken() {
        return List.copyOf(taken);
    }

    private void take(byte[] lines, int from, int to) {
        var line = Json.object(lines, from, to - from).orElse(Map.of());
        if ("config".equals(line.get("type"))) taken.add("a new goal");
        else if (isClaim(line)) taken.add("\"" + Text.line(String.valueOf(line.get("description")), 60) + "\"");
        else rest.write(lines, from, to - from);
        if (line.get("primary") instanceof Number value) measured.add(value.doubleValue());
        if (isRun(line)) measured.clear();
    }

    private boolean isClaim(Map<String, Object> line) {
        if (!isRun(line) || Boolean.TRUE.equals(line.get("unmeasured"))) return false;
        boolean isPutAway = List.of("discard", "crash", "checks_failed").contains(String.valueOf(line.get("status")));
        return !isPutAway && !isMeasured(line);
    }

    /** The value of a run is one that was measured, or lies between two of them. */
    private boolean isMeasured(Map<String, Object> line) {
        if (!(line.get("metric") instanceof Number value) || measured.isEmpty()) return false;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double one : measured) {
            least = Math.min(least, one);
            most = Math.max(most, one);
        }
        return value.doubleValue() >= least && value.doubleValue() <= most;
    }

    private static boolean isRun(Map<String, Object> line) {
        return line.get("metric") instanceof Number || line.get("run") instanceof Number;
    }
}
