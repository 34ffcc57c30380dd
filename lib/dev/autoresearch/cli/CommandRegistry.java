package dev.autoresearch.cli;

import java.util.List;
import java.util.Optional;

/** The words of the command line. Only the chosen one is loaded, since start-up time is felt at every call. */
final class CommandRegistry {
    static final List<String> NAMES = List.of(
            "demo",
            "init",
            "run",
            "log",
            "attempt",
            "loop",
            "sweep",
            "status",
            "watch",
            "verify",
            "audit",
            "finalize",
            "holdout",
            "brief",
            "ideas",
            "show",
            "restore",
            "export",
            "serve",
            "reset",
            "shell",
            "completion");

    private CommandRegistry() {}

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
                    case "verify" -> new VerifyCommand();
                    case "audit" -> new AuditCommand();
                    case "finalize" -> new FinalizeCommand();
                    case "holdout" -> new HoldoutCommand();
                    case "brief" -> new BriefCommand();
                    case "ideas" -> new IdeasCommand();
                    case "show" -> new ShowCommand();
                    case "restore" -> new RestoreCommand();
                    case "export" -> new ExportCommand();
                    case "serve" -> new ServeCommand();
                    case "reset" -> new ResetCommand();
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
            var usage = find(name).orElseThrow().usage();
            text.append("  ")
                    .append(name)
                    .append(" ".repeat(12 - name.length()))
                    .append(usage.summary())
                    .append('\n');
        }
        return text.append("\nautoresearch COMMAND --help explains one; autoresearch demo shows it at work\n")
                .toString();
    }
}
