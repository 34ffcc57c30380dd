package dev.autoresearch.process;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A command's process and everything it started. Descendants are known from their parents. On Linux the others are
 * found by the marker in their environment, or by the output pipes that they hold.
 */
public final class ProcessTree {
    private static final long GRACE = TimeUnit.SECONDS.toNanos(5);
    /** A busy machine may take a while to end even what was killed. */
    private static final long PATIENCE_AFTER_KILL = TimeUnit.SECONDS.toNanos(10);

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

    /** Those that hold the command's output open; none where that cannot be known. */
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

    /**
     * Ends every process that a variable of its environment marks, on Linux, where it can be read: TERM, and KILL for
     * those that are there 5 s later.
     *
     * @param variable its value is words with a space between them
     * @param mark one of the words, or all of it before a dot
     * @return the command lines of those that were found
     */
    public static List<String> endMarked(String variable, String mark) {
        var found = living(variable, mark);
        var commands = new ArrayList<String>();
        for (var process : found) {
            commands.add(ProcFiles.commandLine(process));
            process.destroy();
        }
        long deadline = System.nanoTime() + GRACE;
        for (var process : found) await(process, deadline - System.nanoTime());
        // those that were started meanwhile, too
        for (var process : living(variable, mark)) {
            process.destroyForcibly();
            await(process, PATIENCE_AFTER_KILL);
        }
        return commands;
    }

    /**
     * Processor time in seconds that processes with a variable of this name in their environment have used, with that of
     * their children that have ended; 0 where /proc tells nothing.
     */
    public static double processorSeconds(String variable) {
        double seconds = 0;
        for (var process : ProcFiles.withVariable(variable).keySet()) seconds += ProcFiles.processorSeconds(process);
        return seconds;
    }

    private static List<ProcessHandle> living(String variable, String mark) {
        var living = new ArrayList<ProcessHandle>();
        ProcFiles.withVariable(variable).forEach((process, value) -> {
            boolean marked = false;
            for (var word : value.split(" ")) marked |= word.equals(mark) || word.startsWith(mark + ".");
            if (marked && !isGone(process)) living.add(process);
        });
        return living;
    }

    /** A zombie is waited for as well: its parent collects it soon, or never, and then the time is up. */
    private static void await(ProcessHandle process, long nanos) {
        boolean interrupted = !ProcFiles.isZombie(process) && isInterruptedBeforeExit(process, Math.max(1, nanos));
        if (interrupted) Thread.currentThread().interrupt();
    }

    /**
     * Ends a command when this program is asked to stop (Ctrl-C, TERM). It is made before the command is started, since
     * the signal may come in the same moment. It is closed when the command has ended.
     */
    static final class ShutdownHook implements Runnable, AutoCloseable {
        private static final long AFTER_SIGNAL_MILLIS = 1000;

        private final CountDownLatch begun = new CountDownLatch(1);
        private final CompletableFuture<Optional<ProcessTree>> command = new CompletableFuture<>();
        private final Thread thread = new Thread(this, "end the command");

        /** When this program is stopping already, that has begun. */
        ShutdownHook() {
            try {
                Runtime.getRuntime().addShutdownHook(thread);
            } catch (IllegalStateException tooLate) {
                begun.countDown();
            }
        }

        /** Whether this program was asked to stop; then no command is to be started any more. */
        boolean begun() {
            return begun.getCount() == 0;
        }

        void ends(ProcessTree tree) {
            command.complete(Optional.of(tree));
        }

        /**
         * Whether this program was asked to stop. A command in the same terminal gets Ctrl-C as well,
         * and may have ended before our own stop has begun. After such an exit code we wait a moment.
         */
        boolean begun(int exitCode) throws InterruptedException {
            boolean asked = exitCode == 128 + 1 || exitCode == 128 + 2 || exitCode == 128 + 15;
            return begun.await(asked ? AFTER_SIGNAL_MILLIS : 0, TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() {
            command.complete(Optional.empty());
            if (begun()) return;
            try {
                Runtime.getRuntime().removeShutdownHook(thread);
            } catch (IllegalStateException e) {
                return; // the stop has begun in this moment; the hook finds nothing to end
            }
        }

        @Override
        public void run() {
            begun.countDown();
            command.join().ifPresent(ProcessTree::end); // one that is just being started, too
        }
    }
}
