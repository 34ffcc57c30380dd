package dev.autoresearch.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README is short, and keeps its word: its commands run from top to bottom and print what it shows. */
class ReadmeTest {
    private static final int MOST_LINES = 170;
    private static final int MOST_WORDS = 1800;

    private static final MarkdownPage README = MarkdownPage.of("README.md");
    /** The demo's experiment without effect, which noise may decide either way. */
    private static final String NO_EFFECT = "rename a variable";

    @TempDir
    Path folder;

    @Test
    void aStrangerReadsItOnce() {
        assertTrue(
                README.text().lines().count() <= MOST_LINES,
                "lines: " + README.text().lines().count());
        assertTrue(README.text().strip().split("\\s+").length <= MOST_WORDS);
        assertTrue(README.text().contains("\nmvn verify "), "it names the test command");
    }

    @Test
    void itsShellCommandsWorkFromTopToBottom() throws IOException {
        var home = Files.createDirectories(folder.resolve("home"));
        Files.writeString(home.resolve(".gitconfig"), "[user]\nname = t\nemail = t@localhost\n");
        var clone = Files.createDirectories(folder.resolve("clone"));
        Files.copy(RealJBang.COMMAND, clone.resolve("autoresearch"));
        var shell = new CheckoutCommand(clone)
                .with("HOME", home.toString())
                .with("GIT_CONFIG_GLOBAL", home.resolve(".gitconfig").toString());
        var script = DocumentScript.of(README);

        var result = shell.shell(script + "autoresearch status\n");

        assertEquals(0, result.exit(), script + result.out() + result.err());
        assertEquals("buffer=65536\n", Files.readString(home.resolve("parser/settings")));
        assertTrue(masked(result.out()).contains(masked(README.blocks("text").get(1))), result.out());
        assertTrue(Files.isSymbolicLink(home.resolve(".local/bin/autoresearch")));
    }

    @Test
    void theDemoTellsWhatTheReadmeShows() {
        var told = README.blocks("text").get(0);

        var result = new CheckoutCommand(folder).call("demo");

        assertEquals(0, result.exit(), result.err());
        assertEquals(statuses(told), statuses(result.out()), result.out());
    }

    /** What became of each experiment, by its description. */
    private static TreeMap<String, String> statuses(String output) {
        var statuses = new TreeMap<String, String>();
        var experiment = Pattern.compile("(?m)^  [✓·✗] (\\w+) +(.+?)  ").matcher(output);
        while (experiment.find())
            statuses.put(experiment.group(2), experiment.group(2).equals(NO_EFFECT) ? "any" : experiment.group(1));
        return statuses;
    }

    @Test
    void itsScriptAndItsJShellSessionPrintWhatItShows() throws IOException {
        var script = folder.resolve("Smaller.java");
        var text = README.blocks("java").get(0);
        assertTrue(text.contains("\n//DEPS dev.autoresearch:autoresearch:0.1.0\n"), text);
        Files.writeString(
                script, text.replace("dev.autoresearch:autoresearch:0.1.0", RealJBang.PROJECT + "/autoresearch.java"));

        var result = RealJBang.run(folder, script.toString());

        assertEquals(0, result.exit(), result.err());
        assertEquals(List.of("baseline", "keep", "discard", "keep"), firstWords(result.out()), result.out());
        theTranscriptIsTrue();
    }

    private static List<String> firstWords(String output) {
        var words = new ArrayList<String>();
        var attempt = Pattern.compile("(?m)^[✓·✗] (\\w+)").matcher(output);
        while (attempt.find()) words.add(attempt.group(1));
        return words;
    }

    /** The JShell session goes on where the script ended. */
    private void theTranscriptIsTrue() {
        var transcript = README.blocks("text").get(2);
        var typed = between(transcript, "jshell> ", "\n");

        var result = new CheckoutCommand(folder)
                .feed("greet()\nSystem.out.println(" + typed + ")\n", "shell", "-C", "smaller");

        var shown = result.out().split("\n");
        assertEquals(transcript.split("\n")[1], shown[0], result.err());
        assertEquals(between(transcript, "$1 ==> ", "\n"), shown[1]);
        assertEquals(3, README.blocks("text").size(), "a block of text that no test looks at");
        assertEquals(1, README.blocks("java").size(), "a script that no test runs");
    }

    @Test
    void itsTenCommandsExist() {
        var named = new TreeSet<String>();
        for (var line : README.text()
                .lines()
                .filter(line -> line.matches("\\| `[a-z]+( 3)?` \\|.*"))
                .toList()) named.add(between(line, "`", "`").split(" ")[0]);

        assertEquals(10, named.size(), named.toString());
        assertTrue(DocumentationTest.commands().containsAll(named), named.toString());
    }

    /** The name of the first branch differs from machine to machine. */
    private static String masked(String output) {
        return output.replaceAll("branch \\w+", "branch NAME");
    }

    private static String between(String text, String before, String after) {
        int from = text.indexOf(before) + before.length();
        return text.substring(from, text.indexOf(after, from));
    }
}
