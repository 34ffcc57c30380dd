package dev.autoresearch.journal;

import dev.autoresearch.Problem;
import dev.autoresearch.json.Json;
import dev.autoresearch.json.JsonFields;
import dev.autoresearch.model.Format;
import dev.autoresearch.model.SessionName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who holds a lock, as its note says.
 *
 * @param what the command, as a person would name it
 * @param measures does it run a benchmark, which may take hours?
 * @param pid 0 when the note does not tell
 * @param since epoch milliseconds
 * @param session of a loop: the name of its session; empty for the unnamed one
 * @param isolated is it a loop that leaves the user's tree alone?
 */
public record LockHolder(String what, boolean measures, long pid, long since, String session, boolean isolated) {
    private static final int NOTE_SIZE = 512;
    /** Holds a lock just long enough to see whether it is free. */
    static final LockHolder LOOKING = new LockHolder("a look", false, 0, 0, "", false);

    static LockHolder command(String what, boolean measures) {
        return new LockHolder(what, measures, me(), System.currentTimeMillis(), "", false);
    }

    static LockHolder loop(SessionFiles files, boolean isolated) {
        var session = files.name().map(SessionName::text).orElse("");
        var what = "autoresearch loop" + (session.isEmpty() ? "" : " --session " + session);
        return new LockHolder(what, true, me(), System.currentTimeMillis(), session, isolated);
    }

    private static long me() {
        return ProcessHandle.current().pid();
    }

    void write(FileChannel channel) throws IOException {
        var note = new LinkedHashMap<String, Object>();
        note.put("command", what);
        note.put("measures", measures);
        note.put("pid", pid);
        note.put("since", since);
        if (!session.isEmpty()) note.put("session", session);
        if (isolated) note.put("isolated", true);
        var bytes = ByteBuffer.wrap(Json.line(note).getBytes(StandardCharsets.UTF_8));
        channel.truncate(0);
        channel.write(bytes, 0);
    }

    /**
     * The command that holds a session's lock, else the loop that goes on, as their notes say; no lock is touched. A process
     * that holds one must not call this: closing the file would release its lock.
     */
    public static Optional<LockHolder> of(SessionFiles files) {
        return alive(files.state().resolve("lock")).or(() -> alive(files.state().resolve(SessionLock.LOOP)));
    }

    private static Optional<LockHolder> alive(Path file) {
        try {
            var bytes = Files.readAllBytes(file);
            return Optional.of(read(bytes, bytes.length))
                    .filter(holder -> holder.pid > 0)
                    .filter(holder -> ProcessHandle.of(holder.pid)
                            .filter(ProcessHandle::isAlive)
                            .isPresent());
        } catch (IOException unreadable) {
            // no lock is held, or its note cannot be read; the journal shows what is measured all the same
            return Optional.empty();
        }
    }

    static LockHolder read(FileChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate(NOTE_SIZE);
        channel.read(bytes, 0);
        return read(bytes.array(), bytes.position());
    }

    private static LockHolder read(byte[] bytes, int length) {
        var fields = new JsonFields(Json.object(bytes, 0, length).orElse(Map.of()));
        return new LockHolder(
                fields.text("command"),
                fields.flag("measures", false),
                (long) fields.number("pid").orElse(0),
                (long) fields.number("since").orElse((double) System.currentTimeMillis()),
                fields.text("session"),
                fields.flag("isolated", false));
    }

    Problem inTheWay() {
        return inTheWay("wait until it is done" + (pid > 0 ? ", or end it: kill " + pid : ""));
    }

    /** Says who it is and for how long, and what to do. */
    public Problem inTheWay(String hint) {
        var age = Format.duration((System.currentTimeMillis() - since) / 1000.0);
        var who = (what.isEmpty() ? "another command" : "`" + what + "`") + (pid > 0 ? " (pid " + pid + ")" : "");
        return new Problem(who + " has been working in this project for " + age, hint);
    }
}
