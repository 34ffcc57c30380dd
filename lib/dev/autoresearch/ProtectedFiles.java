package dev.autoresearch;

import dev.autoresearch.journal.SessionFiles;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
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
import java.util.regex.PatternSyntaxException;

/**
 * The files that measure: the benchmark, the checks, the settings, and those that globs name. They are read from the
 * disk, so that neither a commit by hand nor an ignored file makes a difference.
 */
final class ProtectedFiles {
    private static final int BUFFER = 1 << 16;

    private final SessionFiles files;
    private final Path settings;
    private final List<Glob> globs = new ArrayList<>();

    /**
     * A pattern of paths relative to the session root.
     *
     * @param text as it was given; {@code !} in front lifts the protection
     */
    private record Glob(String text, boolean lifts, List<PathMatcher> matchers, String folder) {
        boolean matches(Path path) {
            for (var matcher : matchers) if (matcher.matches(path)) return true;
            return false;
        }
    }

    /**
     * @param files those of the tree where the candidate stands
     * @param settings the session's own, which stand beside its journal
     */
    ProtectedFiles(SessionFiles files, Path settings, List<String> globs) {
        this.files = files;
        this.settings = settings;
        for (var glob : globs) this.globs.add(parse(files.root(), glob));
    }

    /** Checks that a glob can be understood. */
    static void check(Path root, String glob) {
        parse(root, glob);
    }

    private static Glob parse(Path root, String text) {
        boolean lifts = text.startsWith("!");
        var pattern = (lifts ? text.substring(1) : text).strip();
        while (pattern.startsWith("./")) pattern = pattern.substring(2);
        try {
            if (pattern.isEmpty() || pattern.startsWith("/") || pattern.startsWith(".."))
                throw wrong(text, "it is relative to " + root);
            if (pattern.endsWith("/")) pattern += "**";
            else if (isPlain(pattern) && Files.isDirectory(root.resolve(pattern))) pattern += "/**";
            var matchers = new ArrayList<PathMatcher>();
            // "**/" stands for no folder, too, as in git
            for (var form : List.of(pattern, pattern.replace("/**/", "/"), pattern.replaceFirst("^\\*\\*/", "")))
                matchers.add(root.getFileSystem().getPathMatcher("glob:" + form));
            return new Glob(text, lifts, List.copyOf(matchers), folder(pattern));
        } catch (PatternSyntaxException e) {
            throw wrong(text, e.getDescription());
        } catch (InvalidPathException e) {
            throw wrong(text, e.getReason());
        }
    }

    private static Problem wrong(String text, String why) {
        return new Problem(
                "the glob \"" + Text.line(text, 60) + "\" cannot be understood: " + why,
                "--protect \"tests/**\" or --protect \"data/*.csv\"",
                Problem.USAGE);
    }

    private static boolean isPlain(String pattern) {
        for (int i = 0; i < pattern.length(); i++) if ("*?[{\\".indexOf(pattern.charAt(i)) >= 0) return false;
        return true;
    }

    /** The folder that all matches are in; empty for the root. */
    private static String folder(String pattern) {
        int end = 0;
        for (int i = 0; i < pattern.length() && "*?[{\\".indexOf(pattern.charAt(i)) < 0; i++)
            if (pattern.charAt(i) == '/') end = i;
        return pattern.substring(0, end);
    }

    private String name(Path path) {
        return files.root().relativize(path).toString();
    }

    /** The globs that match no file, most likely misspelt. */
    List<String> idle() {
        var idle = new ArrayList<String>();
        for (var glob : globs) if (!glob.lifts() && matches(glob).isEmpty()) idle.add(glob.text());
        return idle;
    }

    /** Path → SHA-256 of each that is there: of {@code named}, of those always protected, of those that globs name. */
    Map<String, String> hashes(Collection<String> named) {
        var paths = new TreeSet<>(named);
        paths.addAll(files.measuring());
        for (var glob : globs) if (!glob.lifts()) paths.addAll(matches(glob));
        var hashes = new TreeMap<String, String>();
        for (var path : paths) if (!isLifted(path)) hash(path).ifPresent(hash -> hashes.put(path, hash));
        return hashes;
    }

    private boolean isLifted(String path) {
        for (var glob : globs) if (glob.lifts() && glob.matches(Path.of(path))) return true;
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
                    if (glob.matches(Path.of(name)) && !own.contains(name)) matches.add(name);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw unreadable(start, e);
        }
        return matches;
    }

    private Optional<String> hash(String path) {
        var file =
                path.equals(files.layout().settings()) ? settings : files.root().resolve(path);
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

    private static Problem unreadable(Path path, IOException e) {
        return new Problem("cannot read " + path + ": " + e.getMessage(), "protected files must be readable")
                .because(e);
    }
}
