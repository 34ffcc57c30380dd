package dev.autoresearch.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A repository that git makes once for all tests of this JVM, kept in memory: writing its two dozen files is quicker than
 * eight git processes.
 */
record RepoImage(List<Entry> entries) {
    private static final Map<String, RepoImage> KNOWN = new ConcurrentHashMap<>();

    /** A file, or a folder without content. */
    private record Entry(String path, byte[] content, Set<PosixFilePermission> permissions, boolean isFolder) {}

    /** The image of this name, made by filling an empty folder; it must not depend on where that is. */
    static RepoImage of(String name, Consumer<Path> fill) {
        return KNOWN.computeIfAbsent(name, unknown -> make(fill));
    }

    private static RepoImage make(Consumer<Path> fill) {
        try {
            var folder = Files.createTempDirectory("image");
            fill.accept(folder);
            var entries = new ArrayList<Entry>();
            try (var files = Files.walk(folder)) {
                for (var file : files.skip(1).toList())
                    if (!file.toString().endsWith(".sample")) entries.add(entry(folder, file));
            }
            try (var files = Files.walk(folder).sorted(Comparator.reverseOrder())) {
                for (var file : files.toList()) Files.delete(file);
            }
            return new RepoImage(List.copyOf(entries));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Entry entry(Path folder, Path file) throws IOException {
        boolean isFolder = Files.isDirectory(file);
        return new Entry(
                folder.relativize(file).toString(),
                isFolder ? new byte[0] : Files.readAllBytes(file),
                Files.getPosixFilePermissions(file),
                isFolder);
    }

    /** Writes it into a folder that has no files yet. */
    void write(Path folder) {
        try {
            Files.createDirectories(folder);
            for (var entry : entries) {
                var path = folder.resolve(entry.path());
                if (entry.isFolder()) {
                    Files.createDirectories(path);
                } else {
                    Files.write(path, entry.content(), StandardOpenOption.CREATE_NEW);
                    Files.setPosixFilePermissions(path, entry.permissions());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // the index knows the files by their age, which is another one here
        TestRepo.git(folder, "update-index", "-q", "--refresh");
    }
}
