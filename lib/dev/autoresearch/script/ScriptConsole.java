package dev.autoresearch.script;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.session.ProgressListener;
import dev.autoresearch.session.ProgressListener.PairForecast;
import dev.autoresearch.view.ProgressLine;
import dev.autoresearch.view.Style;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Warnings, notices and problems of a script or of JShell, each problem with the line of the script. */
public final class ScriptConsole {
    /** How JShell calls the classes that it makes of what a person types. */
    private static final String TYPED = "REPL.";

    private static final int COLUMNS = 79;

    private static final ProgressLine PROGRESS = new ProgressLine(err(), Style.PLAIN.on(false, COLUMNS), isSeen()) {
        @Override
        public synchronized void outlook(PairForecast outlook) {
            super.outlook(outlook);
            outlook.estimate().ifPresent(estimate -> ScriptConsole.line(outlook + ", " + estimate));
        }
    };

    private ScriptConsole() {}

    public static ProgressListener progress() {
        return PROGRESS;
    }

    /** Standard output in UTF-8, whatever the locale: so the command line prints as well. */
    public static PrintStream out() {
        return new PrintStream(System.out, true, StandardCharsets.UTF_8);
    }

    public static PrintStream err() {
        return new PrintStream(System.err, true, StandardCharsets.UTF_8);
    }

