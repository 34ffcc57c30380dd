package dev.autoresearch.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Processes that outlived the command that started them; on Linux they are known by their environment. */
public final class Strays {
    private static final long GRACE_SECONDS = 5;

    private Strays() {}

    /**
     * Ends every process whose environment holds this text: TERM, and KILL for those that are there 5 s later.
     *
     * @return how many there were
     */
    public static int end(String environment) {
        var found = living(environment);
        for (var process : found) process.destroy();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(GRACE_SECONDS);
        for (var process : found) await(process, deadline - System.nanoTime());
        // those that were started meanwhile, too
        for (var process : living(environment)) {
            process.destroyForcibly();
            await(process, TimeUnit.SECONDS.toNanos(1));
        }
        return found.size();
    }

    private static List<ProcessHandle> living(String environment) {
        var living = new ArrayList<ProcessHandle>();
        for (var process : ProcFiles.withEnvironment(environment))
            if (process.isAlive() && !ProcFiles.isZombie(process)) living.add(process);
        return living;
    }

    /** A zombie is waited for as well: whoever has to collect it does so soon, or never, and then the time is up. */
    private static void await(ProcessHandle process, long nanos) {
        if (ProcFiles.isZombie(process)) return;
        try {
            process.onExit().get(Math.max(1, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException stillThere) {
            return; // the caller is harder on it next
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
