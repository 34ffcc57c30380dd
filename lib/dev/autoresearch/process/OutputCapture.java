package dev.autoresearch.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where the output of one run goes: the metrics, the tail and the file. A file that cannot be written is a warning,
 * never the end of a run. After {@link #close} everything that still arrives is dropped.
 */
final class OutputCapture implements AutoCloseable {
    private static final int TAIL = 64 * 1024;
    private static final int LINE = 1024;

    private final TailBuffer tail = new TailBuffer(TAIL);
    private final MetricParser out = new MetricParser();
    private final MetricParser err = out.sibling();
    private final List<String> warnings = new ArrayList<>();
    private final Path path;
    private final OutputListener listener;
    private OutputStream file = OutputStream.nullOutputStream();
    private boolean closed;
    private long reported;

    OutputCapture(Path path, OutputListener listener) {
        this.path = path;
        this.listener = listener;
        try {
            Path parent = path.toAbsolutePath().getParent();
            if (parent != null) Files.createDirectories(parent);
            file = Files.newOutputStream(path);
        } catch (IOException e) {
            giveUpFile(e);
        }
    }

    /** Takes standard output; writing never fails. */
    OutputStream standardOutput() {
        return sink(out);
    }

    /** Takes standard error; writing never fails. */
    OutputStream standardError() {
        return sink(err);
    }

    /** The newest complete line, empty when there is none since the last call. */
    synchronized String newLine() {
        if (tail.total() == reported) return "";
        reported = tail.total();
        return tail.lastLine(LINE);
    }

    synchronized long bytes() {
        return tail.total();
    }

    /** Ends the last lines and closes the file. */
    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        out.end();
        err.end();
        closeFile();
    }

    synchronized String tail() {
        return tail.text();
    }

    synchronized Map<String, List<Double>> samples() {
        return out.samples();
    }

    synchronized List<String> warnings() {
        List<String> all = new ArrayList<>(out.warnings());
        all.addAll(warnings);
        return all;
    }

    private synchronized void take(MetricParser lines, byte[] bytes, int from, int count) {
        if (closed) return;
        lines.feed(bytes, from, count);
        if (lines == out) listener.bytes(bytes, from, count);
        tail.add(bytes, from, count);
        try {
            file.write(bytes, from, count);
        } catch (IOException e) {
            giveUpFile(e);
            closeFile();
            file = OutputStream.nullOutputStream();
            makeRoom();
        }
    }

    /**
     * A part of the output must not be what keeps the result of the run from a full disk. Only a plain file is emptied;
     * a device or a link is not ours.
     */
    private void makeRoom() {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) return;
        try (var part = FileChannel.open(path, StandardOpenOption.WRITE)) {
            part.truncate(0);
        } catch (IOException e) {
            giveUpFile(e);
        }
    }

    private void closeFile() {
        try {
            file.close();
        } catch (IOException e) {
            giveUpFile(e);
        }
    }

    private void giveUpFile(IOException e) {
        if (warnings.isEmpty())
            warnings.add("the whole output could not be saved to " + path + " (" + e.getMessage()
                    + "): free or unlock that place to have it next time");
    }

    private OutputStream sink(MetricParser lines) {
        return new OutputStream() {
            @Override
            public void write(int value) {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int count) {
                take(lines, bytes, from, count);
            }
        };
    }

    /** The last bytes of an output, in a ring of fixed size. */
    static final class TailBuffer {
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
}
