package dev.autoresearch.agent;

import dev.autoresearch.json.Json;
import dev.autoresearch.model.SafeText;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Lines that came into the journal while an agent worked, without those that no command of ours writes then: a config
 * line, which would put another goal in place of the session's, a fingerprint, which would put another benchmark in place of
 * the baseline's, and a kept run whose value no measurement before it has.
 * This notices who writes what he wishes were true; whoever forges the measurements as well has to be caught by
 * {@code verify}, which measures again.
 */
final class JournalClaims {
    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
    private final List<String> taken = new ArrayList<>();
    private final List<Double> measured = new ArrayList<>();
    private boolean fingerprinted;

    /**
     * Of a journal from this byte on. What was measured and not logged before it counts: another agent's candidate may be
     * in the middle of its trial when this one begins to work.
     */
    JournalClaims(byte[] journal, int begin) {
        int start = 0;
        while (start < begin) {
            int end = lineEnd(journal, start);
            note(line(journal, start, end));
            start = end;
        }
        for (start = begin; start < journal.length; start = lineEnd(journal, start)) take(journal, start);
    }

    private static int lineEnd(byte[] bytes, int start) {
        for (int i = start; i < bytes.length; i++) if (bytes[i] == '\n') return i + 1;
        return bytes.length;
    }

    private static Map<String, Object> line(byte[] bytes, int from, int to) {
        return Json.object(bytes, from, to - from).orElse(Map.of());
    }

    /** The lines that may stay. */
    byte[] rest() {
        return rest.toByteArray();
    }

    /** What the others say, in a few words each. */
    List<String> taken() {
        return List.copyOf(taken);
    }

    private void take(byte[] journal, int from) {
        int to = lineEnd(journal, from);
        var line = line(journal, from, to);
        if ("config".equals(line.get("type"))) taken.add("a new goal");
        else if (fingerprinted && "fingerprint".equals(line.get("type"))) taken.add("another benchmark");
        else if (isClaim(line)) taken.add("\"" + SafeText.line(String.valueOf(line.get("description")), 60) + "\"");
        else {
            rest.write(journal, from, to - from);
            note(line);
            return;
        }
        if (isRun(line)) measured.clear();
    }

    private void note(Map<String, Object> line) {
        if ("config".equals(line.get("type"))) fingerprinted = false;
        if ("fingerprint".equals(line.get("type"))) fingerprinted = true;
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
