package dev.autoresearch.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Runs a command in a folder, the way a test says it: {@code shell.within(2).run("sleep 5")}. */
record ShellRunner(Path folder, Duration timeout, Map<String, String> environment, String input, Path output) {
    static ShellRunner in(Path folder) {
        return new ShellRunner(folder, Duration.ZERO, Map.of(), "", folder.resolve("output.log"));
    }

    ShellRunner within(long millis) {
        return new ShellRunner(folder, Duration.ofMillis(millis), environment, input, output);
    }

    ShellRunner with(String name, String value) {
        return new ShellRunner(folder, timeout, Map.of(name, value), input, output);
    }

    ShellRunner fed(String text) {
        return new ShellRunner(folder, timeout, environment, text, output);
    }

    ShellRunner writingTo(Path file) {
        return new ShellRunner(folder, timeout, environment, input, file);
    }

    /** An empty file, which a command may wait for. */
    static void create(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CommandResult run(String command) {
        return run(command, OutputListener.NONE);
    }

    CommandResult run(String command, OutputListener progress) {
        return new LocalExecutor().execute(new Command(command, folder, timeout, environment, input, output), progress);
    }
}
