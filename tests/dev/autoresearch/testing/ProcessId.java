package dev.autoresearch.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** A process that is known by its number. One that has ended stays a zombie until it is collected, in many containers for ever. */
public record ProcessId(long number) {
    private static final long LOOK_NANOS = 5_000_000;

    /** From a word such as the content of a file. */
    public static ProcessId of(String word) {
        return new ProcessId(Long.parseLong(word.strip()));
    }

    /** Whether it is still at work. */
    public boolean lives() {
        return ProcessHandle.of(number).filter(ProcessHandle::isAlive).isPresent() && !isZombie();
    }

    private boolean isZombie() {
        var stat = Path.of("/proc", String.valueOf(number), "stat");
        try {
            return Files.readString(stat, java.nio.charset.StandardCharsets.ISO_8859_1)
                    .matches("(?s).*\\) [ZX] .*");
        } catch (IOException gone) {
            return Files.isDirectory(Path.of("/proc/self"));
        }
    }

    /** However long it takes; the time limit of a test is its own. */
    public void awaitEnd() throws InterruptedException {
        while (lives()) {
            if (Thread.interrupted()) throw new InterruptedException("process " + number + " lives");
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** KILL, if it lives. */
    public void kill() {
        ProcessHandle.of(number).ifPresent(ProcessHandle::destroyForcibly);
    }
}
