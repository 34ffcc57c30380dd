package dev.autoresearch.cli;

import dev.autoresearch.Problem;
import dev.autoresearch.model.SafeText;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;

/** From the command line to one word of the library. */
public final class Cli {
    /** The version of this program. */
    public static final String VERSION = "0.1.0";

    private Cli() {}

    /** Runs a command line and returns the exit code; every problem has been explained by then. */
    public static int run(String[] args, Console console) {
        var words = List.of(args);
        console.json(words.contains("--json"));
        try {
            return dispatch(words, console);
        } catch (Problem problem) {
            return console.problem(problem);
        } catch (InvalidPathException name) {
            return name.getReason().startsWith("Malformed") ? console.problem(unmappable(name)) : console.defect(name);
        } catch (RuntimeException defect) {
            return console.defect(defect);
        }
    }

    private static Problem unmappable(InvalidPathException name) {
        return new Problem(
                        "in this locale Java cannot read a file called " + SafeText.line(name.getInput(), 100),
                        "export LC_ALL=C.UTF-8, then repeat the command")
                .because(name);
    }

    private static int dispatch(List<String> words, Console console) {
        if (words.isEmpty() || isOneOf(words.get(0), "--help", "-h", "help")) {
            console.out().print(words.size() > 1 ? helpOf(words.get(1)) : CommandRegistry.help());
            return ExitCode.DONE;
        }
        if (isOneOf(words.get(0), "--version", "version")) {
            console.out().println("autoresearch " + VERSION);
            return ExitCode.DONE;
        }
        int at = commandIndex(words);
        var command = CommandRegistry.find(words.get(at)).orElseThrow(() -> unknown(words.get(at)));
        var rest = new ArrayList<>(words);
        rest.remove(at);
        var arguments = Arguments.parse(command.usage(), rest);
        if (arguments.has("help")) {
            console.out().print(command.usage().help());
            return ExitCode.DONE;
        }
        return command.run(arguments, console);
    }

    /** The common options may stand before the command: {@code -C DIR status}. */
    private static int commandIndex(List<String> words) {
        int at = 0;
        while (at < words.size() - 1) {
            var word = words.get(at);
            if (isOneOf(word, "-C", "--cwd", "--session")) at += 2;
            else if (word.equals("--json") || word.startsWith("--cwd=") || word.startsWith("--session=")) at++;
            else break;
        }
        return Math.min(at, words.size() - 1);
    }

    private static String helpOf(String name) {
        return CommandRegistry.find(name)
                .orElseThrow(() -> unknown(name))
                .usage()
                .help();
    }

    private static boolean isOneOf(String word, String... words) {
        return List.of(words).contains(word);
    }

    private static Problem unknown(String word) {
        var near = NearestWord.to(word, CommandRegistry.NAMES);
        return new Problem(
                "unknown command " + SafeText.line(word, 60)
                        + near.map(name -> "; did you mean " + name + "?").orElse(""),
                "autoresearch --help lists the commands",
                Problem.USAGE);
    }
}
