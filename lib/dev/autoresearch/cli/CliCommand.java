package dev.autoresearch.cli;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.model.Measurement.Outcome;
import java.nio.file.Path;
import java.util.Optional;

/** One word of the command line: parse, call one word of {@link AutoResearch}, print. */
interface CliCommand {
    /** The variable that names the session when the option does not. */
    String SESSION = "AUTORESEARCH_SESSION";

    // exit codes, a contract with scripts and agents; Problem has those of problems
    int DONE = 0;
    int BENCHMARK_FAILED = 3;
    int TIMED_OUT = 4;
    int CHECKS_FAILED = 5;
    int NOT_KEPT = 9;

    static int exit(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> DONE;
            case FAILED -> BENCHMARK_FAILED;
            case TIMED_OUT -> TIMED_OUT;
            case CHECKS_FAILED -> CHECKS_FAILED;
        };
    }

    Usage usage();

    /** Does its work and returns the exit code. */
    int run(Arguments arguments, Console console);

    static AutoResearch session(Arguments arguments, Console console) {
        var name = sessionName(arguments, console);
        name.ifPresent(console::inSession);
        var research = AutoResearch.in(folder(arguments)).onNotice(console::notice);
        return name.map(research::named).orElse(research);
    }

    /** The session's name: as the option says, else as the environment does. */
    static Optional<String> sessionName(Arguments arguments, Console console) {
        var given = arguments.value("session");
        if (given.isPresent() && given.get().isEmpty())
            throw arguments.usage("--session needs a name; the session without one is meant when it is left out");
        return given.or(() -> Optional.ofNullable(console.environment().get(SESSION)))
                .filter(name -> !name.isEmpty());
    }

    /** The same, for a command that measures: {@code --report} goes with it. */
    static AutoResearch measuring(Arguments arguments, Console console) {
        var research = session(arguments, console);
        arguments.value("report").ifPresent(research::report);
        return research;
    }

    static Path folder(Arguments arguments) {
        var folder = arguments.value("cwd").orElse("");
        // An empty variable is behind it, and the current folder is hardly meant.
        if (folder.isEmpty() && arguments.has("cwd")) throw arguments.usage("-C needs a folder, not an empty text");
        try {
            return Path.of(folder);
        } catch (java.nio.file.InvalidPathException e) {
            throw arguments.usage("-C needs a folder: " + e.getMessage());
        }
    }
}
