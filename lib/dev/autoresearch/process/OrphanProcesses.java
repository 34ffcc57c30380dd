package dev.autoresearch.process;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Processes that outlived the command that started them; on Linux they are known by their environment. */
public final class OrphanProcesses {
    private static final long GRACE_SECONDS = 5;

    private OrphanProcesses() {}

    /**
     * Ends every process that a variable of its environment marks: TERM, and KILL for those that are there 5 s later.
     *
     * @param variable its value is words with a space between them
     * @param mark one of the words, or all of it before a dot
     * @return the command lines of those that were found
     */
    public static List<String> end(String variable, String mark) {
        var found = living(variable, mark);
        var commands = new ArrayList<String>();
        for (var process : found) {
            commands.add(ProcFiles.commandLine(process));
            process.destroy();
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(GRACE_SECONDS);
        for (var process : found) await(process, deadline - System.nanoTime());
        // those that were started meanwhile, too
        for (var process : living(variable, mark)) {
            process.destroyForcibly();
            await(process, ProcessTree.PATIENCE_AFTER_KILL);
        }
        return commands;
    }

    private static List<ProcessHandle> living(String variable, String mark) {
        var living = new ArrayList<ProcessHandle>();
        ProcFiles.withVariable(variable).forEach((process, value) -> {
            boolean marked = false;
            for (var word : value.split(" ")) marked |= word.equals(mark) || word.startsWith(mark + ".");
            if (marked && !ProcessTree.isGone(process)) living.add(process);
        });
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
