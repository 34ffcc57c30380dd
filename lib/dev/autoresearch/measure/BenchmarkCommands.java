package dev.autoresearch.measure;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.journal.SessionFiles;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Session;
import dev.autoresearch.process.PlatformText;
import dev.autoresearch.process.ShellWords;
import dev.autoresearch.session.SessionContext;
import dev.autoresearch.sweep.Sweep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The shell commands that measure a session. */
public record BenchmarkCommands(SessionContext context) {
    /** The command to run: the given one, the session's, or the script that is there. */
    public String of(Session session, Optional<String> given) {
        if (given.isEmpty()) refuseSweep(session);
        var command = given.or(session.setup()::command).or(() -> script().map(this::call));
        if (command.isEmpty() || command.get().isBlank())
            throw new Problem(
                    "there is nothing to run: no command was given, and there is no "
                            + String.join(" or ", context.files().layout().benchmarks()),
                    Hint.of(
                            "{} (a command that prints METRIC "
                                    + session.metric().name() + "=123)",
                            NextStep.of("run").with("-c", "./benchmark.sh")));
        refuseMissingScript(command.get());
        return command.get();
    }

    /** The benchmark script that is there; what a named session has for itself is in no tree. */
    private Optional<String> script() {
        return context.files()
                .benchmark()
                .filter(script -> script.startsWith("/"))
                .or(() -> context.filesInTree().benchmark());
    }

    /** The command of the checks, if there is such a script; likewise. */
    public Optional<String> checks() {
        var own = context.files().checks();
        var script = context.files().toCall(own).startsWith("/")
                ? own
                : context.filesInTree().checks();
        return Files.isRegularFile(script) ? Optional.of(call(toCall(script))) : Optional.empty();
    }

    /** A script by its name in the tree where the candidate stands, or by its whole path. */
    private String toCall(Path script) {
        return script.startsWith(context.tree())
                ? context.filesInTree().toCall(script)
                : context.files().toCall(script);
    }

    /** The command of a sweep has places for values; without them a shell would make something else of it. */
    private static void refuseSweep(Session session) {
        if (!Sweep.isIn(session.setup())) return;
        throw new Problem(
                "the session here is a sweep, whose command is nothing without values: " + session.setup(),
                Hint.of(
                        "more values:    {}\nanything else:  belongs into a session of its own, with another name",
                        NextStep.of("sweep", "NAME=VALUE,VALUE", "…")));
    }

    /** How to call a script in the shell: by its interpreter if it is not executable. */
    private String call(String script) {
        boolean executable = Files.isExecutable(PlatformText.path(context.tree(), script));
        if (script.startsWith("/")) return (executable ? "" : "bash ") + ShellWords.quoted(script);
        return (executable ? "./" : "bash ") + script;
    }

    /** A script that is not there or may not be executed is not run: the candidate is not to blame. */
    private void refuseMissingScript(String command) {
        var word = command.split(" ", 2)[0];
        if (!word.startsWith("./") && !word.startsWith("../") && !word.startsWith("/")) return;
        if (word.chars().anyMatch(c -> "$`*?[\\'\";&|<>(){}~".indexOf(c) >= 0)) return;
        var script = PlatformText.path(context.tree(), word);
        if (!Files.exists(script))
            throw new Problem(
                    "there is no " + SafeText.line(word) + " in " + context.tree(),
                    "check the name, or give a command with -c");
        if (Files.isDirectory(script))
            throw new Problem(
                    SafeText.line(word) + " is a folder, not a command", "check the name, or give a command with -c");
        if (!Files.isExecutable(script))
            throw new Problem(SafeText.line(word) + " is not executable", "chmod +x " + SafeText.line(word));
    }

    /** Is this path in the text? {@code /home/me/app-data} is another than {@code /home/me/app}. */
    public static boolean names(String text, String path) {
        for (int at = text.indexOf(path); at >= 0; at = text.indexOf(path, at + 1)) {
            int end = at + path.length();
            if (end == text.length()) return true;
            char next = text.charAt(end);
            if (!Character.isLetterOrDigit(next) && "-_.".indexOf(next) < 0) return true;
        }
        return false;
    }

    /** A command or script with the root's own path in it measures the user's tree wherever it is started. */
    public boolean nameRoot(String command) {
        var root = context.files().root().toString();
        // a named session's own script is called by its path, and runs where it is started
        var foreign = command.replace(context.files().home().toString() + "/", "");
        if (names(context.files().name().isPresent() ? foreign : command, root)) return true;
        for (var word : command.split(" ")) {
            var script = PlatformText.path(context.files().root(), word.isEmpty() ? "." : word.replace("\0", ""));
            try {
                if (Files.isRegularFile(script)
                        && Files.size(script) < 1 << 20
                        && names(SessionFiles.read(script).orElse(""), root)) return true;
            } catch (IOException unreadable) {
                // what cannot be read is executed as it is
            }
        }
        return false;
    }
}
