package dev.autoresearch.journal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The session document: Markdown that people write, with a section of ours between two markers. What people wrote is never
 * touched, byte for byte.
 */
public final class SessionDocument {
    private final Path file;

    public SessionDocument(Path file) {
        this.file = file;
    }

    /** What people wrote, without our section; empty when there is no document. */
    public String words() {
        var text = SessionFiles.read(file, StandardCharsets.ISO_8859_1).orElse("");
        var section = Section.in(text);
        var words = section.map(found -> text.substring(0, found.from()) + text.substring(found.to()))
                .orElse(text);
        var read = new String(words.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return read.startsWith("\ufeff") ? read.substring(1) : read;
    }
}
