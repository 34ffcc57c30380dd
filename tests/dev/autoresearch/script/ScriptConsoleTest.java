package dev.autoresearch.script;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    @Test
    void aHintsCommandIsJavaInAScriptAndShellInAShell() {
        for (var each : Map.of(
                        NextStep.of("restore", 4),
                        List.of("autoresearch restore 4", "restore(4)"),
                        NextStep.attempt("a \"b\""),
                        List.of("autoresearch attempt -d 'a \"b\"'", "attempt(\"a \\\"b\\\"\")"),
                        NextStep.of("log").with("-s", "discard").text("-d", "not wanted"),
                        List.of("autoresearch log -s discard -d \"not wanted\"", "log(\"not wanted\", discard)"),
                        NextStep.of("status").with("--all", ""),
                        List.of("autoresearch status --all", "runs()"),
                        NextStep.of("ideas", "add").text("", "x"),
                        List.of("autoresearch ideas add \"x\"", "idea(\"x\")"),
                        NextStep.of("init").with("--reset", "").with("", "…"),
                        List.of("autoresearch init --reset …", "reset()"),
                        NextStep.option("--rule", "single"),
                        List.of("--rule single", "rule(\"single\")"))
                .entrySet())
            assertEquals(each.getValue(), List.of(each.getKey().shell(), ScriptConsole.java(each.getKey())));
    }

    @Test
    void aSessionBegunAnewIsJavaWithAllThatWasAgreed() {
        var step = NextStep.of("init")
                .with("--reset", "")
                .with("-C", "/lab")
                .with("-n", "goal")
                .with("-m", "ms")
                .with("-u", "s");
        var all = step.with("-d", "higher")
                .with("-c", "./b.sh")
                .with("--guard", "errors == 0")
                .with("--no-git", "");

        assertEquals(
                "reset(setup(\"goal\", higher(\"ms\").unit(\"s\")).command(\"./b.sh\").guard(\"errors == 0\").git(false))",
                ScriptConsole.java(all));
    }

    @Test
    void aShellsCommandNamesTheSessionOnce() {
        var named = NextStep.attempt("x").in(Optional.of("cache"));

        assertEquals("autoresearch attempt --session cache -d \"x\"", named.shell());
        assertSame(named, named.in(Optional.of("other")));
        assertEquals(
                "--rule single",
                NextStep.option("--rule", "single").in(Optional.of("cache")).shell());
    }

    @Test
    void bracesOfAPersonInAHintStayAsTheyAre() {
        var hint = Hint.of("{} has run {} of {}", NextStep.of("show", 3));

        assertEquals("autoresearch show 3 has run {} of {}", hint.text(NextStep::shell));
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
