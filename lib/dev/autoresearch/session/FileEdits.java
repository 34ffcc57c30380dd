package dev.autoresearch.session;

import dev.autoresearch.Problem;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.process.Command;
import dev.autoresearch.process.CommandResult;
import dev.autoresearch.process.LocalExecutor;
import dev.autoresearch.process.PlatformText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * What a change does by hand: files and shell commands.
 *
 * @param root the session's folder; only what is under it can be put back
 */
public record FileEdits(Path root) {

    public Path write(String file, String text) {
        return write(inside(file), text);
    }

    public Path edit(String file, UnaryOperator<String> change) {
        var path = inside(file);
        try {
            return write(path, change.apply(Files.readString(path)));
        } catch (NoSuchFileException none) {
            throw new Problem("there is no file " + path, "check the name; write(\"file\", text) makes one")
                    .because(none);
        } catch (IOException e) {
            throw new Problem("cannot read " + path + " as text: " + e, "check the file").because(e);
        }
    }

    public Path edit(String file, String old, String replacement) {
        return edit(file, text -> {
            if (old.isEmpty() || !text.contains(old))
                throw new Problem(
                        file + " does not contain \"" + SafeText.line(old, 80) + "\"",
                        "look at the file; nothing was changed");
            return text.replace(old, replacement);
        });
    }

    private static Path write(Path path, String text) {
        try {
            if (path.getParent() != null) Files.createDirectories(path.getParent());
            return Files.writeString(path, text);
        } catch (IOException e) {
            throw new Problem("cannot write " + path + ": " + e.getMessage(), "check the folder").because(e);
        }
    }

    private Path inside(String file) {
        var path = PlatformText.path(root, file).normalize();
        if (!path.startsWith(root))
            throw new Problem(file + " is outside " + root, "an experiment changes files of its session");
        return path;
    }

    public String sh(String command) {
        try {
            var output = Files.createTempFile("autoresearch-sh", ".log");
            try {
                var task = Command.of(command, root, Duration.ZERO, output);
                return checked(command, new LocalExecutor().execute(task, line -> {}), output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new Problem("cannot keep the output of a command: " + e.getMessage(), "check the temporary folder")
                    .because(e);
        }
    }

    private static String checked(String command, CommandResult execution, Path output) throws IOException {
        var text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8).stripTrailing();
        if (execution.passed()) return text;
        var last = text.substring(text.lastIndexOf('\n') + 1);
        throw new Problem(
                "`" + SafeText.line(command, 80) + "` failed: " + SafeText.line(last, 200),
                "correct the command, or catch this");
    }
}
