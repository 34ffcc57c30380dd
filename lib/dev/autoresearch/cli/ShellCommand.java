package dev.autoresearch.cli;

import dev.autoresearch.Dsl;
import dev.autoresearch.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import jdk.jshell.tool.JavaShellToolBuilder;

final class ShellCommand implements CliCommand {
    private static final String STARTUP = "jshell-startup.jsh";

    /** JShell keeps its history in the preferences, which would report on the terminal that they are new. */
    private static final Logger PREFERENCES = Logger.getLogger("java.util.prefs");

    @Override
    public Usage usage() {
        return Usage.of("shell", "Open JShell with the words imported.", "autoresearch shell");
    }

    @Override
    public int run(Arguments arguments, Console console) {
        PREFERENCES.setLevel(Level.WARNING);
        var folder = arguments.value("cwd").orElse("");
        CliCommand.sessionName(arguments, console)
                .ifPresentOrElse(name -> Dsl.use(folder, name), () -> Dsl.use(folder));
        try {
            var startup = startup();
            try {
                return JavaShellToolBuilder.builder().start(options(startup));
            } finally {
                Files.deleteIfExists(startup);
            }
        } catch (Problem problem) {
            throw problem;
        } catch (Exception e) {
            throw new Problem(
                            "JShell could not be opened: " + e,
                            "a whole JDK is needed: java --list-modules | grep jdk.jshell")
                    .because(e);
        }
    }

    private static String[] options(Path startup) {
        var options = new ArrayList<>(List.of(
                "--execution",
                "local",
                "--class-path",
                System.getProperty("java.class.path"),
                "--startup",
                "DEFAULT",
                "--startup",
                startup.toString()));
        // Without a terminal JShell reads a script from standard input, and shows only what the script prints.
        if (!Console.isTerminal(0)) options.addAll(List.of("-s", "-"));
        return options.toArray(new String[0]);
    }

    /** A script from a pipe shows what it prints, and no greeting. */
    private static Path startup() throws IOException {
        var copy = Files.createTempFile("autoresearch", ".jsh");
        try (InputStream text = ShellCommand.class.getResourceAsStream("/" + STARTUP)) {
            if (text == null) throw new IOException(STARTUP + " is missing from the class path");
            var lines = new String(text.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(copy, Console.isTerminal(0) ? lines : lines.replace("greet();", ""));
        }
        return copy;
    }
}
