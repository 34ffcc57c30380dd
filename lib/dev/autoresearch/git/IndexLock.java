package dev.autoresearch.git;

import dev.autoresearch.Problem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The lock that every git writing the user's index holds; waited for, never deleted. */
final class IndexLock {
    static final String HINT = "another git is at work here: wait for it; when none is running, the lock is left from a"
            + " crash: delete that file, then try again";

    private static final int TRIES = 80;
    private static final long PAUSE_MILLIS = 25;

    private IndexLock() {}

    /** Waits up to two seconds for the lock to go. */
    static void await(Path gitDir) {
        Path lock = gitDir.resolve("index.lock");
        for (int i = 0; Files.exists(lock, LinkOption.NOFOLLOW_LINKS); i++) {
            if (i == TRIES) throw new Problem("the git index is locked by " + lock, HINT);
            pause(PAUSE_MILLIS);
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem("interrupted while waiting for git", "run the command again").because(e);
        }
    }
}
