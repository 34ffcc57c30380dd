package dev.autoresearch.process;

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
    /** A busy machine may take a while to end even what was killed. */
    static final long PATIENCE_AFTER_KILL = TimeUnit.SECONDS.toNanos(10);

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
     * Ends the whole tree: TERM, after 5 s KILL. Returns as soon as all are gone, on a busy machine up to 10 s after KILL.
     * When the calling thread is interrupted meanwhile, KILL comes at once; the flag is set again.
     *
     * @return those that are still there, stuck in the kernel or owned by another user
     */
    synchronized List<ProcessHandle> end() {
        boolean interrupted = Thread.interrupted();
        interrupted |= ask(false, GRACE);
        interrupted |= ask(true, PATIENCE_AFTER_KILL);
        if (interrupted) Thread.currentThread().interrupt();
        return alive();
    }

    /** Asks all to end, and those that appear meanwhile; waits for them. Whether the thread was interrupted. */
    private boolean ask(boolean forcibly, long nanos) {
        long begin = System.nanoTime();
        boolean interrupted = false;
        Set<ProcessHandle> asked = new HashSet<>();
        long pause = FIRST_PAUSE;
        for (long left = nanos; left > 0 && (forcibly || !interrupted); left = nanos - (System.nanoTime() - begin)) {
            List<ProcessHandle> alive = alive();
            if (forcibly) alive.removeIf(ProcessTree::isBeyondUs);
            else for (ProcessHandle each : alive) if (asked.add(each)) each.destroy();
            if (alive.isEmpty()) break;
            interrupted |= isInterruptedBeforeExit(alive.get(0), Math.min(pause, left));
            pause = Math.min(2 * pause, LONGEST_PAUSE);
        }
        return interrupted;
    }

    /** KILL; whether it is not allowed, since the process is another user's. */
    private static boolean isBeyondUs(ProcessHandle process) {
        return !process.destroyForcibly() && !isGone(process);
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

    /** Whether it has ended; on Linux a zombie, which only waits to be collected, has. */
    static boolean isGone(ProcessHandle process) {
        return ProcFiles.isZombie(process) || !process.isAlive(); // in this order, as it may vanish in between
    }

    private static boolean isInterruptedBeforeExit(ProcessHandle process, long nanos) {
        try {
            process.onExit().get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return false; // the caller looks again
        } catch (InterruptedException e) {
            return true;
        }
        return false;
    }
}
