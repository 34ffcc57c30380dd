package dev.autoresearch.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README keeps its word: its commands run, its scripts print what it says, its table names the commands there are. */
class ReadmeTest {
    private static final String JBANG_ENTRY = "./jbang autoresearch.java";

    /** Lines that another test runs, or that run this one. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "mvn verify",
            "this very build",
            "claude mcp add",
            "dev.autoresearch.mcp.EntryTest",
            "codex mcp add",
            "dev.autoresearch.mcp.EntryTest",
            "~/autoresearch/jbang ~/autoresearch/scripts/mcp.java",
            "dev.autoresearch.mcp.EntryTest",
            "./jbang init -t loop@",
            "EntryTest",
            "./jbang scripts/",
            "ScriptsTest",
            JBANG_ENTRY + " shell < scripts/loop.jsh",
            "ScriptsTest");

    /** A fenced block: its language and its text. */
    private record Block(String language, String text) {}

    @TempDir
    Path folder;

    @Test
    void everyShellCommandWorks() throws IOException {
        var project = project("by-hand");
        for (var block : blocks("sh")) {
            var script = new StringBuilder("set -e\n");
            for (var line : block.text().split("\n"))
                if (!isRunElsewhere(line)) script.append(withoutAgent(line)).append('\n');
            boolean inTheCheckout = block.text().contains("./jbang");
            var text = script.toString()
                    .replace(JBANG_ENTRY + " demo", "autoresearch demo")
                    .replace(
                            "~/.local/bin",
                            Files.createDirectories(folder.resolve("bin")).toString())
                    .replace("~/autoresearch", RealJBang.PROJECT.toString());
            var result = new Checkout(inTheCheckout ? RealJBang.PROJECT : project).shell(text);
            assertEquals(0, result.exit(), text + result.out() + result.err());
        }
        var status = new Checkout(project).call("status").out();
        assertTrue(status.contains("4 runs: 2 kept, 1 discarded, 1 crashed"), status);
    }

    @Test
    void theFirstScriptPrintsWhatTheReadmeShows() throws IOException {
        var script = folder.resolve("Smaller.java");
        Files.writeString(
                script,
                blocks("java")
                        .get(0)
                        .text()
                        .replace("//DEPS autoresearch.java", "//DEPS " + RealJBang.PROJECT + "/autoresearch.java"));

        var result = RealJBang.run(folder, script.toString());

        assertEquals(masked(blocks("text").get(0).text()), masked(result.out()), result.err());
        theTranscriptIsTrue();
    }

    /** The JShell session of the README goes on where the first script ended. */
    private void theTranscriptIsTrue() throws IOException {
        var transcript = blocks("text").get(1).text();
        var typed = between(transcript, "jshell> ", "\n");

        var result = new Checkout(folder)
                .feed("greet()\nSystem.out.println(" + typed + ")\n", "shell", "-C", folder.resolve("smaller") + "");

        var shown = result.out().split("\n");
        assertEquals(transcript.split("\n")[1], shown[0]);
        assertEquals(between(transcript, "$1 ==> ", "\n"), shown[1]);
    }

    @Test
    void theSnippetsRun() throws IOException {
        var snippets = blocks("java").subList(1, blocks("java").size());
        for (var snippet : snippets) {
            var project = project("snippet" + snippets.indexOf(snippet));

            var result = new Checkout(project).feed(snippet.text(), "shell");

            assertFalse((result.out() + result.err()).matches("(?s).*(Exception|Error:|Problem).*"), result.toString());
            assertTrue(Files.exists(project.resolve("autoresearch.results.jsonl")), result.toString());
        }
        assertEquals(2, snippets.size());
    }

