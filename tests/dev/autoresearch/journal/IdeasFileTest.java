package dev.autoresearch.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.autoresearch.Problem;
import dev.autoresearch.model.Idea;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdeasFileTest {
    @TempDir
    Path folder;

    private Path file;
    private IdeasFile ideas;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("autoresearch.ideas.md");
        ideas = new IdeasFile(file);
    }

    @Test
    void anAbsentFileHasNoIdeas() {
        assertEquals(List.of(), ideas.all());
    }

    @Test
    void anIdeaIsAppendedAsOneLine() throws Exception {
        ideas.add("  try an event loop  ");
        ideas.add("two\r\nlines\nbecome\rone");
        assertEquals("- try an event loop\n- two lines become one\n", Files.readString(file));
    }

    @Test
    void aFileWithoutALastLineEndGetsOneFirst() throws Exception {
        Files.writeString(file, "# Ideas");
        ideas.add("x");
        assertEquals("# Ideas\n- x\n", Files.readString(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\n"})
    void anIdeaWithoutATextIsRefused(String text) {
        assertThrows(Problem.class, () -> ideas.add(text));
        assertEquals(false, Files.exists(file));
    }

    @Test
    void listsOfAllKindsAreIdeasAndOtherLinesAreNot() throws Exception {
        Files.writeString(file, """
                # Ideas

                - dash
                * star
                + plus
                12. twelfth
                -no space
                1) paren
                2.no space
                  - nested
                text - not an item
                ---
                -\s
                - [x] ticked
                - [X] Ticked
                - [ ] open
                3. [x] numbered and ticked
                """);
        assertEquals(
                List.of(
                        new Idea(1, "dash", false),
                        new Idea(2, "star", false),
                        new Idea(3, "plus", false),
                        new Idea(4, "twelfth", false),
                        new Idea(5, "ticked", true),
                        new Idea(6, "Ticked", true),
                        new Idea(7, "open", false),
                        new Idea(8, "numbered and ticked", true)),
                ideas.all());
    }

    @ParameterizedTest
    @CsvSource({
        "1, '- [x] a\r\n* b\r\n3. [ ] c\r\ntext\r\n- [x] d\r\n+   e'",
        "2, '- a\r\n* [x] b\r\n3. [ ] c\r\ntext\r\n- [x] d\r\n+   e'",
        "3, '- a\r\n* b\r\n3. [x] c\r\ntext\r\n- [x] d\r\n+   e'",
        "4, '- a\r\n* b\r\n3. [ ] c\r\ntext\r\n- [x] d\r\n+   e'",
        "5, '- a\r\n* b\r\n3. [ ] c\r\ntext\r\n- [x] d\r\n+   [x] e'"
    })
    void anIdeaIsTickedAndEveryOtherByteStays(int number, String after) throws Exception {
        Files.writeString(file, "- a\r\n* b\r\n3. [ ] c\r\ntext\r\n- [x] d\r\n+   e");
        var idea = ideas.done(number);
        assertEquals(true, idea.done());
        assertEquals(after, Files.readString(file));
        assertEquals(true, ideas.all().get(number - 1).done());
    }

    @Property(tries = 300)
    void tickingChangesOnlyItsOwnLine(@ForAll("files") byte[] bytes) throws Exception {
        var folder = Files.createTempDirectory("ideas");
        var file = folder.resolve("ideas.md");
        try {
            Files.write(file, bytes);
            var ideas = new IdeasFile(file);
            int count = ideas.all().size();
            if (count == 0) return;
            var expected = ticked(bytes, count);
            ideas.done(count);
            assertArrayEquals(expected, Files.readAllBytes(file));
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    /** The reference, on bytes: the last item of the file gets its tick after the mark. */
    private static byte[] ticked(byte[] bytes, int number) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        var items = java.util.regex.Pattern.compile("(?m)(?<=\\n|\\A)([-*+]|[0-9]+\\.)[ \\t]+(?=[^ \\t\\r\\n])")
                .matcher(text);
        int item = 0;
        while (items.find()) {
            if (++item < number) continue;
            var rest = text.substring(items.end());
            if (rest.matches("(?s)\\[x]([ \r\n].*|)")) return bytes;
            var after = rest.matches("(?s)\\[ ]([ \r\n].*|)") ? rest.substring(3) : " " + rest;
            return (text.substring(0, items.end()) + "[x]" + after).getBytes(StandardCharsets.ISO_8859_1);
        }
        throw new AssertionError("no item " + number);
    }

    @Provide
    Arbitrary<byte[]> files() {
        return Arbitraries.of("- ", "* ", "7. ", "[ ] ", "[x] ", "text", " ", "\n", "\r\n", "é", "\u00ff", "#")
                .list()
                .ofMaxSize(25)
                // \u00ff as a byte of its own is no UTF-8: it must stay, too
                .map(parts -> String.join("", parts).getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 2})
    void anIdeaThatIsNotThereIsAProblem(int number) throws IOException {
        Files.writeString(file, "- a\n");
        assertThrows(Problem.class, () -> ideas.done(number));
        assertEquals("- a\n", Files.readString(file));
    }
}
