package dev.autoresearch.git;

import dev.autoresearch.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;

/**
 * The system's own tools on many files. Names go in as bytes ended by a zero, so that any name will do, whatever the
 * locale of this Java.
 */
final class Copying {
    private Copying() {}

    /** Runs a tool in a folder to its end. */
    static Output run(Path folder, CharSequence rawNames, String... words) {
        var line = new CommandLine(words[0]);
        for (int i = 1; i < words.length; i++) line.addArgument(words[i], false);
        var capture = new Capture(rawNames.toString().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), 1 << 16);
        try {
            var executor = DefaultExecutor.builder()
                    .setWorkingDirectory(folder)
                    .setExecuteStreamHandler(capture)
                    .get();
            executor.setExitValues(null);
            int exit = executor.execute(line);
            return new Output(exit, capture.out(), capture.err());
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
