package dev.autoresearch.process;

import java.nio.charset.StandardCharsets;

/** The last bytes of an output, in a ring of fixed size. */
final class TailBuffer {
    private final byte[] ring;
    private long total;

    TailBuffer(int size) {
        ring = new byte[size];
    }

    void add(byte[] bytes, int from, int count) {
        int skipped = Math.max(0, count - ring.length);
        int start = (int) ((total + skipped) % ring.length);
        int first = Math.min(count - skipped, ring.length - start);
        System.arraycopy(bytes, from + skipped, ring, start, first);
        System.arraycopy(bytes, from + skipped + first, ring, 0, count - skipped - first);
        total += count;
    }

    /** How many bytes have ever been added. */
    long total() {
        return total;
    }

    /** What is kept, read leniently as UTF-8; a character cut at its beginning is left out. */
    String text() {
        long start = Math.max(0, total - ring.length);
        if (start > 0) while (start < total && (at(start) & 0xC0) == 0x80) start++;
        return text(start, total);
    }

    /** The last complete line that is not blank, at most {@code longest} bytes of it; empty when there is none. */
    String lastLine(int longest) {
        long oldest = Math.max(0, total - ring.length);
        long end = total;
        while (end > oldest && !isEnd(at(end - 1))) end--;
        while (end > oldest && (isEnd(at(end - 1)) || at(end - 1) == ' ')) end--;
        long start = end;
        while (start > oldest && !isEnd(at(start - 1))) start--;
        return text(start, Math.min(end, start + longest));
    }

    private static boolean isEnd(byte value) {
        return value == '\n' || value == '\r';
    }

    private byte at(long position) {
        return ring[(int) (position % ring.length)];
    }

    private String text(long from, long to) {
        byte[] bytes = new byte[(int) (to - from)];
        for (int i = 0; i < bytes.length; i++) bytes[i] = at(from + i);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
