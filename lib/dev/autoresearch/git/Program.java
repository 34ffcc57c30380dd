package dev.autoresearch.git;

import dev.autoresearch.process.PlatformText;
import dev.autoresearch.process.SignalShield;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;

/** A program to be run, never by a shell. */
final class Program {
    private final List<String> words;
    private final Path folder;
    private final Map<String, String> environment;
    private final byte[] input;
    private final int limit;

    /**
     * @param words its name and its arguments
     * @param folder where it runs
     * @param environment all of it
     * @param input bytes for its stdin
     * @param limit at most so many bytes of stdout are kept; the rest is read and dropped
     */
    Program(List<String> words, Path folder, Map<String, String> environment, byte[] input, int limit) {
        this.words = words;
        this.folder = folder;
        this.environment = environment;
        this.input = input;
        this.limit = limit;
    }

    /**
     * Runs it to its end, whatever its exit code.
     *
     * @throws IOException when it cannot be started
     */
    GitOutput run() throws IOException {
        try {
            var output = once();
            if (!SignalShield.isTooLate(output.exit())) return output;
        } catch (IOException failure) {
            if (!SignalShield.isRaised() || Thread.currentThread().isInterrupted()) throw failure;
        }
        return once();
    }

    private GitOutput once() throws IOException {
        CommandLine line = SignalShield.line(words.get(0));
        for (int i = 1; i < words.size(); i++) line.addArgument(words.get(i), false);
        ProcessPipes capture = new ProcessPipes(input, limit);
        DefaultExecutor executor = DefaultExecutor.builder()
                .setWorkingDirectory(folder)
                .setExecuteStreamHandler(capture)
                .get();
        executor.setExitValues(null);
        Map<String, String> variables = new HashMap<>(environment);
        int exit = executor.execute(PlatformText.exact(line, variables), variables);
        return new GitOutput(exit, capture.out(), capture.err());
    }
}
