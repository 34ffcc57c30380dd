package dev.autoresearch.process;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Finds METRIC lines in the bytes of one output stream, however they are cut into pieces. Memory does
 * not grow with the output: only the beginning of a possible METRIC line is kept.
 *
 * <p>A line ends with {@code \n}, {@code \r\n} or {@code \r}: progress bars return the carriage before a METRIC line.
 * A line of more than {@value #LONGEST} bytes is no METRIC line. One instance serves one thread; instances made by
 * {@link #sibling} may feed from different threads into the same samples.
 */
public final class MetricParser {
    /** The longest METRIC line, in bytes without its end. */
    public static final int LONGEST = 4096;

    static final int MOST = 100_000;
    private static final int NAMED_REFUSALS = 5;
    private static final int SHOWN = 80;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_./\u00B5\u03BC-]+");
    /** Names that would do harm in the JavaScript readers of the same journal. */
    private static final List<String> RESERVED = List.of("__proto__", "constructor", "prototype");
    /** {@link Double#parseDouble} also takes {@code 1d}, {@code NaN} and {@code 0x1p3}. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

    private final Samples found;
    private final byte[] kept = new byte[LONGEST + 1];
    private int length;
    private boolean skipping;

    /** A reader of one stream. */
    public MetricParser() {
        this(new Samples());
    }

    private MetricParser(Samples found) {
        this.found = found;
    }

    /** A reader of another stream that adds to the same samples and warnings. */
    public MetricParser sibling() {
        return new MetricParser(found);
    }

    /** Reads the next {@code count} bytes of the stream. */
    public void feed(byte[] bytes, int from, int count) {
        int end = from + count;
        for (int at = from; at < end; ) {
            int stop = at;
            while (stop < end && bytes[stop] != '\n' && bytes[stop] != '\r') stop++;
            keep(bytes, at, stop);
            if (stop < end) end();
            at = stop + 1;
        }
    }

    /** Reads one whole line, or several. */
    public void line(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        feed(bytes, 0, bytes.length);
        end();
    }

    /** The stream is at its end: a last line without a line end counts. */
    public void end() {
        if (length > 0) {
            String text = new String(kept, 0, Math.min(length, LONGEST), StandardCharsets.UTF_8);
            found.read(text, length > LONGEST);
        }
        length = 0;
        skipping = false;
    }

    /** Every valid value so far: names in order of first appearance, values in order. */
    public Map<String, List<Double>> samples() {
        return found.values();
    }

    /** What was refused so far: the first few lines by name, the others by number. */
    public List<String> warnings() {
        return found.warnings();
    }

    private void keep(byte[] bytes, int from, int to) {
        if (skipping || from == to) return;
        if (length == 0 && !mayBegin(bytes[from])) {
            skipping = true;
            return;
        }
        int room = Math.min(to - from, kept.length - length);
        System.arraycopy(bytes, from, kept, length, room);
        length += room;
    }

    /** Whether a METRIC line can begin so: its M, white space, or the first byte of white space beyond ASCII. */
    private static boolean mayBegin(byte first) {
        return switch (first) {
            case 'M', ' ', '\t', 0x0B, '\f', (byte) 0xC2, (byte) 0xE1, (byte) 0xE2, (byte) 0xE3, (byte) 0xEF -> true;
            default -> false;
        };
    }

    /**
     * The values and the refusals of one run, gathered from all its streams. Bounded: of more than {@value #MOST} values
     * the first ones and each name's last stay; more names than that are refused.
     */
    private static final class Samples {
        private final Map<String, List<Double>> values = new LinkedHashMap<>();
        private final List<String> refusals = new ArrayList<>();
        private long refused;
        private int kept;
        private long dropped;

        /**
         * Reads a line by contracts: {@code METRIC name=value}. Any other line is passed over.
         *
         * @param line without its end
         * @param cut whether the line goes on, too long to be a METRIC line
         */
        synchronized void read(String line, boolean cut) {
            int start = skipSpace(line, 0);
            if (!line.startsWith("METRIC", start)) return;
            int keyword = start + "METRIC".length();
            int body = skipSpace(line, keyword);
            if (body == keyword || body == line.length()) return;
            int equals = line.indexOf('=', body);
            if (cut) refuse(line, "a METRIC line has at most " + LONGEST + " bytes");
            else if (equals < 0) refuse(line, "write METRIC name=value");
            else pair(line, trim(line, body, equals), trim(line, equals + 1, line.length()));
        }

        synchronized Map<String, List<Double>> values() {
            Map<String, List<Double>> copy = new LinkedHashMap<>();
            for (Map.Entry<String, List<Double>> each : values.entrySet())
                copy.put(each.getKey(), List.copyOf(each.getValue()));
            return copy;
        }

        synchronized List<String> warnings() {
            List<String> copy = new ArrayList<>(refusals);
            long unnamed = refused - refusals.size();
            if (unnamed > 0) copy.add("… and " + unnamed + " more METRIC lines ignored");
            if (dropped > 0) copy.add("more than " + MOST + " METRIC values: " + dropped + " in between were not kept");
            return copy;
        }

        private void pair(String line, String name, String value) {
            if (!NAME.matcher(name).matches()) refuse(line, "a name has ASCII letters, digits and _ . - / µ only");
            else if (RESERVED.contains(name)) refuse(line, "the name is reserved, take another");
            else if (!NUMBER.matcher(value).matches())
                refuse(
                        line,
                        value.indexOf(',') < 0
                                ? "the value must be a plain decimal number and nothing after it"
                                : "the value must have a point and no comma; LC_ALL=C before the command often sees to it");
            else if (Double.isInfinite(Double.parseDouble(value))) refuse(line, "the value is too large");
            else add(line, name, Double.parseDouble(value));
        }

        private void add(String line, String name, double number) {
            List<Double> known = values.get(name);
            if (kept < MOST) {
                values.computeIfAbsent(name, first -> new ArrayList<>(1)).add(number);
                kept++;
            } else if (known == null) {
                refuse(line, "too many METRIC values before it");
            } else {
                known.set(known.size() - 1, number);
                dropped++;
            }
        }

        private void refuse(String line, String reason) {
            refused++;
            if (refusals.size() < NAMED_REFUSALS) refusals.add("ignored: " + shown(line) + " (" + reason + ")");
        }

        private static String shown(String line) {
            String whole = trim(line, 0, line.length());
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < whole.length() && i < SHOWN; i++)
                text.append(Character.isISOControl(whole.charAt(i)) ? '?' : whole.charAt(i));
            return whole.length() > SHOWN ? text.append('…').toString() : text.toString();
        }
    }

    /** The first index from {@code at} on that is no white space. */
    private static int skipSpace(String text, int at) {
        int next = at;
        while (next < text.length() && isSpace(text.charAt(next))) next++;
        return next;
    }

    /** The part between two indexes without white space around it. */
    private static String trim(String text, int from, int to) {
        int start = Math.min(skipSpace(text, from), to);
        int end = to;
        while (end > start && isSpace(text.charAt(end - 1))) end--;
        return text.substring(start, end);
    }

    /** White space as JavaScript's {@code \s} knows it, and so the other readers of the format; Java's knows ASCII only. */
    private static boolean isSpace(char c) {
        if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
        return Character.isSpaceChar(c) || c == '\uFEFF';
    }
}
