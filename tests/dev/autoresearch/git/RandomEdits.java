package dev.autoresearch.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** What a careless agent does to a folder. Ignored files (`*.log`) are left where they are. */
final class RandomEdits {
    private static final List<String> NAMES = List.of(
            "a",
            "b",
            "c.txt",
            "with space",
            "new\nline",
            "quote\"'",
            "-dash",
            ":(top)",
            "*",
            "é日",
            "tab\t",
            "#x",
            "!y");

    private final Path folder;
    private final Random random;

    RandomEdits(Path folder, Random random) {
        this.folder = folder;
        this.random = random;
    }

    void several(int most) throws IOException {
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            one();
        }
    }

    private void one() throws IOException {
        switch (random.nextInt(8)) {
            case 0, 1 -> write(somewhere());
            case 2 -> remove(existing());
            case 3 -> rename(existing(), somewhere());
            case 4 -> toggleExecutable(existing());
            case 5 -> link(somewhere());
            case 6 -> write(existing());
            default -> swap(existing());
        }
    }

    private Path somewhere() {
        Path path = folder;
        for (int depth = random.nextInt(3); depth > 0; depth--) {
            path = path.resolve(name());
        }
        return path.resolve(name());
    }

    private String name() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    /** A file, if there is one that is not ignored; else any path, even that of a folder. */
    private Path existing() throws IOException {
        List<Path> files = files(folder);
        return files.isEmpty() ? somewhere() : files.get(random.nextInt(files.size()));
    }

    private static List<Path> files(Path under) throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.exists(under, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> all = Files.walk(under)) {
                all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                        .filter(path -> !path.toString().contains("/.git"))
                        .filter(path -> !path.toString().endsWith(".log")
                                && !path.toString().contains("/own/"))
                        .sorted()
                        .forEach(files::add);
            }
        }
        return files;
    }

    /** Makes room for a file; false when an ignored file lives there. */
    private boolean clear(Path path) throws IOException {
        for (Path above = path.getParent(); !above.equals(folder); above = above.getParent()) {
            if (Files.exists(above, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isDirectory(above, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(above);
            }
        }
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> all = Files.walk(path)) {
                List<Path> inside = all.sorted(Comparator.reverseOrder()).toList();
                for (Path each : inside) {
                    if (each.toString().endsWith(".log")) {
                        return false;
                    }
                }
                for (Path each : inside) {
                    Files.delete(each);
                }
            }
        }
        Files.deleteIfExists(path);
        Files.createDirectories(path.getParent());
        return true;
    }

    private void write(Path path) throws IOException {
        boolean executable = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && Files.isExecutable(path);
        if (clear(path)) {
            byte[] content = new byte[random.nextInt(200)];
            random.nextBytes(content);
            Files.write(path, content);
            permit(path, executable);
        }
    }

    private static void permit(Path path, boolean executable) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private void remove(Path path) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.delete(path);
        }
    }

    private void rename(Path from, Path to) throws IOException {
        if (Files.exists(from, LinkOption.NOFOLLOW_LINKS)
                && !to.startsWith(from)
                && clear(to)
                && Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(from, to);
        }
    }

    private void toggleExecutable(Path path) throws IOException {
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            permit(path, !Files.isExecutable(path));
        }
    }

    private void link(Path path) throws IOException {
        if (clear(path)) {
            Files.createSymbolicLink(path, Path.of(random.nextBoolean() ? "nowhere" : name()));
        }
    }

    /** A file becomes a folder, or the folder around it a file. */
    private void swap(Path path) throws IOException {
        if (random.nextBoolean() || path.getParent().equals(folder)) {
            write(path.resolve(name()));
        } else {
            write(path.getParent());
        }
    }
}
