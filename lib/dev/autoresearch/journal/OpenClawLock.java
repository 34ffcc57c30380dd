package dev.autoresearch.journal;

import dev.autoresearch.Problem;
import dev.autoresearch.model.Format;
import dev.autoresearch.model.Layout;

/** The lock file of the OpenClaw plugin: a live process behind it means that the plugin is at work. */
public final class OpenClawLock {
    private OpenClawLock() {}

    /** Throws a problem when a living process holds it; a stale lock is passed over. */
    public static void refuseIfHeld(SessionFiles files, long now) {
        if (files.layout() != Layout.OPENCLAW) return;
        var lock = RecoveryNote.read(files.root().resolve("autoresearch.lock"));
        if (lock.isEmpty()) return;
        int pid = lock.get().number("pid");
        boolean alive =
                pid > 0 && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        if (!alive || pid == ProcessHandle.current().pid()) return;
        var age = Format.duration(Math.max(0, now - lock.get().time("timestamp")) / 1000.0);
        throw new Problem(
                "OpenClaw holds this session (pid " + pid + ", for " + age + ")",
                "wait until it is done; if it is not running, remove autoresearch.lock");
    }
}
