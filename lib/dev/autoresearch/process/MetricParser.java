package dev.autoresearch.process;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Finds METRIC lines in the bytes of one output stream, however they are cut into pieces. Only the beginning of a
 * line that may still be a METRIC line is kept, so memory does not grow with the output.
 *
 * <p>A line ends with {@code \n}, {@code \r\n} or {@code \r}: progress bars return the carriage before a METRIC line.
 * A line of more than {@value #LONGEST} bytes is no METRIC line. One instance serves one thread; instances made by
 * {@link #sibling} may feed from different threads into the same samples.
 */
public final class MetricParser {
    /** The longest METRIC line, in bytes without its end. */
    public static final int LONGEST = 4096;

    private final MetricSamples found;
    private final byte[] kept = new byte[LONGEST + 1];
    private int length;
    private boolean skipping;

    /** A reader of one stream. */
    public MetricParser() {
        this(new MetricSamples());
    }

    private MetricParser(MetricSamples found) {
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
}
