package dev.autoresearch.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.journal.SessionDocument.DocumentSection;
import dev.autoresearch.model.Layout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionDocumentTest {
    private static final Optional<String> NOTHING = Optional.empty();

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("autoresearch.md");
    }

    private SessionDocument document() {
        return new SessionDocument(new SessionFiles(folder, Layout.SDK));
    }

    private String given(String text) throws IOException {
        Files.writeString(file(), text);
        return text;
    }

    private String read() throws IOException {
        return Files.readString(file());
    }

    @Test
    void aNewOneHasRoomForAPersonAndOurSection() throws IOException {
        assertEquals(NOTHING, document().update("state 1", true));

        assertTrue(read().startsWith("# Session\n\nWrite here"), read());
        assertTrue(read().contains("\n<!-- autoresearch:begin -->\nstate 1\n"), read());
        assertTrue(read().endsWith("-->\n<!-- autoresearch:end -->\n"), read());
        assertEquals("", document().words(), "nobody wrote anything yet");
        Files.writeString(file(), read().replace("Write here", "Think of"));
        assertTrue(document().words().startsWith("# Session")
                && !document().words().contains("state"));
    }

    @Test
    void whatStandsAroundTheSectionStays() throws IOException {
        given("before\n");
        document().update("one", true);
        Files.writeString(file(), read() + "behind, no line end");

        assertEquals(NOTHING, document().update("two µ", false));

        assertTrue(read().startsWith("before\n\n<!-- autoresearch:begin -->\ntwo µ\n"), read());
        assertTrue(read().endsWith("<!-- autoresearch:end -->\nbehind, no line end"), read());
        assertFalse(read().contains("one"));
        assertEquals("before\n\nbehind, no line end", document().words());
    }

    @Test
    void theSameStateIsNotWrittenAgain() throws IOException {
        document().update("one", true);
        var old = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(file(), old);

        document().update("one", false);

        assertEquals(old, Files.getLastModifiedTime(file()));
    }

    @Test
    void withoutASectionOneIsAddedOnlyWhenASessionBegins() throws IOException {
        var mine = given("mine\n");

        assertEquals(NOTHING, document().update("one", false));
        assertEquals(mine, read());
        Files.delete(file());
        document().update("one", false);
        assertFalse(Files.exists(file()));
    }

    @Test
    void windowsLineEndsStayWindowsLineEnds() throws IOException {
        given("a\r\nb");

        document().update("one\ntwo", true);
        document().update("one\nthree", false);

        assertTrue(read().startsWith("a\r\nb\r\n\r\n<!--"), read());
        assertFalse(read().replace("\r\n", "").contains("\n"), read());
        assertTrue(read().contains("three\r\n"));
    }

    @Test
    void bytesThatAreNoTextInUtf8Stay() throws IOException {
        var odd = new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf, (byte) 0xff, 'x', (byte) 0xc3, '\n', '\n'};
        Files.write(file(), odd);

        document().update("one", true);
        document().update("two", false);

        assertArrayEquals(odd, Arrays.copyOf(Files.readAllBytes(file()), odd.length));
        assertTrue(document().words().startsWith("\ufffdx\ufffd\n"));
    }

    @Test
    void aMarkerInABlockOfCodeIsAnExample() throws IOException {
        var example = given("```\n<!-- autoresearch:begin -->\nexample\n<!-- autoresearch:end -->\n```\n");

        document().update("one", true);
        document().update("two", false);

        assertTrue(read().startsWith(example + "\n<!-- autoresearch:begin -->\ntwo"), read());
    }

    @Test
    void aDocumentThatEndsInCodeIsLeftAlone() throws IOException {
        var open = given("~~~\ncode\n");

        assertTrue(document().update("one", true).orElseThrow().contains("open block of code"));
        assertEquals(open, read());
    }

    @Test
    void whereTheMarkersStandTwiceNothingIsTouched() throws IOException {
        document().update("one", true);
        var twice = given(read() + read());

        assertTrue(document().update("two", false).orElseThrow().contains("more than once"));
        assertEquals(twice, read());
    }

    @Test
    void withoutItsEndASectionIsBegunAnewBehindEverything() throws IOException {
        var open = given("mine\n<!-- autoresearch:begin -->\nstill mine\n");

        document().update("one", false);
        document().update("two", false);

        assertTrue(read().startsWith(open + "\n<!-- autoresearch:begin -->\ntwo\n"), read());
        assertEquals(3, read().split("autoresearch:begin", -1).length);
    }

    @Test
    void whatSomeoneWroteBetweenTheMarkersIsPutAsideFirst() throws IOException {
        document().update("one", true);
        var edited = given(read().replace("one", "one and my notes"));

        var notice = document().update("two", false).orElseThrow();

        assertTrue(notice.contains(".autoresearch/document.1.md"), notice);
        assertEquals(edited, Files.readString(folder.resolve(".autoresearch/document.1.md")));
        assertEquals(NOTHING, document().update("three", false));
    }

    @Test
    void aLinkIsFollowedAndPermissionsStay() throws IOException {
        var real =
                Files.writeString(Files.createDirectory(folder.resolve("docs")).resolve("real.md"), "mine\n");
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-------"));
        Files.createSymbolicLink(file(), Path.of("docs/real.md"));

        document().update("one", true);

        assertTrue(Files.isSymbolicLink(file()));
        assertTrue(Files.readString(real).contains("one"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(real)));
    }

    @Test
    void whatCannotBeWrittenIsToldAndNoFailure() throws IOException {
        Files.createSymbolicLink(file(), Path.of("nowhere.md"));
        assertTrue(document().update("one", true).orElseThrow().startsWith("autoresearch.md was left as it is"));
        Files.delete(file());
        Files.createDirectory(file());
        assertTrue(document().update("one", true).orElseThrow().contains("no file"));
        Files.delete(file());
        given("utf-16\0");
        assertTrue(document().update("one", true).isPresent());
    }

    @Provide
    Arbitrary<String> documents() {
        return Arbitraries.of(
                        "text\n",
                        "\r\n",
                        "no end",
                        "```\n",
                        "~~~~\n",
                        "\n",
                        DocumentSection.BEGIN + "\n",
                        DocumentSection.END + "\n",
                        " " + DocumentSection.BEGIN + "\r\n",
                        "\u00ff")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 100)
    void noDocumentLosesALineThatIsNotOurs(@ForAll("documents") String text) throws IOException {
        var place = Files.createTempDirectory("document");
        var files = new SessionFiles(place, Layout.SDK);
        Files.write(files.document(), text.getBytes(StandardCharsets.ISO_8859_1));
        var sections = DocumentSection.in(text).sections();

        var notice = new SessionDocument(files).update("our state", true);
        new SessionDocument(files).update("our newer state", false);

        var after = new String(Files.readAllBytes(files.document()), StandardCharsets.ISO_8859_1);
        if (sections.size() > 1) assertEquals(text, after);
        else if (sections.isEmpty()) assertTrue(after.startsWith(text), after);
        else {
            assertTrue(after.startsWith(text.substring(0, sections.get(0).from())), after);
            assertTrue(after.endsWith(text.substring(sections.get(0).to())), after);
            assertTrue(notice.isPresent(), "someone else's section was put aside");
        }
        assertTrue(after.split("our (newer )?state", -1).length <= 2, after);
        remove(place);
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted((a, b) -> b.compareTo(a)).toList()) Files.delete(file);
        }
    }
}
