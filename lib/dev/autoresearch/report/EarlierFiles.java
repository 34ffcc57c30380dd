package dev.autoresearch.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The files of a report as they were just before a run, so that nothing of an earlier run is taken for this one's. Time
 * alone is not enough: runs of a few milliseconds follow each other within the tick of the clock that files are dated by.
 */
public final class EarlierFiles {
    /** A file's time comes from the kernel's tick, which may be this much behind the clock. */
    private static final Duration TICK = Duration.ofMillis(20);
    /** Only so much of a text that may be appended to is compared with what it was. */
    private static final int COMPARED = 1 << 20;

    private final Instant started;
    private final Map<Path, Stamp> files = new HashMap<>();

    /** A file as it was: by these a rewritten one is recognised, and text that was appended. */
    private record Stamp(FileTime written, long size, Optional<Object> id, String text) {
        static Stamp of(Path file, boolean isText) throws IOException {
            var now = Files.readAttributes(file, BasicFileAttributes.class);
            boolean isRead = isText && now.isRegularFile() && now.size() <= COMPARED;
            var text = isRead ? EarlierFiles.text(file) : "";
            return new Stamp(now.lastModifiedTime(), now.size(), Optional.ofNullable(now.fileKey()), text);
        }

        boolean isSame(Stamp other) {
            return written.equals(other.written) && size == other.size && id.equals(other.id);
        }
    }

    private EarlierFiles(Instant started) {
        this.started = started;
    }

    /** Nothing is known but when the run began. */
    public static EarlierFiles than(Instant started) {
        return new EarlierFiles(started);
    }

    /** What is there now, when a run begins. */
    public static EarlierFiles than(Instant started, ReportSpec spec, Path root) {
        var earlier = new EarlierFiles(started);
        for (var file : ReportFile.there(spec, root)) {
            try {
                earlier.files.put(file, Stamp.of(file, spec.format() == ReportFormat.TIME));
            } catch (IOException unreadable) {
                // reading it after the run gives the reason
            }
        }
        return earlier;
    }

    boolean isStale(Path file) throws IOException {
        var now = Stamp.of(file, false);
        var written = now.written().toInstant();
        if (isStale(written, started)) return true;
        var before = Optional.ofNullable(files.get(file));
        return before.isPresent() && before.get().isSame(now) && !isWholeSecond(written);
    }

    /** What the run wrote into a text: what follows on what was there, in one that was appended to. */
    String since(Path file) throws IOException {
        var now = text(file);
        var before = Optional.ofNullable(files.get(file)).map(Stamp::text).orElse("");
        return now.startsWith(before) && now.length() > before.length() ? now.substring(before.length()) : now;
    }

    private static String text(Path file) throws IOException {
        // not readString, which refuses what is no UTF-8
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /** Some file systems keep whole seconds only; those are compared by the second. */
    static boolean isStale(Instant written, Instant notBefore) {
        var earliest = isWholeSecond(written) ? notBefore.truncatedTo(ChronoUnit.SECONDS) : notBefore.minus(TICK);
        return written.isBefore(earliest);
    }

    private static boolean isWholeSecond(Instant written) {
        return written.truncatedTo(ChronoUnit.SECONDS).equals(written);
    }
}
