package dev.autoresearch.agent;

import dev.autoresearch.json.Json;
import dev.autoresearch.process.OutputListener;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Finds an agent's lines in the bytes of its output, however they are cut and however many there are: DESCRIPTION,
 * HYPOTHESIS, IDEA, LEARNED, ASI key=value, COST usd=0.12, at the beginning of a line. JSON output is searched as well:
 * the text of {@code result} and {@code total_cost_usd}. Memory is bounded: of a plain line 4 KiB count, and a JSON line
 * counts up to 8 MiB.
 */
final class AgentOutput implements OutputListener {
    private static final int PLAIN = 4096;
    private static final int JSON = 8 << 20;
    private static final int SHORT = 200;
    private static final int LONG = 500;
    private static final int MOST = 20;
    private static final int MOST_KEYS = 50;
    private static final double MOST_USD = 1e6;
    private static final Set<String> RESERVED = Set.of("__proto__", "constructor", "prototype");

    private byte[] line = new byte[PLAIN];
    private int length;
    private boolean cut;
    private String description = "";
    private String hypothesis = "";
    private String lastLine = "";
    private final Set<String> learned = new LinkedHashSet<>();
    private final Set<String> ideas = new LinkedHashSet<>();
    private final Map<String, Object> asi = new LinkedHashMap<>();
    private OptionalDouble cost = OptionalDouble.empty();
    private final OutputListener progress;

    /** @param progress gets the newest lines as well */
    AgentOutput(OutputListener progress) {
        this.progress = progress;
    }

    @Override
    public void line(String text) {
        progress.line(text);
    }

    @Override
    public synchronized void bytes(byte[] bytes, int from, int count) {
        int end = from + count;
        for (int at = from; at < end; ) {
            int stop = at;
            while (stop < end && bytes[stop] != '\n' && bytes[stop] != '\r') stop++;
            keep(bytes, at, stop);
            if (stop < end) endLine();
            at = stop + 1;
        }
    }

    /**
     * What an agent said, of bounded length.
     *
     * @param description the last DESCRIPTION line; empty when there was none
     * @param hypothesis the last HYPOTHESIS line; empty when there was none
     * @param learned LEARNED lines, each once
     * @param ideas IDEA lines, each once
     * @param asi ASI lines, the last value of each key
     * @param costUsd the sum of COST lines and of the totals in JSON output
     * @param lastLine the last line that says something to a person; empty when there was none
     */
    record Reply(
            String description,
            String hypothesis,
            List<String> learned,
            List<String> ideas,
            Map<String, Object> asi,
            OptionalDouble costUsd,
            String lastLine) {}

    /** What was said, a last line without its end included. */
    synchronized Reply reply() {
        endLine();
        return new Reply(
                description, hypothesis, List.copyOf(learned), List.copyOf(ideas), Map.copyOf(asi), cost, lastLine);
    }

    /** What the agent says that it is about, so far; empty when it has not said. */
    synchronized String topic() {
        return description.isEmpty() ? hypothesis : description;
    }

    private void keep(byte[] bytes, int from, int to) {
        if (from == to) return;
        byte first = length > 0 ? line[0] : bytes[from];
        int most = first == '{' || first == '[' ? JSON : PLAIN;
        int taken = Math.min(to - from, most - length);
        cut |= taken < to - from;
        if (length + taken > line.length) line = Arrays.copyOf(line, Math.min(most, 2 * (length + taken)));
        System.arraycopy(bytes, from, line, length, taken);
        length += taken;
    }

    private void endLine() {
        if (length > 0 && (line[0] == '{' || line[0] == '[') && !cut && readJson()) line = new byte[PLAIN];
        else readPlain(new String(line, 0, Math.min(length, PLAIN), StandardCharsets.UTF_8));
        length = 0;
        cut = false;
    }

    /** Is it JSON? Then it is no text for a person. */
    private boolean readJson() {
        var text = line[0] == '{' ? "" : "{\"all\":" + new String(line, 0, length, StandardCharsets.UTF_8) + "}";
        var bytes = text.isEmpty() ? line : text.getBytes(StandardCharsets.UTF_8);
        var object = Json.object(bytes, 0, text.isEmpty() ? length : bytes.length);
        if (object.isEmpty()) return false;
        if (object.get().get("all") instanceof List<?> items && line[0] == '[') {
            for (var item : items) if (item instanceof Map<?, ?> map) readResult(map);
        } else readResult(object.get());
        return true;
    }

    private void readResult(Map<?, ?> object) {
        if (object.get("total_cost_usd") instanceof Double usd) addCost(usd);
        if (object.get("result") instanceof String text) text.lines().forEach(this::readPlain);
    }

    private void readPlain(String raw) {
        var text = raw.strip();
        if (text.isEmpty()) return;
        int end = 0;
        while (end < text.length() && text.charAt(end) >= 'A' && text.charAt(end) <= 'Z') end++;
        var word = text.substring(0, end);
        boolean separated = end < text.length() && (text.charAt(end) == ':' || isSpace(text.charAt(end)));
        var rest = separated ? text.substring(end + 1).strip() : "";
        if (rest.isEmpty() || !take(word, rest)) lastLine = bounded(text, SHORT);
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private boolean take(String word, String rest) {
        switch (word) {
            case "DESCRIPTION" -> description = bounded(rest, SHORT);
            case "HYPOTHESIS" -> hypothesis = bounded(rest, LONG);
            case "LEARNED" -> add(learned, rest);
            case "IDEA" -> add(ideas, rest);
            case "ASI" -> takeNote(rest);
            case "COST" -> takeCost(rest);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void add(Set<String> texts, String text) {
        if (texts.size() < MOST) texts.add(bounded(text, LONG));
    }

    private void takeNote(String rest) {
        int equals = rest.indexOf('=');
        if (equals < 1) return;
        var key = bounded(rest.substring(0, equals).strip(), 64);
        if (key.isEmpty() || RESERVED.contains(key) || (asi.size() >= MOST_KEYS && !asi.containsKey(key))) return;
        asi.put(key, bounded(rest.substring(equals + 1).strip(), LONG));
    }

    private void takeCost(String rest) {
        for (var part : rest.split("[\\s,;]+"))
            if (part.matches("usd=[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?"))
                addCost(Double.parseDouble(part.substring(4)));
    }

    private void addCost(double usd) {
        if (usd >= 0 && usd <= MOST_USD) cost = OptionalDouble.of(cost.orElse(0) + usd);
    }

    /** One line without control characters, at most so long. */
    static String bounded(String text, int most) {
        var clean = new StringBuilder();
        for (int i = 0; i < text.length() && clean.length() < most; i++) {
            char c = text.charAt(i);
            clean.append(Character.isISOControl(c) ? ' ' : c);
        }
        int end = clean.length();
        if (end > 0 && Character.isHighSurrogate(clean.charAt(end - 1))) clean.setLength(end - 1);
        return clean.toString().strip();
    }
}
