package dev.autoresearch.endtoend;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A page of the documentation as its readers take it apart: blocks of code, sentences, links. */
record MarkdownPage(Path file, String text) {
    /** Languages of blocks that tests know how to check. */
    private static final List<String> LANGUAGES = List.of("sh", "java", "text");

    private static final Pattern FENCED = Pattern.compile("(?ms)^```(\\w*)\n(.*?)^```$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");

    static MarkdownPage of(String name) {
        try {
            var file = RealJBang.PROJECT.resolve(name);
            return new MarkdownPage(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The pages in docs/. */
    static List<MarkdownPage> docs() throws IOException {
        try (var files = Files.list(RealJBang.PROJECT.resolve("docs"))) {
            return files.map(file -> "docs/" + file.getFileName())
                    .filter(name -> name.endsWith(".md"))
                    .sorted()
                    .map(MarkdownPage::of)
                    .toList();
        }
    }

    String name() {
        return file.getFileName().toString();
    }

    /** The fenced blocks in this language. */
    List<String> blocks(String language) {
        var blocks = new ArrayList<String>();
        var fenced = FENCED.matcher(text);
        while (fenced.find()) {
            assertTrue(LANGUAGES.contains(fenced.group(1)), "a block that no test checks: " + fenced.group());
            if (fenced.group(1).equals(language)) blocks.add(fenced.group(2));
        }
        return blocks;
    }

    /** Addresses of links and pictures. */
    List<String> links() {
        return LINK.matcher(FENCED.matcher(text).replaceAll(""))
                .results()
                .map(link -> link.group(1))
                .toList();
    }

    /** As GitHub names a heading in an address. */
    List<String> anchors() {
        return text.lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w\\- ]", "")
                        .replace(' ', '-'))
                .toList();
    }

    /** The sentences of paragraphs, headings, list items and cells; a point within code or a number ends none. */
    List<String> sentences() {
        var prose = FENCED.matcher(text).replaceAll("\n");
        var units = prose.replaceAll("(?m)^#+ (.*)$", "\n\n$1\n\n")
                .replaceAll("(?m)^([-*] |\\d+\\. )", "\n\n")
                .replaceAll("(?m)^\\||\\|$| \\| (?=.*\\|$)", "\n\n");
        var sentences = new ArrayList<String>();
        for (var unit : units.split("\n\\s*\n")) {
            var plain = unit.replaceAll("!?\\[([^\\]]*)\\]\\([^)]*\\)", "$1").replaceAll("\\s+", " ");
            var whole = CODE.matcher(plain)
                    .replaceAll(code -> code.group().replaceAll("[.!?]", "_").replace("$", "_"));
            for (var sentence : whole.split("(?<=[.!?][*\")]{0,3}) "))
                if (!sentence.isBlank()) sentences.add(sentence.strip());
        }
        return sentences;
    }

    /** Words have a letter or a digit; those of code count too. */
    static long words(String sentence) {
        return Pattern.compile("\\S*[\\p{L}\\p{N}]\\S*")
                .matcher(sentence)
                .results()
                .count();
    }

    @Override
    public String toString() {
        return name();
    }
}
