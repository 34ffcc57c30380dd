package dev.autoresearch.exec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Runs a command in a folder, the way a test says it: {@code shell.within(2).run("sleep 5")}. */
record Shell(Path folder, Duration timeout, Map<String, String> environment, String input, Path output) {
    static Shell in(Path folder) {
        return new Shell(folder, Duration.ZERO, Map.of(), "", folder.resolve("output.log"));
    }

    Shell within(long millis) {
        return new Shell(folder, Duration.ofMillis(millis), environment, input, output);
    }

    Shell with(String name, String value) {
        return new Shell(folder, timeout, Map.of(name, value), input, output);
    }

    Shell fed(String text) {
        return new Shell(folder, timeout, environment, text, output);
    }

    Shell writingTo(Path file) {
        return new Shell(folder, timeout, environment, input, file);
    }

    /** An empty file, which a command may wait for. */
    static void create(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Execution run(String command) {
        return run(command, Progress.NONE);
    }

    Execution run(String command, Progress progress) {
        return new LocalExecutor().execute(new Task(command, folder, timeout, environment, input, output), progress);
    }
}
