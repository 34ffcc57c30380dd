package dev.autoresearch.journal;

import dev.autoresearch.Problem;
import dev.autoresearch.model.Format;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.Nullable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * One changing command at a time in a session. The operating system holds the lock, so a killed process leaves none
 * behind; the file only says who holds it.
 */
public final class SessionLock implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    /** Who finds the lock held goes on without it. */
    static final Consumer<Problem> REFUSE = busy -> {
        throw busy;
    };

    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    static final String LOOP = "loop.lock";

    /**
     * Who holds which lock in this process. The system's locks belong to the whole process, and closing any channel on the
     * file would release them: so one thread at a time may touch the file.
     */
    private static final ConcurrentMap<Path, LockHolder> HERE = new ConcurrentHashMap<>();

    private final Path file;
    private FileChannel channel;
    private FileLock lock;
    private @Nullable SessionLock also;
    private final OptionalLong abandonedBy;

    private SessionLock(Path file, FileChannel channel, FileLock lock, OptionalLong abandonedBy) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
        this.abandonedBy = abandonedBy;
    }

    /** The process that held the lock before and was killed: a command that ends properly removes its note. */
    public OptionalLong abandonedBy() {
        return abandonedBy;
    }

    /**
     * Waits for the lock, or says who holds it: at once when that is a benchmark that may take hours, otherwise when one
     * command has held it for half a minute.
     *
     * @param what the command that wants it, as a person would name it
     * @param measures will it run a benchmark while it holds the lock?
     * @param busy is called with who holds it, again and again, when there is more to wait for than a moment; may throw
     */
    public static SessionLock acquire(SessionFiles files, String what, boolean measures, Consumer<Problem> busy) {
        files.makeState();
        return acquire(place(files, "lock"), LockHolder.command(what, measures), busy);
    }

    /**
     * Refuses to go on while the OpenClaw plugin is at work: a living process is behind its lock file. A stale one is passed
     * over.
     */
    public static void refuseIfOpenClaw(SessionFiles files, long now) {
        if (files.layout() != Layout.OPENCLAW) return;
        var lock = SessionFiles.fields(files.root().resolve("autoresearch.lock"));
        if (lock.isEmpty()) return;
        int pid = lock.get().whole("pid");
        boolean alive =
                pid > 0 && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        if (!alive || pid == ProcessHandle.current().pid()) return;
        var age = Format.duration(Math.max(0, now - lock.get().time("timestamp")) / 1000.0);
        throw new Problem(
                "OpenClaw holds this session (pid " + pid + ", for " + age + ")",
                "wait until it is done; if it is not running, remove autoresearch.lock");
    }

    /** One path for one file, also where the root is named by a link: threads of this process find each other by it. */
    private static Path place(SessionFiles files, String name) {
        var state = files.root().relativize(files.state()).resolve(name);
        try {
            return files.root().toRealPath().resolve(state);
        } catch (IOException gone) {
            // opening the file says what is wrong
            return files.root().resolve(state);
        }
    }

    /**
     * The lock of a loop, which it holds as long as it goes on; its steps take the session's lock, too. A project has
     * one loop at a time.
     *
     * @param isolated does it leave the user's tree alone?
     */
    public static SessionLock acquireLoop(SessionFiles files, boolean isolated) {
        files.makeState();
        return acquire(place(files, LOOP), LockHolder.loop(files, isolated), REFUSE);
    }

    /**
     * The lock of a loop on something that it shares with sessions elsewhere: the work tree of several folders, say.
     *
     * @param file where all of them look for it; its folder is made when it is missing
     */
    public static SessionLock acquireLoop(SessionFiles files, boolean isolated, Path file) {
        makeFolder(file.resolveSibling(""));
        return acquire(file, LockHolder.loop(files, isolated), REFUSE);
    }

    private static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw DurableFile.cannotWrite(folder, e);
        }
    }

    /** The loop that goes on in this project, in any process. */
    public static Optional<LockHolder> loop(SessionFiles files) {
        return loop(place(files, LOOP));
    }

    /** The loop that holds the lock in this file. */
    public static Optional<LockHolder> loop(Path file) {
        if (!Files.exists(file)) return Optional.empty();
        for (var other = holder(file, LockHolder.LOOKING);
                other.isPresent();
                other = holder(file, LockHolder.LOOKING)) {
            if (!other.get().equals(LockHolder.LOOKING)) return other;
            LockSupport.parkNanos(POLL_NANOS);
        }
        try (var channel = open(file)) {
            return tryLock(channel, true).isPresent() ? Optional.empty() : Optional.of(LockHolder.read(channel));
        } catch (IOException e) {
            throw DurableFile.cannotWrite(file, e);
        } finally {
            HERE.remove(file);
        }
    }

    /** Takes it anew where its file was removed, as {@code git clean -fdx} does: a lock whose file has no name locks nothing. */
    public synchronized void renew() {
        if (also != null) also.renew();
        if (Files.exists(file)) return;
        makeFolder(file.resolveSibling(""));
        try {
            var renewed = open(file);
            var taken = tryLock(renewed, false);
            if (taken.isEmpty()) {
                closeQuietly(renewed);
                return;
            }
            channel.close();
            channel = renewed;
            lock = taken.get();
            HERE.getOrDefault(file, LockHolder.LOOKING).write(channel);
        } catch (IOException e) {
            throw DurableFile.cannotWrite(file, e);
        }
    }

    /** Closing this one closes that one, too. */
    public SessionLock with(SessionLock other) {
        also = other;
        return this;
    }

    public synchronized boolean isHeld() {
        return channel.isOpen();
    }

    private static SessionLock acquire(Path file, LockHolder me, Consumer<Problem> busy) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        for (var other = holder(file, me); other.isPresent(); other = holder(file, me)) {
            if (other.get().measures() || System.nanoTime() > deadline)
                busy.accept(other.get().inTheWay());
            LockSupport.parkNanos(POLL_NANOS);
        }
        try {
            return acquire(file, me, deadline, busy);
        } catch (Problem e) {
            HERE.remove(file);
            throw e;
        }
    }

    /** The thread of this process that holds the lock; empty when that is now the caller. */
    private static Optional<LockHolder> holder(Path file, LockHolder me) {
        return Optional.ofNullable(HERE.putIfAbsent(file, me));
    }

    private static SessionLock acquire(Path file, LockHolder me, long deadline, Consumer<Problem> busy) {
        var channel = open(file);
        try {
            var before = Optional.<LockHolder>empty();
            var lock = tryLock(channel, false);
            while (lock.isEmpty()) {
                var holder = Optional.of(LockHolder.read(channel));
                // A note seen twice is its holder's; one seen once may be that of a killed command before it.
                boolean stays = holder.get().measures() && holder.equals(before);
                if (stays || System.nanoTime() > deadline)
                    busy.accept(holder.get().inTheWay());
                // whoever waits behind many gets there as well
                if (before.isPresent() && !holder.equals(before)) deadline = System.nanoTime() + PATIENCE_NANOS;
                before = holder;
                LockSupport.parkNanos(POLL_NANOS);
                lock = tryLock(channel, false);
            }
            long note = LockHolder.read(channel).pid();
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

    /** Those who only look share it, so that none of them takes another for its holder. */
    private static Optional<FileLock> tryLock(FileChannel channel, boolean shared) throws IOException {
        // A byte far behind the note is locked: where locks are mandatory, others can still read who holds it.
        return Optional.ofNullable(channel.tryLock(Long.MAX_VALUE - 1, 1, shared));
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException nothingWasWritten) {
            // The channel was only read; a failing close loses nothing.
        }
    }

    @Override
    public synchronized void close() {
        try {
            channel.truncate(0);
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new Problem("cannot release the session's lock: " + e.getMessage(), "end this process").because(e);
        } finally {
            HERE.remove(file);
            if (also != null) also.close();
        }
    }
}
