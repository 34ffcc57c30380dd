package dev.autoresearch.cli;

import dev.autoresearch.Problem;
import dev.autoresearch.model.SafeText;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From the command line to one word of the library. */
public final class Cli {
    public static final String VERSION = "0.1.0";

    /** The commands, in the order in which the help lists them. */
    static final List<String> NAMES =
            List.of(("demo init run log attempt loop sweep status watch verify audit settle finalize holdout brief"
                            + " ideas show restore export serve reset shell completion")
                    .split(" "));

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
            console.out().print(words.size() > 1 ? helpOf(words.get(1)) : help());
            return CliCommand.DONE;
        }
        if (isOneOf(words.get(0), "--version", "version")) {
            console.out().println("autoresearch " + VERSION);
            return CliCommand.DONE;
        }
        int at = commandIndex(words);
        var command = find(words.get(at)).orElseThrow(() -> unknown(words.get(at)));
        var rest = new ArrayList<>(words);
        rest.remove(at);
        var arguments = Arguments.parse(command.usage(), rest);
        if (arguments.has("help")) {
            console.out().print(command.usage().help());
            return CliCommand.DONE;
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
        return find(name).orElseThrow(() -> unknown(name)).usage().help();
    }

    private static boolean isOneOf(String word, String... words) {
        return List.of(words).contains(word);
    }

    private static Problem unknown(String word) {
        return new Problem(
                "unknown command " + SafeText.line(word, 60) + Arguments.suggestion(word, NAMES),
                "autoresearch --help lists the commands",
                Problem.USAGE);
    }

    /** The command of this name. Only the chosen one is loaded, since start-up time is felt at every call. */
    static Optional<CliCommand> find(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "demo" -> new DemoCommand();
                    case "init" -> new InitCommand();
                    case "run" -> new RunCommand();
                    case "log" -> new LogCommand();
                    case "attempt" -> new AttemptCommand();
                    case "loop" -> new LoopCommand();
                    case "sweep" -> new SweepCommand();
                    case "status" -> new StatusCommand();
                    case "watch" -> new WatchCommand();
                    case "verify" -> new CheckCommand(false);
                    case "audit" -> new CheckCommand(true);
                    case "settle" -> new SettleCommand();
                    case "finalize" -> new FinalizeCommand();
                    case "holdout" -> new HoldoutCommand();
                    case "brief" -> new BriefCommand();
                    case "ideas" -> new IdeasCommand();
                    case "show" -> new ShowCommand();
                    case "restore" -> new ShowCommand.RestoreCommand();
                    case "export" -> new ExportCommand();
                    case "serve" -> new ServeCommand();
                    case "reset" -> new InitCommand.ResetCommand();
                    case "shell" -> new ShellCommand();
                    case "completion" -> new CompletionCommand();
                    default -> null;
                });
    }

    /** The overview that {@code --help} prints. */
    static String help() {
        var text = new StringBuilder("""
                autoresearch: try an idea, measure it, keep what works, discard what does not

                usage: autoresearch COMMAND [options]

                """);
        for (var name : NAMES) {
            var summary = find(name).orElseThrow().usage().summary();
            text.append("  " + name + " ".repeat(12 - name.length()) + summary + "\n");
        }
        return text.append("\nautoresearch COMMAND --help explains one; autoresearch demo shows it at work\n")
                .toString();
    }
}
