package dev.autoresearch.session;

import dev.autoresearch.Problem;
import dev.autoresearch.journal.SessionFiles;
import dev.autoresearch.model.Layout;
import dev.autoresearch.process.PlatformText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The files that measure: the benchmark, the checks, the settings, and those that globs name. They are read from the
 * disk, so that neither a commit by hand nor an ignored file makes a difference.
 */
final class ProtectedFiles {
    private static final int BUFFER = 1 << 16;

    private final SessionFiles files;
    private final SessionFiles session;
    private final List<Glob> globs = new ArrayList<>();

    /**
     * @param files those of the tree where the candidate stands
     * @param session those of the session: its settings, and what a named one has for itself, stand in no other tree
     */
    ProtectedFiles(SessionFiles files, SessionFiles session, List<String> globs) {
        this.files = files;
        this.session = session;
        for (var glob : globs) this.globs.add(Glob.parse(files.root(), glob, "--protect"));
    }

    /** Checks that a glob can be understood. */
    static void check(Path root, String glob) {
        Glob.parse(root, glob, "--protect");
    }

    private String name(Path path) {
        return PlatformText.name(files.root(), path);
    }

    /** The globs that match no file, most likely misspelt. */
    List<String> idle() {
        return globs.stream()
                .filter(glob -> !glob.lifts() && matches(glob).isEmpty())
                .map(glob -> glob.text())
                .toList();
    }

    /** Path → SHA-256 of each that is there: of {@code named}, of those always protected, of those that globs name. */
    Map<String, String> hashes(Collection<String> named) {
        var paths = new TreeSet<>(named);
        paths.addAll(session.measuring());
        for (var glob : globs) if (!glob.lifts()) paths.addAll(matches(glob));
        var hashes = new TreeMap<String, String>();
        for (var path : paths) if (!isLifted(path)) hash(path).ifPresent(hash -> hashes.put(path, hash));
        return hashes;
    }

    /** Is it exempt by a glob that begins with {@code !}? */
    boolean isLifted(String path) {
        for (var glob : globs) if (glob.lifts() && glob.matches(PlatformText.path(Path.of(""), path))) return true;
        return false;
    }

    private List<String> matches(Glob glob) {
        var matches = new ArrayList<String>();
        var start = files.root().resolve(glob.folder());
        if (!Files.isDirectory(start)) return matches;
        var own = files.own();
        try {
            Files.walkFileTree(start, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    boolean skipped = folder.endsWith(".git") || folder.endsWith(Layout.STATE_FOLDER);
                    return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    var name = name(file);
                    if (glob.matches(files.root().relativize(file)) && !own.contains(name)) matches.add(name);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw unreadable(start, e);
        }
        return matches;
    }

    private Optional<String> hash(String path) {
        var file = path.equals(files.layout().settings()) ? session.settings() : PlatformText.path(rootOf(path), path);
        if (!Files.isRegularFile(file)) return Optional.empty();
        try (InputStream content = Files.newInputStream(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[BUFFER];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer))
                digest.update(buffer, 0, read);
            return Optional.of(HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchFileException gone) {
            // Between the look and the reading: it is not there.
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private Path rootOf(String path) {
        return path.startsWith(Layout.STATE_FOLDER + "/") ? session.root() : files.root();
    }

    private static Problem unreadable(Path path, IOException e) {
        return new Problem("cannot read " + path + ": " + e.getMessage(), "protected files must be readable")
                .because(e);
    }
}
