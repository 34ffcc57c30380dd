package dev.autoresearch.journal;

import dev.autoresearch.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Something that is done once at a time. The operating system holds the lock, so a killed process leaves none behind. */
public final class FileMutex implements AutoCloseable {
    /** Held by this process: closing a second channel on the same file would release the system's lock. */
    private static final Set<Path> HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private FileMutex(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock, or refuses at once.
     *
     * @param who what holds it, for the message: {@code an isolated loop}
     */
    public static FileMutex hold(Path file, String who) {
        if (!HERE.add(file)) throw held(who);
        boolean taken = false;
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            taken = channel.tryLock() != null;
            if (taken) return new FileMutex(file, channel);
            channel.close();
        } catch (IOException e) {
            throw DurableFile.cannotWrite(file, e);
        } finally {
            if (!taken) HERE.remove(file);
        }
        throw held(who);
    }

    private static Problem held(String who) {
        return new Problem(who + " is at work in this session already", "wait until it is done, or end it with Ctrl-C");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw DurableFile.cannotWrite(file, e);
        } finally {
            HERE.remove(file);
        }
    }
}
