package dev.autoresearch.process;

import dev.autoresearch.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What to run.
 *
 * @param command handed to {@code bash -c} as it is
 * @param timeout after which the whole process tree is ended; zero means none
 * @param environment added to this program's own environment
 * @param input written to the command's standard input as UTF-8; empty means a closed standard input
 * @param output the file that receives everything the command prints (replaced when it exists)
 */
public record Command(
        String command, Path folder, Duration timeout, Map<String, String> environment, String input, Path output) {
    public Command {
        environment = Map.copyOf(environment);
        if (timeout.isNegative())
            throw new Problem("a timeout cannot be negative", "give seconds, or 0 for none", Problem.USAGE);
    }

    /** A command with nothing added to its environment and a closed standard input. */
    public static Command of(String command, Path folder, Duration timeout, Path output) {
        return new Command(command, folder, timeout, Map.of(), "", output);
    }
}
