package dev.autoresearch.git;

import dev.autoresearch.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Ignored files and folders on their way from the user's tree to the incumbent's. */
public final class IgnoredFiles {
    private final Path from;
    private final Path to;
    private final List<String> raw;

    /** @param raw paths relative to {@code from}, in git's bytes */
    IgnoredFiles(Path from, Path to, List<String> raw) {
        this.from = from;
        this.to = to;
        this.raw = List.copyOf(raw);
    }

    /** Is there anything to copy? */
    public boolean isEmpty() {
        return raw.isEmpty();
    }

    /** Bytes in these files, as far as they can be read. */
    public long size() {
        if (raw.isEmpty()) return 0;
        var sum = BulkCopy.run(from, TemporaryIndex.terminated(raw), "du", "-scb", "--files0-from=-")
                .lines();
        var total = sum.isEmpty() ? "" : sum.get(sum.size() - 1);
        int end = 0;
        while (end < total.length() && Character.isDigit(total.charAt(end))) end++;
        return end == 0 ? 0 : Long.parseLong(total.substring(0, end));
    }

    /** What is there under these names goes; the copies keep their times, which a build looks at. */
    void copy() {
        if (raw.isEmpty()) return;
        try {
            Files.createDirectories(to);
        } catch (IOException e) {
            throw new Problem("cannot make " + to + ": " + e.getMessage(), "check that it can be written").because(e);
        }
        var names = TemporaryIndex.terminated(raw);
        BulkCopy.run(to, names, "xargs", "-0", "rm", "-rf", "--");
        var done = BulkCopy.run(
                from, names, "xargs", "-0", "cp", "-a", "--reflink=auto", "--parents", "-t", to.toString(), "--");
        if (!done.ok())
            throw done.problem(
                    "ignored files cannot be copied for the incumbent into " + to,
                    "free some space there, or name only what the benchmark needs: --carry \"node_modules\"");
    }
}
