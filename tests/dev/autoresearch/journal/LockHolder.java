package dev.autoresearch.journal;

import dev.autoresearch.model.Layout;
import java.nio.file.Path;

/** A process that takes the lock of a folder, says so, and keeps it until its input ends. */
final class LockHolder {
    private LockHolder() {}

    public static void main(String[] args) throws Exception {
        var files = new SessionFiles(Path.of(args[0]), Layout.SDK);
        var lock = SessionLock.acquire(files, "run", Boolean.parseBoolean(args[1]));
        System.out.println("locked");
        while (System.in.read() >= 0) continue;
        lock.close();
    }
}
