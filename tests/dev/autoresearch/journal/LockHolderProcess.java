package dev.autoresearch.journal;

import dev.autoresearch.model.Layout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A process that takes the lock of a folder, says so, and keeps it until its input ends. */
final class LockHolderProcess {
    private LockHolderProcess() {}

    public static void main(String[] args) throws Exception {
        var files = new SessionFiles(Path.of(args[0]), Layout.SDK);
        if (args[1].equals("looking")) lookAt(files.state().resolve(SessionLock.LOOP));
        var lock = SessionLock.acquire(files, "run", Boolean.parseBoolean(args[1]), SessionLock.REFUSE);
        System.out.println("locked");
        while (System.in.read() >= 0) continue;
        lock.close();
    }

    /** For ever in the midst of what {@link SessionLock#loop} does in a moment. */
    private static void lookAt(Path lock) throws Exception {
        FileChannel.open(lock, StandardOpenOption.READ).lock(Long.MAX_VALUE - 1, 1, true);
    }
}
