package dev.autoresearch.script;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.autoresearch.Problem;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a script's user is told of a problem. */
class ScriptConsoleTest {
    private static final StackTraceElement OURS = new StackTraceElement("dev.autoresearch.Dsl", "edit", "Dsl.java", 7);
    private static final StackTraceElement LAMBDA = new StackTraceElement("First", "lambda$main$1", "First.java", 12);
    private static final StackTraceElement MAIN = new StackTraceElement("First", "main", "First.java", 9);
    private static final StackTraceElement TYPED = new StackTraceElement("REPL.$JShell$8", "do_it$", "$JShell$8", 5);

    @Test
    void aProblemThatEndsAScriptNamesTheLineOfTheScript() {
        assertEquals("""
                autoresearch: it failed
                  correct it
                  at First.main(First.java:9)
                """, uncaught(problem(OURS, MAIN)));
    }

    @Test
    void whatAChangeThrewIsToldWithTheLineInTheChange() {
        var thrown = new IllegalStateException("oops");
        thrown.setStackTrace(new StackTraceElement[] {LAMBDA, OURS, MAIN});

        var told = uncaught(problem(OURS, MAIN).because(thrown));

        assertEquals(
                "  at First.lambda$main$1(First.java:12)", told.lines().toList().get(2));
    }

    @Test
    void inJShellTheMessageCarriesTheHintAndTheFramesAreWhatWasTyped() {
        var shown = ScriptConsole.shown(problem(OURS, TYPED));

        assertEquals("it failed\n  correct it", shown.getMessage());
        assertArrayEquals(new StackTraceElement[] {TYPED}, shown.getStackTrace());
        assertSame(shown, ScriptConsole.shown(shown), "a word within a word does not say the hint twice");
    }

    @Test
    void aScriptsOwnHandlerGetsTheProblemAsItIs() {
        var problem = problem(OURS, MAIN);

        assertSame(problem, ScriptConsole.shown(problem));
    }

    private static Problem problem(StackTraceElement... frames) {
        var problem = new Problem("it failed", "correct it");
        problem.setStackTrace(frames);
        return problem;
    }

    private static String uncaught(Problem problem) {
        var bytes = new ByteArrayOutputStream();
        ScriptConsole.uncaught(problem, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