    @Test
    void itsMetricLinesAreMetricLines() throws IOException {
        var project = project("metrics");
        Files.writeString(project.resolve("lines"), blocks("text").get(2).text());

        var result = new Checkout(project)
                .shell("autoresearch init --no-git -n n -m latency_ms -c 'cat lines'" + " && autoresearch run --json");

        assertTrue(result.out().contains("\"latency_ms\": 98.3"), result.out());
        assertTrue(result.out().contains("\"p99_ms\": 120"), result.out());
    }

    @Test
    void theHouseHasTheRoomsThatItShows() throws IOException {
        var plan = blocks("text").get(3).text();
        try (var rooms = Files.list(RealJBang.PROJECT.resolve("lib/dev/autoresearch"))) {
            for (var room : rooms.filter(Files::isDirectory).toList()) {
                var name = room.getFileName().toString();
                boolean isShown =
                        Pattern.compile("\\b" + name + "\\b").matcher(plan).find();
                assertTrue(isShown || name.equals("json"), name + " is not in the plan");
            }
        }
        for (var name : List.of("autoresearch.java", "autoresearch", "jbang", "jshell-startup.jsh", "scripts", "tests"))
            assertTrue(plan.contains(name) && Files.exists(RealJBang.PROJECT.resolve(name)), name);
        assertEquals(4, blocks("text").size(), "a block of text that no test looks at");
    }

    @Test
    void theTableNamesTheCommandsThereAre() throws IOException {
        var named = new TreeSet<String>();
        for (var line : readme().split("\n")) {
            var cells = line.split("\\|");
            if (cells.length == 4 && cells[2].strip().matches("`[a-z]+`")) named.add(cells[2].replaceAll("[` ]", ""));
        }
        var commands = new TreeSet<String>();
        var help = new Checkout(folder).call("--help").out();
        for (var line : help.split("\n"))
            if (line.startsWith("  ")) commands.add(line.strip().split(" ")[0]);

        assertEquals(commands, named);
    }

    /** Nobody has these agents in a build, but the line has to be understood. */
    private static String withoutAgent(String line) {
        return line.startsWith("autoresearch loop ") ? line + " --dry-run" : line;
    }

    private static boolean isRunElsewhere(String line) {
        return ELSEWHERE.keySet().stream().anyMatch(line::startsWith);
    }

    /** A git repository with a benchmark whose metric follows the buffer size in Parser.java. */
    private Path project(String name) throws IOException {
        var project = Files.createDirectories(folder.resolve(name));
        Files.writeString(project.resolve("Parser.java"), "int buffer = 8192;\n");
        Files.writeString(project.resolve("benchmark.sh"), """
                #!/bin/bash
                size=$(grep -oE '[0-9]+' Parser.java) && echo METRIC latency_ms=$((1000000 / size))
                """);
        var made = new Checkout(project)
                .shell("chmod +x benchmark.sh && git init -q && git config user.name t"
                        + " && git config user.email t@localhost && git add -A && git commit -q -m begin");
        assertEquals(0, made.exit(), made.err());
        return project;
    }

    private static List<Block> blocks(String language) throws IOException {
        var blocks = new ArrayList<Block>();
        var fenced = Pattern.compile("(?ms)^```(\\w*)\n(.*?)^```$").matcher(readme());
        while (fenced.find()) {
            assertTrue(
                    List.of("sh", "java", "text").contains(fenced.group(1)), "a block that no test covers: " + fenced);
            if (fenced.group(1).equals(language)) blocks.add(new Block(fenced.group(1), fenced.group(2)));
        }
        return blocks;
    }

    private static String readme() throws IOException {
        return Files.readString(RealJBang.PROJECT.resolve("README.md"));
    }

    /** Commits and the name of the first branch differ from machine to machine. */
    private static String masked(String output) {
        return output.replaceAll("keep     [0-9a-f]{7}", "keep     COMMIT").replaceAll("branch \\w+", "branch NAME");
    }

    private static String between(String text, String before, String after) {
        int from = text.indexOf(before) + before.length();
        return text.substring(from, text.indexOf(after, from));
    }
}
