package dev.autoresearch.journal;

import dev.autoresearch.journal.JournalReader.JsonFields;
import dev.autoresearch.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A small durable note that the next command reads after a crash. */
public final class RecoveryNote {
    private final JsonFields fields;

    private RecoveryNote(JsonFields fields) {
        this.fields = fields;
    }

    /** Replaces the note. */
    public static void write(Path file, Map<String, Object> facts) {
        DurableFile.replace(file, Json.line(facts) + "\n");
    }

    /** The note that is there; one that cannot be read was never completely written. */
    public static Optional<RecoveryNote> read(Path file) {
        var text = SessionFiles.read(file);
        if (text.isEmpty()) return Optional.empty();
        var bytes = text.get().getBytes(StandardCharsets.UTF_8);
        return Json.object(bytes, 0, bytes.length).map(json -> new RecoveryNote(new JsonFields(json)));
    }

    /** Takes the note away. */
    public static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw DurableFile.cannotWrite(file, e);
        }
    }

    public String text(String name) {
        return fields.text(name);
    }

    /** A whole number; 0 when it is missing. */
    public int number(String name) {
        return fields.whole(name);
    }

    /** A time in epoch milliseconds; 0 when it is missing. */
    public long time(String name) {
        return fields.time(name);
    }
}
