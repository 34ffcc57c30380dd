package dev.autoresearch.exec;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A command's process and everything it started. Descendants are known from their parents; on Linux those that left
 * their parents are known by the marker in their environment, and by the output pipes that they hold.
 */
final class ProcessTree {
    private static final long GRACE = TimeUnit.SECONDS.toNanos(5);
    private static final long KILL_BUDGET = TimeUnit.MILLISECONDS.toNanos(400);
    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(4);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    private final ProcessHandle root;
    private final String marker;
    private final Optional<Instant> start;
    private final Set<String> pipes;
    private final Set<ProcessHandle> known = new LinkedHashSet<>();

    /** To be made right after the start, while the pipes of the process can be looked up. */
    ProcessTree(ProcessHandle root, String marker) {
        this.root = root;
        this.marker = marker;
        start = root.info().startInstant();
        pipes = ProcFiles.outputPipes(root);
        known.add(root);
    }

    /**
     * Ends the whole tree: TERM, after 5 s KILL. Returns as soon as all are gone, 5.4 s later at the latest. When the
     * calling thread is interrupted meanwhile, KILL comes at once; the flag is set again.
     *
     * @return those that are still there, stuck in the kernel or owned by another user
     */
    synchronized List<ProcessHandle> end() {
        long begin = System.nanoTime();
        long grace = GRACE;
        boolean interrupted = Thread.interrupted();
        Set<ProcessHandle> asked = new HashSet<>();
        List<ProcessHandle> alive = alive();
        for (long pause = FIRST_PAUSE; !alive.isEmpty(); pause = Math.min(2 * pause, LONGEST_PAUSE)) {
            long elapsed = System.nanoTime() - begin;
            if (elapsed > grace + KILL_BUDGET) break;
            for (ProcessHandle each : alive) {
                if (elapsed >= grace) each.destroyForcibly();
                else if (asked.add(each)) each.destroy();
            }
            try {
                long left = elapsed < grace ? grace - elapsed : pause;
                awaitExit(alive.get(0), Math.min(pause, left));
            } catch (InterruptedException e) {
                interrupted = true;
                grace = Math.min(grace, elapsed);
            }
            alive = alive();
        }
        if (interrupted) Thread.currentThread().interrupt();
        return alive;
    }

    /** Those that hold the command's output open; where that cannot be known, nobody. */
    List<ProcessHandle> holders() {
        if (!pipes.isEmpty()) return younger(ProcFiles.writersTo(pipes));
        List<ProcessHandle> found = new ArrayList<>(); // it had ended before its pipes could be looked up
        for (ProcessHandle each : ProcFiles.withEnvironment(marker))
            if (!ProcFiles.outputPipes(each).isEmpty()) found.add(each);
        return found;
    }

    private List<ProcessHandle> alive() {
        List<ProcessHandle> starters = new ArrayList<>(known);
        for (ProcessHandle each : starters) each.descendants().forEach(known::add);
        known.addAll(ProcFiles.withEnvironment(marker));
        known.addAll(holders());
        known.removeIf(each -> each != root && isGone(each));
        List<ProcessHandle> alive = new ArrayList<>(known);
        alive.removeIf(ProcessTree::isGone);
        return alive;
    }

    /** Not the services that were there before: an open file can be handed to them. */
    private List<ProcessHandle> younger(List<ProcessHandle> processes) {
        List<ProcessHandle> found = new ArrayList<>();
        for (ProcessHandle each : processes) {
            Optional<Instant> birth = each.info().startInstant();
            if (start.isPresent() && birth.isPresent() && !birth.get().isBefore(start.get())) found.add(each);
        }
        return found;
    }

    private static boolean isGone(ProcessHandle process) {
        return !process.isAlive() || ProcFiles.isZombie(process);
    }

    private static void awaitExit(ProcessHandle process, long nanos) throws InterruptedException {
        try {
            process.onExit().get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return; // the caller looks again
        }
    }
}
