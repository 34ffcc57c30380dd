package dev.autoresearch.script;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.Problem;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.SafeText;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What whoever runs a script or types into JShell learns besides results: warnings, and problems with their own line. */
public final class ScriptConsole {
    /** How JShell calls the classes that it makes of what a person types. */
    private static final String TYPED = "REPL.";

    private static final ProgressLine GLIMPSE = new ProgressLine(err(), ProgressLine.isSeen());

    private ScriptConsole() {}

    /** Makes an object speak: what is worth knowing, and what goes on while it measures. */
    public static AutoResearch aloud(AutoResearch research) {
        return research.onNotice(ScriptConsole::line).onProgress(GLIMPSE);
    }

    /** Standard output in UTF-8, whatever the locale: so the command line prints as well. */
    public static PrintStream out() {
        return new PrintStream(System.out, true, StandardCharsets.UTF_8);
    }

    public static PrintStream err() {
        return new PrintStream(System.err, true, StandardCharsets.UTF_8);
    }

    /** Makes room for what stays; something else is waited for from now on. */
    public static void clear() {
        GLIMPSE.clear();
    }

    /** Says what to know before believing a measurement. */
    public static Measurement warned(Measurement measured) {
        for (var warning : measured.warnings()) warn(SafeText.line(warning));
        return measured;
    }

    /** What ends a script: for a problem not where in the library it was noticed, but where in the script. */
    public static void uncaught(Throwable failure, PrintStream err) {
        if (failure instanceof Problem problem) {
            err.println(problem.explanation());
            ownLines(problem).stream().findFirst().ifPresent(line -> err.println("  at " + line));
        } else failure.printStackTrace(err);
    }

    /** JShell shows the message of an exception and its frames, so there the hint joins the one, and only own lines stay. */
    public static Problem shown(Problem problem) {
        var lines = ownLines(problem).toArray(new StackTraceElement[0]);
        boolean typed = Arrays.stream(problem.getStackTrace()).anyMatch(ScriptConsole::isTyped);
        if (!typed || isOwn(problem.getStackTrace()[0])) return problem;
        var shown = new Problem(
                problem.getMessage() + "\n" + problem.hint().indent(2).stripTrailing(), problem.hint());
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

    private static void line(String sentence) {
        clear();
        err().println("autoresearch: " + sentence);
    }
}
