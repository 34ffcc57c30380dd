package dev.autoresearch.process;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The files that hold the whole output of the newest runs, {@code run-20250131-235959-123-000.log}: UTC to the
 * millisecond and a number, so that names sort by time. Nothing here fails a run: a folder that cannot
 * be written gives a path all the same, and writing to that path fails.
 */
public final class OutputFiles {
    /** How many files stay. */
    public static final int KEPT = 50;

    private static final int MOST_PER_MILLISECOND = 1000;

    private final Path folder;

    /** Files in this folder, which is created when the first one is asked for. */
    public OutputFiles(Path folder) {
        this.folder = folder;
    }

    /** A new empty file, newer than all before it; older ones go, so that {@value #KEPT} stay with it. */
    public Path next() {
        String time = stamp(LocalDateTime.now(ZoneOffset.UTC));
        Path path = folder.resolve(name(time, 0));
        try {
            Files.createDirectories(folder);
            path = create(time);
            prune();
        } catch (IOException | DirectoryIteratorException e) {
            return path; // who writes there says why it fails; an old file too many does no harm
        }
        return path;
    }

    /** The newest file; empty when there is none yet. */
    public Optional<Path> newest() {
        if (!Files.isDirectory(folder)) return Optional.empty();
        try {
            var files = files();
            return files.isEmpty() ? Optional.empty() : Optional.of(files.get(files.size() - 1));
        } catch (IOException | DirectoryIteratorException e) {
            return Optional.empty(); // a folder that cannot be listed is like an empty one
        }
    }

    /** When a file was begun, in epoch milliseconds, as its name says; empty when that is no name of ours. */
    public static OptionalLong begun(Path file) {
        try {
            var pattern = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS");
            var time = LocalDateTime.parse(file.getFileName().toString().substring(4, 23), pattern);
            return OptionalLong.of(time.toInstant(ZoneOffset.UTC).toEpochMilli());
        } catch (IndexOutOfBoundsException | DateTimeException other) {
            return OptionalLong.empty();
        }
    }

    private Path create(String time) throws IOException {
        for (int number = 0; number < MOST_PER_MILLISECOND; number++) {
            try {
                return Files.createFile(folder.resolve(name(time, number)));
            } catch (FileAlreadyExistsException taken) {
                // another run of the same millisecond has it
            }
        }
        throw new IOException("no free name in " + folder);
    }

    private void prune() throws IOException {
        var files = files();
        for (int i = 0; i < files.size() - KEPT; i++) Files.deleteIfExists(files.get(i));
    }

    /** Oldest first. */
    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "run-*.log")) {
            for (Path each : found) files.add(each);
        }
        Collections.sort(files);
        return files;
    }

    private static String name(String time, int number) {
        return "run-" + time + "-" + digits(number, 3) + ".log";
    }

    /** By hand, since a formatter would cost each command its start. */
    private static String stamp(LocalDateTime time) {
        return digits(time.getYear(), 4)
                + digits(time.getMonthValue(), 2)
                + digits(time.getDayOfMonth(), 2)
                + "-"
                + digits(time.getHour(), 2)
                + digits(time.getMinute(), 2)
                + digits(time.getSecond(), 2)
                + "-"
                + digits(time.getNano() / 1_000_000, 3);
    }

    private static String digits(int value, int width) {
        String text = Integer.toString(value);
        return "0".repeat(Math.max(0, width - text.length())) + text;
    }
}
