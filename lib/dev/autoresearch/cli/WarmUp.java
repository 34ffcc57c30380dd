package dev.autoresearch.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Runs everyday commands in the current folder, an empty repository, so that Java can archive the classes that they load
 * (AppCDS). Only the launcher calls it.
 */
final class WarmUp {
    private static final String CHANGE = "a new file";

    private static final List<List<String>> COMMANDS = List.of(
            List.of("init", "-n", "warm up", "-m", "bytes", "-c", "echo METRIC bytes=5"),
            List.of("attempt", "-d", "baseline"),
            List.of("attempt", "-d", CHANGE),
            List.of("run"),
            List.of("log", "-s", "discard", "-d", "the same once more", "-i", "another"),
            List.of("ideas"),
            List.of("brief"),
            List.of("show", "1", "--json"),
            List.of("status", "--json"));

    private WarmUp() {}

    public static void main(String... args) throws IOException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (var command : COMMANDS) {
            if (command.contains(CHANGE)) Files.writeString(Path.of("new"), CHANGE);
            var console = new Console(InputStream.nullInputStream(), out, out, Map.of());
            Cli.run(command.toArray(new String[0]), console);
        }
        Main.main(new String[] {"status"});
    }
}
