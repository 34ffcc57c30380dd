package dev.autoresearch.journal;

import dev.autoresearch.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The session document: Markdown that people write, with a section of ours between two markers. What people wrote is never
 * touched, byte for byte; where it is unclear what is theirs, the file is left alone.
 */
public final class SessionDocument {
    private static final int MOST_BYTES = 4 << 20;

    private final SessionFiles files;
    private final Path file;

    public SessionDocument(SessionFiles files) {
        this.files = files;
        this.file = files.document();
    }

    /** What people wrote, without our sections and our invitation; empty when there is no document. */
    public String words() {
        if (!Files.isRegularFile(file)) return "";
        var text = SessionFiles.read(file, StandardCharsets.ISO_8859_1).orElse("");
        var words = new StringBuilder(text);
        var sections = DocumentSection.in(text).sections();
        for (int i = sections.size() - 1; i >= 0; i--)
            words.delete(sections.get(i).from(), sections.get(i).to());
        if (words.indexOf(begun()) == 0) words.delete(0, begun().length());
        var read = new String(words.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return read.startsWith("\ufeff") ? read.substring(1) : read;
    }

    /**
     * Makes our section say this. Without a section of ours, one is added only when a session begins: who takes it out wants
     * none. A file that says so already is not written.
     *
     * @param content Markdown
     * @param begins does a session begin?
     * @return what a person should know, such as why the file was left alone; empty as a rule
     */
    public Optional<String> update(String content, boolean begins) {
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                if (begins) write(file, begun() + section(content));
                return Optional.empty();
            }
            if (!Files.isRegularFile(file)) return leftAlone("it is no file");
            if (Files.size(file) > MOST_BYTES) return leftAlone("it is larger than 4 MiB");
            var text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            return update(text, section(content), begins);
        } catch (IOException | Problem unwritten) {
            // The document repeats the journal; without it nothing is lost.
            return leftAlone(String.valueOf(unwritten.getMessage()));
        }
    }

    private static String begun() {
        return latin("""
                # Session

                Write here what a program cannot know: what matters, what to leave alone, what you have learned.

                """);
    }

    private static String section(String content) {
        return DocumentSection.of(latin(content));
    }

    /** Text as UTF-8, one character a byte. */
    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private Optional<String> update(String text, String section, boolean begins) throws IOException {
        if (text.indexOf('\0') >= 0) return leftAlone("it is no text in UTF-8");
        var found = DocumentSection.in(text);
        if (found.sections().size() > 1)
            return leftAlone("it has our markers more than once; take out all but one pair");
        if (found.sections().isEmpty()) {
            if (!found.begun() && !begins) return Optional.empty();
            if (found.fenced()) return leftAlone("it ends in an open block of code; close that with ```");
            write(file, text + glue(text) + inStyle(section, text));
            return Optional.empty();
        }
        var place = found.sections().get(0);
        var old = text.substring(place.from(), place.to());
        var fresh = inStyle(section, old);
        if (!old.endsWith("\n")) fresh = fresh.stripTrailing();
        if (old.equals(fresh)) return Optional.empty();
        var notice = DocumentSection.isOurs(old) ? Optional.<String>empty() : Optional.of(saved(text));
        write(file, text.substring(0, place.from()) + fresh + text.substring(place.to()));
        return notice;
    }

    /** What stands between a person's text and a section after it. */
    private static String glue(String text) {
        if (text.isEmpty() || text.endsWith("\n\n") || text.endsWith("\r\n\r\n")) return "";
        return text.endsWith("\n") ? lineEnd(text) : lineEnd(text).repeat(2);
    }

    private static String inStyle(String section, String model) {
        return section.replace("\n", lineEnd(model));
    }

    private static String lineEnd(String model) {
        return model.contains("\r\n") ? "\r\n" : "\n";
    }

    /** Someone wrote between our markers: their text is put aside before it is replaced (I1). */
    private String saved(String text) {
        int number = 1;
        while (Files.exists(copy(number))) number++;
        files.makeState();
        DurableFile.replace(copy(number), text.getBytes(StandardCharsets.ISO_8859_1));
        return "someone wrote between the markers of " + file.getFileName() + "; that text is in "
                + files.root().relativize(copy(number)) + " (write outside the markers, which is never touched)";
    }

    private Path copy(int number) {
        return files.state().resolve("document." + number + ".md");
    }

    /** In one step, to where a link leads, with the permissions that it has. */
    private void write(Path place, String text) throws IOException {
        var target = Files.exists(place) ? place.toRealPath() : place;
        if (Files.exists(target) && !Files.isWritable(target)) throw new IOException("it is read-only");
        Files.createDirectories(target.toAbsolutePath().getParent());
        // A draft that a crash leaves behind must not become part of an experiment.
        var draft = files.makeState().resolve("document.new");
        Files.deleteIfExists(draft);
        DurableFile.append(draft, text.getBytes(StandardCharsets.ISO_8859_1));
        keepPermissions(target, draft);
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException elsewhere) {
            // A link led to another file system.
            DurableFile.replace(target, text.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static void keepPermissions(Path from, Path to) throws IOException {
        var view = Files.getFileAttributeView(from, PosixFileAttributeView.class);
        if (view != null && Files.exists(from))
            Files.setPosixFilePermissions(to, view.readAttributes().permissions());
    }

    private Optional<String> leftAlone(String why) {
        return Optional.of(file.getFileName() + " was left as it is: " + why);
    }

    /**
     * Our part of a document: the lines from one marker to the other, both included. A marker is a line that holds nothing else
     * and is in no fenced block of code. A document is looked at with one character a byte, so that every byte can stay.
     *
     * @param from index of the first character of the line that begins it
     * @param to index behind the last character of the line that ends it, its line end included
     */
    record DocumentSection(int from, int to) {
        static final String BEGIN = "<!-- autoresearch:begin -->";
        static final String END = "<!-- autoresearch:end -->";

        private static final String SUM = "<!-- autoresearch:sum ";
        private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

        /**
         * What a document holds of ours.
         *
         * @param sections whole ones, in order
         * @param begun does any line begin one, whole or not?
         * @param fenced does the document end inside a block of code?
         */
        record SectionList(List<DocumentSection> sections, boolean begun, boolean fenced) {}

        /** Looks for our sections; one that has no end is none. */
        static SectionList in(String text) {
            var sections = new ArrayList<DocumentSection>();
            boolean begun = false;
            int from = -1;
            var fence = "";
            for (int start = text.startsWith(BYTE_ORDER_MARK) ? 3 : 0; start < text.length(); ) {
                int end = text.indexOf('\n', start);
                end = end < 0 ? text.length() : end + 1;
                var line = text.substring(start, end).stripTrailing();
                if (!fence.isEmpty()) {
                    if (closes(line.strip(), fence)) fence = "";
                } else if (line.equals(BEGIN)) {
                    begun = true;
                    from = start;
                } else if (line.equals(END) && from >= 0) {
                    sections.add(new DocumentSection(from, end));
                    from = -1;
                } else fence = fenceOf(line.strip());
                start = end;
            }
            return new SectionList(List.copyOf(sections), begun, !fence.isEmpty());
        }

        /** The characters that open a block of code, three or more; empty for any other line. */
        private static String fenceOf(String line) {
            if (!line.startsWith("```") && !line.startsWith("~~~")) return "";
            int length = 0;
            while (length < line.length() && line.charAt(length) == line.charAt(0)) length++;
            // ```code``` on one line is no block
            return line.charAt(0) == '`' && line.indexOf('`', length) >= 0 ? "" : line.substring(0, length);
        }

        private static boolean closes(String line, String fence) {
            return line.startsWith(fence) && line.chars().allMatch(c -> c == fence.charAt(0));
        }

        /** A section with this content, which knows its own sum. */
        static String of(String content) {
            return BEGIN + "\n" + content + "\n" + SUM + sum(content) + " -->\n" + END + "\n";
        }

        /** Is this text of a section as we wrote it, but for its line ends? */
        static boolean isOurs(String section) {
            var text = section.replace("\r\n", "\n").stripTrailing();
            int at = text.lastIndexOf("\n" + SUM);
            if (at < BEGIN.length() + 1) return false;
            return text.substring(at + 1).equals(SUM + sum(text.substring(BEGIN.length() + 1, at)) + " -->\n" + END);
        }

        private static String sum(String content) {
            var sum = new CRC32();
            sum.update(content.getBytes(StandardCharsets.ISO_8859_1));
            return Long.toHexString(sum.getValue());
        }
    }
}
