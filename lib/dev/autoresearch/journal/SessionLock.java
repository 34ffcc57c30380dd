package dev.autoresearch.journal;

import dev.autoresearch.Problem;
import dev.autoresearch.json.Json;
import dev.autoresearch.model.Figures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One changing command at a time in a session. The operating system holds the lock, so a killed process leaves none
 * behind; the file only says who holds it.
 */
public final class SessionLock implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int NOTE_SIZE = 512;
    static final String LOOP = "loop.lock";

    /**
     * Who holds which lock in this process. The system's locks belong to the whole process, and closing any channel on the
     * file would release them: so one thread at a time may touch the file.
     */
    private static final ConcurrentMap<Path, Holder> HERE = new ConcurrentHashMap<>();

    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;
    private final OptionalLong abandonedBy;

    private SessionLock(Path file, FileChannel channel, FileLock lock, OptionalLong abandonedBy) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
        this.abandonedBy = abandonedBy;
    }

    /** The process that held the lock before and was killed: whoever ends properly takes its note away. */
    public OptionalLong abandonedBy() {
        return abandonedBy;
    }

    /**
     * Waits for the lock, or says who holds it: at once when that is a benchmark that may take hours, after half a
     * minute otherwise.
     *
     * @param what the command that wants it, as a person would name it
     * @param measures will it run a benchmark while it holds the lock?
     */
    public static SessionLock acquire(SessionFiles files, String what, boolean measures) {
        return acquire(files.makeState().resolve("lock"), what, measures);
    }

    /** The lock of a loop, which it holds as long as it goes on; its steps take the session's lock besides. */
    public static SessionLock acquireLoop(SessionFiles files) {
        return acquire(files.makeState().resolve(LOOP), "autoresearch loop", true);
    }

    /** Does a loop go on in this session, in whatever process? */
    public static boolean isLooping(SessionFiles files) {
        var file = files.state().resolve(LOOP);
        if (!Files.exists(file)) return false;
        var me = new Holder("a look", false, ProcessHandle.current().pid(), System.currentTimeMillis());
        if (holder(file, me).isPresent()) return true;
        try (var channel = open(file)) {
            return tryLock(channel).isEmpty();
        } catch (IOException e) {
            throw DurableFile.cannotWrite(file, e);
        } finally {
            HERE.remove(file);
        }
    }

    private static SessionLock acquire(Path file, String what, boolean measures) {
        var me = new Holder(what, measures, ProcessHandle.current().pid(), System.currentTimeMillis());
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        for (var other = holder(file, me); other.isPresent(); other = holder(file, me)) {
            if (other.get().measures() || System.nanoTime() > deadline)
                throw other.get().inTheWay();
            LockSupport.parkNanos(POLL_NANOS);
        }
        try {
            return acquire(file, me, deadline);
        } catch (Problem e) {
            HERE.remove(file);
            throw e;
        }
    }

    /** The thread of this process that holds the lock; empty when that is now the caller. */
    private static Optional<Holder> holder(Path file, Holder me) {
        return Optional.ofNullable(HERE.putIfAbsent(file, me));
    }

    private static SessionLock acquire(Path file, Holder me, long deadline) {
        var channel = open(file);
        try {
            var before = Optional.<Holder>empty();
            var lock = tryLock(channel);
            while (lock.isEmpty()) {
                var holder = Optional.of(Holder.read(channel));
                // A note seen twice is its holder's; one seen once may be that of a killed command before it.
                boolean stays = holder.get().measures() && holder.equals(before);
                if (stays || System.nanoTime() > deadline) throw holder.get().inTheWay();
                before = holder;
                LockSupport.parkNanos(POLL_NANOS);
                lock = tryLock(channel);
            }
            long note = Holder.read(channel).pid();
            me.write(channel);
            return new SessionLock(file, channel, lock.get(), note > 0 ? OptionalLong.of(note) : OptionalLong.empty());
        } catch (IOException e) {
            closeQuietly(channel);
            throw DurableFile.cannotWrite(file, e);
        } catch (Problem e) {
            closeQuietly(channel);
            throw e;
        }
    }

    private static FileChannel open(Path file) {
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw DurableFile.cannotWrite(file, e);
        }
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        // A byte far behind the note is locked: where locks are mandatory, others can still read who holds it.
        return Optional.ofNullable(channel.tryLock(Long.MAX_VALUE - 1, 1, false));
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException nothingWasWritten) {
            // The channel was only read; a failing close loses nothing.
        }
    }

    @Override
    public void close() {
        try {
            channel.truncate(0);
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new Problem("cannot release the session's lock: " + e.getMessage(), "end this process").because(e);
        } finally {
            HERE.remove(file);
        }
    }

    private record Holder(String what, boolean measures, long pid, long since) {

        void write(FileChannel channel) throws IOException {
            var note = new LinkedHashMap<String, Object>();
            note.put("command", what);
            note.put("measures", measures);
            note.put("pid", pid);
            note.put("since", since);
            var bytes = ByteBuffer.wrap(Json.line(note).getBytes(StandardCharsets.UTF_8));
            channel.truncate(0);
            channel.write(bytes, 0);
        }

        static Holder read(FileChannel channel) throws IOException {
            var bytes = ByteBuffer.allocate(NOTE_SIZE);
            channel.read(bytes, 0);
            var fields =
                    new Fields(Json.object(bytes.array(), 0, bytes.position()).orElse(Map.of()));
            return new Holder(
                    fields.text("command"),
                    fields.flag("measures", false),
                    (long) fields.number("pid").orElse(0),
                    (long) fields.number("since").orElse((double) System.currentTimeMillis()));
        }

        Problem inTheWay() {
            var age = Figures.duration((System.currentTimeMillis() - since) / 1000.0);
            var who = (what.isEmpty() ? "another command" : "`" + what + "`") + (pid > 0 ? " (pid " + pid + ")" : "");
            return new Problem(
                    who + " has been working in this session for " + age,
                    "wait until it is done" + (pid > 0 ? ", or end it: kill " + pid : ""));
        }
    }
}