    /** Is standard error a terminal? False where the system does not say. */
    private static boolean isSeen() {
        try {
            var end = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return end.startsWith("/dev/pts/") || end.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    /** Begins to open a file on this machine's desktop, if there is one, and does not wait for it. */
    public static void open(Path file) {
        opener(System.getProperty("os.name", ""), System.getenv(), Boolean.getBoolean("java.awt.headless"))
                .ifPresent(program -> open(file, program));
    }

    /** The program that opens a file; empty where there is no desktop. */
    static Optional<String> opener(String system, Map<String, String> environment, boolean headless) {
        var name = system.toLowerCase(Locale.ROOT);
        if (headless) return Optional.empty();
        if (name.startsWith("mac")) return Optional.of("open");
        if (name.startsWith("windows")) return Optional.of("explorer");
        boolean desktop = !environment.getOrDefault("DISPLAY", "").isEmpty()
                || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
        return desktop ? Optional.of("xdg-open") : Optional.empty();
    }

    static void open(Path file, String program) {
        try {
            new ProcessBuilder(program, file.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException missing) {
            // a desktop without that program: the file is there all the same
        }
    }

    /** Makes room for what stays; something else is waited for from now on. */
    public static void clear() {
        PROGRESS.clear();
        PROGRESS.begin("");
    }

    /** A command of ours as Java has it: {@code restore(4)}; what has no word there is a line for a shell. */
    public static String java(NextStep step) {
        var about = step.value("");
        var description = step.value("-d").map(ScriptConsole::quoted);
        return switch (step.command()) {
            case "" -> option(step);
            case "attempt" -> step.has("--help") ? "help()" : "attempt(" + description.orElse("") + ")";
            case "log" ->
                "log(" + description.orElse("")
                        + step.value("-s").map(status -> ", " + status).orElse("") + ")";
            case "run" -> "run(" + step.value("-c").map(ScriptConsole::quoted).orElse("") + ")";
            case "init" -> init(step);
            case "ideas" ->
                switch (about.orElse("")) {
                    case "add" -> "idea(" + quoted(last(step)) + ")";
                    case "done" -> "ideaDone(" + last(step) + ")";
                    default -> "ideas()";
                };
            case "status" ->
                step.has("--all")
                        ? "runs()"
                        : "print(status(" + step.value("--segment").orElse("") + "))";
            case "show", "restore" -> step.command() + "(" + about.orElse("") + ")";
            case "verify", "audit", "settle", "reset" -> step.command() + "()";
            case "finalize" -> step.has("--base") ? step.shell() : "finalizeBranches()";
            case "holdout" ->
                "holdout(" + step.value("-c").map(ScriptConsole::quoted).orElse("") + ")";
            case "brief" -> "print(brief())";
            case "watch" -> "serve()";
            default -> step.shell();
        };
    }

    private static String option(NextStep step) {
        return step.value("--rule")
                .map(rule -> "rule(" + quoted(rule) + ")")
                .or(() -> step.value("--isolated").map(none -> "loop(1, agent(…), until(…))"))
                .or(() -> step.value("-C").map(folder -> "use(\"folder\")"))
                .or(() -> step.value("-n").map(name -> "init(" + quoted(name) + ", lower(\"latency_ms\"))"))
                .or(() -> step.value("-c").map(none -> "the other command"))
                .orElseGet(step::shell);
    }

    /** What begins a session, or begins it anew with what is named. */
    private static String init(NextStep step) {
        boolean anew = step.has("--reset");
        if (anew && step.value("-n").isEmpty()) return step.arguments().size() > 2 ? step.shell() : "reset()";
        var name = step.value("-n").filter(word -> !word.equals("NAME")).orElse("goal");
        var metric = step.value("-m").filter(word -> !word.equals("METRIC")).orElse("metric_name");
        var direction = step.value("-d").orElse("lower");
        var unit = step.value("-u").map(word -> ".unit(" + quoted(word) + ")").orElse("");
        var goal = quoted(name) + ", " + direction + "(" + quoted(metric) + ")" + unit;
        var rest = new StringBuilder();
        for (var argument : step.arguments())
            switch (argument.option()) {
                case "-c" ->
                    rest.append(".command(").append(quoted(argument.value())).append(')');
                case "--guard", "--protect", "--report" ->
                    rest.append('.')
                            .append(argument.option().substring(2))
                            .append('(')
                            .append(quoted(argument.value()))
                            .append(')');
                case "--no-git" -> rest.append(".git(false)");
                default -> {} // the rest says where, and there we are
            }
        if (anew) return "reset(setup(" + goal + ")" + rest + ")";
        if (step.has("--protect") && step.value("-n").isEmpty()) return "setup(…)" + rest;
        return rest.length() == 0 ? "init(" + goal + ", \"./benchmark.sh\")" : "init(setup(" + goal + ")" + rest + ")";
    }

    private static String last(NextStep step) {
        return step.arguments().get(step.arguments().size() - 1).value();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Prints the warnings of a measurement. */
    public static Measurement warned(Measurement measured) {
        for (var warning : measured.warnings()) warn(SafeText.line(warning));
        return measured;
    }

    /** What ends a script: for a problem not where in the library it was noticed, but where in the script. */
    public static void uncaught(Throwable failure, PrintStream err) {
        if (failure instanceof Problem problem) {
            err.println(problem.explanation(ScriptConsole::java));
            ownLines(problem).stream().findFirst().ifPresent(line -> err.println("  at " + line));
        } else failure.printStackTrace(err);
    }

    /** JShell shows the message of an exception and its frames, so there the hint joins the one, and only own lines stay. */
    public static Problem shown(Problem problem) {
        var lines = ownLines(problem).toArray(new StackTraceElement[0]);
        boolean typed = Arrays.stream(problem.getStackTrace()).anyMatch(ScriptConsole::isTyped);
        if (!typed || isOwn(problem.getStackTrace()[0])) return problem;
        var hint = problem.nextSteps().text(ScriptConsole::java);
        var shown = new Problem(problem.getMessage() + "\n" + hint.indent(2).stripTrailing(), problem.nextSteps());
        shown.setStackTrace(lines);
        return shown;
    }

    /** The person's own frames, innermost first, of the failure that it all began with. */
    private static List<StackTraceElement> ownLines(Throwable failure) {
        var cause = failure.getCause();
        var inner = cause == null ? List.<StackTraceElement>of() : ownLines(cause);
        if (!inner.isEmpty()) return inner;
        return Arrays.stream(failure.getStackTrace())
                .filter(ScriptConsole::isOwn)
                .toList();
    }

    /** Neither the JDK's, which has modules, nor ours. */
    private static boolean isOwn(StackTraceElement frame) {
        return frame.getModuleName() == null && !frame.getClassName().startsWith("dev.autoresearch.");
    }

    private static boolean isTyped(StackTraceElement frame) {
        return frame.getClassName().startsWith(TYPED);
    }

    public static void warn(String sentence) {
        line("warning: " + sentence);
    }

    /** Worth knowing and no problem. */
    public static void line(String sentence) {
        clear();
        err().println("autoresearch: " + sentence);
    }
}
