package dev.autoresearch.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.testing.TestRepo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages in docs/ keep their word, and are written in short sentences. */
class DocumentationTest {
    private static final int MOST_WORDS_IN_A_SENTENCE = 20;

    /** Where the right half of the plan in architecture.md begins. */
    private static final int ROOMS_COLUMN = 44;

    /** It is generated. */
    private static final Set<String> NOT_HELD_TO_SHORT_SENTENCES = Set.of("commands.md");

    /** The guide begins a session itself. */
    private static final String SESSION = "autoresearch init -n goal -m latency_ms -c ./benchmark.sh >/dev/null\n"
            + "autoresearch attempt -d baseline >/dev/null\n";

    @TempDir
    Path folder;

    static List<MarkdownPage> pages() throws IOException {
        return Stream.concat(Stream.of(MarkdownPage.of("README.md")), MarkdownPage.docs().stream())
                .toList();
    }

    static List<MarkdownPage> docs() throws IOException {
        return MarkdownPage.docs();
    }

    @ParameterizedTest
    @MethodSource("docs")
    void itsShellCommandsWorkFromTopToBottom(MarkdownPage page) throws IOException {
        var script = (page.name().equals("guide.md") ? "" : SESSION) + DocumentScript.of(page);

        var result = new CheckoutCommand(project("project")).shell(script);

        assertEquals(0, result.exit(), script + result.out() + result.err());
    }

    @ParameterizedTest
    @MethodSource("docs")
    void itsJavaRuns(MarkdownPage page) throws IOException {
        for (var snippet : page.blocks("java")) {
            var project = project("snippet" + page.blocks("java").indexOf(snippet));

            var result = new CheckoutCommand(project).feed(snippet, "shell");

            assertFalse((result.out() + result.err()).matches("(?s).*(Exception|Error:|Problem).*"), result.toString());
            boolean begins = snippet.contains("init(");
            assertEquals(begins, Files.exists(project.resolve("autoresearch.results.jsonl")), result.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void itsRelativeLinksResolve(MarkdownPage page) {
        for (var link : page.links()) {
            if (link.contains("://")) continue;
            var parts = link.split("#", 2);
            var target = parts[0].isEmpty()
                    ? page.file()
                    : page.file().resolveSibling(parts[0]).normalize();
            assertTrue(Files.exists(target), link);
            boolean found = parts.length == 1
                    || MarkdownPage.of(RealJBang.PROJECT.relativize(target).toString())
                            .anchors()
                            .contains(parts[1]);
            assertTrue(found, link);
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void itsSentencesHaveTwentyWordsAtMost(MarkdownPage page) {
        if (NOT_HELD_TO_SHORT_SENTENCES.contains(page.name())) return;
        var longer = page.sentences().stream()
                .filter(sentence -> MarkdownPage.words(sentence) > MOST_WORDS_IN_A_SENTENCE)
                .toList();

        assertEquals(List.of(), longer);
    }

    @Test
    void aSentenceEndsAtAPointOutsideCodeAndNumbers() {
        var page = new MarkdownPage(folder, """
                # Title
                One `a. b` of 2.7 %. **Two
                words.** [Three](x.md) words!
                - four
                | five | six. Seven |
                ```sh
                not this
                ```
                """);

        assertEquals(
                List.of(
                        "Title",
                        "One `a_ b` of 2.7 %.",
                        "**Two words.**",
                        "Three words!",
                        "four",
                        "five",
                        "six.",
                        "Seven"),
                page.sentences());
        assertEquals(6, MarkdownPage.words("One `a b` of 2.7 % – words."));
    }

    @Test
    void thePageOfCommandsIsTheirHelp() {
        var script = RealJBang.PROJECT.resolve("docs/CommandReference.java").toString();

        var result = RealJBang.run(folder, script);

        assertEquals(MarkdownPage.of("docs/commands.md").text(), result.out(), result.err());
    }

    @Test
    void theGuideNamesTheCommandsThereAre() {
        var named = new TreeSet<String>();
        for (var line : MarkdownPage.of("docs/guide.md").text().split("\n")) {
            var cells = line.split("\\|");
            if (cells.length == 4 && cells[2].strip().matches("`[a-z]+`")) named.add(cells[2].replaceAll("[` ]", ""));
        }
        named.add("export"); // its cell names an option too

        assertEquals(commands(), named);
    }

    /** The commands that the overview lists. */
    static Set<String> commands() {
        var commands = new TreeSet<String>();
        for (var line : TestRepo.cliAnywhere("--help").out().split("\n"))
            if (line.startsWith("  ")) commands.add(line.strip().split(" ")[0]);
        return commands;
    }

    @Test
    void itsMetricLinesAreMetricLines() throws IOException {
        var project = project("metrics");
        Files.writeString(
                project.resolve("lines"),
                MarkdownPage.of("docs/formats.md").blocks("text").get(0));

        var result = new CheckoutCommand(project)
                .shell("autoresearch init --no-git -n n -m latency_ms -c 'cat lines'" + " && autoresearch run --json");

        assertTrue(result.out().contains("\"latency_ms\": 98.3"), result.out());
        assertTrue(result.out().contains("\"p99_ms\": 120"), result.out());
    }

    @Test
    void theArchitectureHasTheRoomsThatThereAre() throws IOException {
        var plan = MarkdownPage.of("docs/architecture.md").blocks("text").get(0);
        var shown = new TreeSet<String>();
        for (var line : plan.split("\n"))
            shown.add(line.substring(Math.min(line.length(), ROOMS_COLUMN)).split(" ")[0]);
        var rooms = new TreeSet<String>();
        try (var files = Files.list(RealJBang.PROJECT.resolve("lib/dev/autoresearch"))) {
            files.filter(Files::isDirectory)
                    .forEach(room -> rooms.add(room.getFileName().toString()));
        }
        shown.removeAll(Set.of("", "lib/dev/autoresearch/", "Dsl,"));

        assertEquals(rooms, shown);
        for (var line : plan.split("\n"))
            if (!line.startsWith(" ")) assertTrue(Files.exists(RealJBang.PROJECT.resolve(line.split(" ")[0])), line);
    }

    @Test
    void everyBlockOfTextIsLookedAt() throws IOException {
        var pages = new ArrayList<String>();
        for (var page : MarkdownPage.docs())
            if (!page.name().equals("commands.md")) page.blocks("text").forEach(block -> pages.add(page.name()));

        assertEquals(List.of("architecture.md", "formats.md"), pages);
    }

    /** A git repository with a benchmark whose metric follows the buffer size in Parser.java. */
    private Path project(String name) throws IOException {
        var project = Files.createDirectories(folder.resolve(name));
        Files.writeString(project.resolve("Parser.java"), "int buffer = 8192;\n");
        Files.writeString(project.resolve("benchmark.sh"), """
                #!/bin/bash
                set -e
                size=$(grep -oE '[0-9]+' Parser.java)
                echo METRIC latency_ms=$((1000000 / size))
                echo METRIC memory_mb=12
                """);
        var made = new CheckoutCommand(project)
                .shell("chmod +x benchmark.sh && git init -q && git config user.name t"
                        + " && git config user.email t@localhost && git add -A && git commit -q -m begin");
        assertEquals(0, made.exit(), made.err());
        return project;
    }
}
