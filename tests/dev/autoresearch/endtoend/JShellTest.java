package dev.autoresearch.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JShell with the words imported, from a pipe: a script that shows what it prints. */
@Tag("locale")
class JShellTest {
    private static final String SESSION = """
            init("goal", lower("bytes"), "echo METRIC bytes=12")
            """;

    @TempDir
    Path folder;

    private CheckoutCommand autoresearch;

    @BeforeEach
    void build() {
        autoresearch = new CheckoutCommand(folder);
    }

    @Test
    void itsExitCodeIsTheOneOfExit() {
        assertEquals(7, autoresearch.feed("/exit 7\n", "shell").exit());
        assertEquals(0, autoresearch.feed("", "shell").exit());
    }

    @Test
    void aPipeShowsWhatTheScriptPrintsAndNoGreeting() {
        var result = autoresearch.feed("int x = 20\nx + 1\nprint(x + 2)\n", "shell");

        assertEquals("22\n", result.out());
        assertEquals("", result.err());
    }

    @Test
    void aProblemSaysWhatToDoNextAndWhichLineLedToIt() {
        var result = autoresearch.feed("edit(\"F.java\", \"old\", \"new\")\n", "shell");

        var told = "F.java\n  check the name; write(\"file\", text) makes one\n      at (#1:1)\n";
        assertTrue(result.err().stripTrailing().endsWith(told.stripTrailing()), result.err());
    }

    @Test
    void everyValueIsOneReadableLine() {
        var result = autoresearch.feed(SESSION + """
                print(status())
                System.out.println(init("goal", lower("bytes")))
                System.out.println(run())
                System.out.println(status())
                System.out.println(log("baseline"))
                System.out.println(attempt("half", () -> write("half", 1)))
                System.out.println(List.of(best().get(), baseline().get(), confidence(), runs().size()))
                idea("x")
                System.out.println(ideas())
                """, "shell");

        var lines = List.of(result.out().split("\n"));
        assertEquals(
                List.of(
                        "goal   bytes, lower is better   echo METRIC bytes=12   0 runs",
                        "goal, 0 runs, one run waits to be logged",
                        "#1 keep  12  baseline"),
                List.of(line(lines, "echo METRIC"), line(lines, "waits"), line(lines, "#1 keep")),
                result.out());
        assertTrue(line(lines, "passed in").matches("passed in [0-9]+ ms   bytes 12"), result.out());
        assertEquals("#2 discard  12  no better  half", line(lines, "#2 "));
        assertEquals(
                "[#1 keep  12  baseline, #1 keep  12  baseline, exact: the same code gives the same value each time, 2]",
                line(lines, "[#1"));
        assertEquals("[1 [ ] x]", line(lines, "[1 "));
    }

    @Test
    void hintsAreJavaAlsoAfterAFolderThatIsNotThere() {
        var result = autoresearch.feed("""
                use("/nowhere")
                attempt("x")
                %s
                run()
                run()
                restore(9)
                print(status())
                """.formatted(SESSION), "shell");

        for (var hint : List.of(
                "  give an existing one: use(\"folder\")\n",
                "  init(\"goal\", lower(\"metric_name\"), \"./benchmark.sh\") begins one\n",
                "  log it:      log(\"what you changed\")\n  or drop it:  log(\"not wanted\", discard)\n",
                "  runs() lists them\n")) assertTrue(result.err().contains(hint), hint + result.err());
        assertTrue(result.out().contains("   log(\"what you changed\")\n"), result.out());
        assertFalse((result.out() + result.err()).matches("(?s).*autoresearch (log|init|status|use) .*"), result.err());
    }

    private static String line(List<String> lines, String part) {
        return lines.stream().filter(line -> line.contains(part)).findFirst().orElse("no line with " + part);
    }

    @Test
    void anotherFolderIsTheOneGiven() throws IOException {
        var other = Files.createDirectory(folder.resolve("other"));

        var result = autoresearch.feed(SESSION, "shell", "-C", "other");

        assertEquals(0, result.exit(), result.err());
        assertTrue(Files.exists(other.resolve("autoresearch.results.jsonl")));
    }

    @Test
    void aMissingFolderIsAProblemBeforeJShellOpens() {
        var result = autoresearch.feed("print(1)\n", "shell", "-C", "nowhere");

        assertEquals(1, result.exit());
        assertEquals("", result.out());
        assertTrue(result.err().contains("there is no folder"), result.err());
    }

    @Test
    void plainJShellKnowsTheWordsToo() throws IOException {
        autoresearch.with("CP", CheckoutCommand.CLASS_PATH);
        autoresearch.with(
                "STARTUP", RealJBang.PROJECT.resolve("jshell-startup.jsh").toString());
        Files.writeString(
                folder.resolve("session.jsh"), SESSION + "print(runs())\nSystem.out.println(run())\n/exit 5\n");

        var result = autoresearch.shell("\"$JAVA_HOME\"/bin/jshell --class-path \"$CP\""
                + " --startup DEFAULT --startup \"$STARTUP\" session.jsh");

        assertEquals(5, result.exit(), result.err());
        assertTrue(result.out().startsWith("autoresearch   no session here yet"), result.out());
        assertTrue(result.out().contains("bytes 12\n"), result.out());
        assertFalse(result.out().contains("Exception"), result.out());
    }
}
