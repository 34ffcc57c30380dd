package dev.autoresearch.git;

import dev.autoresearch.Problem;
import dev.autoresearch.process.PlatformText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Many files and folders below one, handled by the system's own tools. Names go in as bytes ended by a zero, so that
 * any name will do in any locale.
 */
public final class FileSet {
    private static final int MOST_BYTES = 1 << 16;

    private final Path folder;
    private final List<String> raw;

    /** @param raw paths relative to the folder, in git's bytes */
    FileSet(Path folder, List<String> raw) {
        this.folder = folder;
        this.raw = List.copyOf(raw);
    }

    public boolean isEmpty() {
        return raw.isEmpty();
    }

    /** Bytes in these files, as far as they can be read. */
    public long size() {
        if (raw.isEmpty()) return 0;
        var sum = run(folder, raw, "du", "-scb", "--files0-from=-").lines();
        var total = sum.isEmpty() ? "" : sum.get(sum.size() - 1);
        int end = 0;
        while (end < total.length() && Character.isDigit(total.charAt(end))) end++;
        return end == 0 ? 0 : Long.parseLong(total.substring(0, end));
    }

    /** Copies them with their times, which a build compares; a file system that can share the space does. */
    GitOutput copyTo(Path other) {
        return run(folder, raw, "xargs", "-0", "cp", "-a", "--reflink=auto", "--parents", "-t", other.toString(), "--");
    }

    /** Deletes what has these names in another folder. */
    void deleteIn(Path other) {
        run(other, raw, "xargs", "-0", "rm", "-rf", "--");
    }

    /** Deletes a folder with what is in it, write-protected folders too. */
    static void deleteAll(Path folder) {
        if (!Files.exists(folder)) return;
        var path = folder.toAbsolutePath();
        var anywhere = path.resolveSibling(".");
        if (run(anywhere, List.of(), "rm", "-rf", "--", path.toString()).ok()) return;
        run(anywhere, List.of(), "chmod", "-R", "u+rwx", "--", path.toString());
        var done = run(anywhere, List.of(), "rm", "-rf", "--", path.toString());
        if (!done.ok()) throw done.problem("cannot remove " + folder, "remove it by hand");
    }

    private static GitOutput run(Path folder, List<String> raw, String... words) {
        var input = TemporaryIndex.terminated(raw).toString().getBytes(StandardCharsets.ISO_8859_1);
        try {
            return Program.run(List.of(words), folder, PlatformText.environment(), input, MOST_BYTES);
        } catch (IOException e) {
            throw new Problem(
                            words[0] + " cannot be run: " + e.getMessage(),
                            "check that it is on the PATH, or measure in one place: --pairing in-place")
                    .because(e);
        }
    }
}
