package dev.autoresearch.journal;

import dev.autoresearch.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Who works in a session, as the notes in its locks say. It is only a look: no lock is touched, and whoever holds one in
 * this very process must not look, since the system would take it away when the file is closed.
 *
 * @param command as a person would name it
 * @param since epoch milliseconds
 */
public record SessionActivity(String command, long since) {
    /** The command that holds the session, else the loop that goes on. */
    public static Optional<SessionActivity> in(SessionFiles files) {
        return noted(files.state().resolve("lock")).or(() -> noted(files.state().resolve(SessionLock.LOOP)));
    }

    private static Optional<SessionActivity> noted(Path file) {
        try {
            var bytes = Files.readAllBytes(file);
            var fields = Json.object(bytes, 0, bytes.length).map(JsonFields::new);
            long pid = fields.map(note -> (long) note.number("pid").orElse(0)).orElse(0L);
            boolean alive = pid > 0
                    && ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
            return fields.filter(note -> alive)
                    .map(note -> new SessionActivity(
                            note.text("command"), (long) note.number("since").orElse(0)));
        } catch (NoSuchFileException nobody) {
            return Optional.empty();
        } catch (IOException unreadable) {
            // A note that cannot be read tells of nobody; what is measured is seen in the journal all the same.
            return Optional.empty();
        }
    }
}
