package dev.autoresearch.git;

import dev.autoresearch.Problem;
import dev.autoresearch.process.PlatformText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The system's own tools on many files. Names go in as bytes ended by a zero, so that any name will do, whatever the
 * locale of this Java.
 */
final class BulkCopy {
    private BulkCopy() {}

    /** Runs a tool in a folder to its end. */
    static GitOutput run(Path folder, CharSequence rawNames, String... words) {
        var input = rawNames.toString().getBytes(StandardCharsets.ISO_8859_1);
        try {
            return new Program(List.of(words), folder, PlatformText.environment(), input, 1 << 16).run();
        } catch (IOException e) {
            throw new Problem(
                            words[0] + " cannot be run: " + e.getMessage(),
                            "check that it is on the PATH, or measure in one place: --pairing in-place")
                    .because(e);
        }
    }

    /** Deletes a folder with what is in it, write-protected folders too. */
    static void deleteAll(Path folder) {
        if (!Files.exists(folder)) return;
        var path = folder.toAbsolutePath();
        var anywhere = path.resolveSibling(".");
        if (run(anywhere, "", "rm", "-rf", "--", path.toString()).ok()) return;
        run(anywhere, "", "chmod", "-R", "u+rwx", "--", path.toString());
        var done = run(anywhere, "", "rm", "-rf", "--", path.toString());
        if (!done.ok()) throw done.problem("cannot remove " + folder, "remove it by hand");
    }
}
