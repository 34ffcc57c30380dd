package dev.autoresearch.agent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * How one loop is ended from outside. Asked to finish, it begins nothing more and ends what it has begun. On Ctrl-C
 * and TERM it stops at once. The end of this program waits some seconds, until the running command is ended and all
 * is in order.
 */
final class LoopControl implements AutoCloseable {
    /** Stands for the baseline among the iterations. */
    static final int BASELINE = 0;

    private static final long PATIENCE_SECONDS = 60;

    private final Set<Integer> underWay = new TreeSet<>();
    private final Set<Thread> agents = new HashSet<>();
    private final CountDownLatch inOrder = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "put the loop in order");
    private boolean finishing;
    private boolean recalled;
    private volatile boolean stopped;

    /** From here on until {@link #close} the end of this program is held up. */
    void watch() {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // too late for a hook: this program is stopping already
            stopped = true;
        }
    }

    private void stop() {
        stopped = true;
        try {
            // what takes longer is found and finished by the next start
            if (!inOrder.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Was this program asked to stop, or the loop's thread, which calls this, interrupted? */
    boolean stopped() {
        return stopped || Thread.currentThread().isInterrupted();
    }

    @Override
    public void close() {
        inOrder.countDown();
        if (stopped) return;
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // the stop has begun in this moment; the hook has nothing to wait for
        }
    }

    /** May this iteration begin? Then it is under way. */
    synchronized boolean begin(int iteration) {
        if (!finishing) underWay.add(iteration);
        return !finishing;
    }

    synchronized void over(int iteration) {
        underWay.remove(iteration);
    }

    /**
     * Lets nothing begin any more.
     *
     * @return what the loop ends after, such as {@code iterations 7 and 8}
     */
    synchronized String finish() {
        finishing = true;
        var names = underWay.stream().map(String::valueOf).collect(Collectors.toCollection(ArrayList::new));
        if (names.isEmpty()) return "what it is doing now";
        if (underWay.contains(BASELINE)) return "the baseline";
        if (names.size() == 1) return "iteration " + names.get(0);
        var last = names.remove(names.size() - 1);
        return "iterations " + String.join(", ", names) + " and " + last;
    }

    /**
     * May an agent's command run in this thread? {@link #recall} interrupts the thread only while it does. Anywhere
     * else that would close files that are being written.
     */
    synchronized boolean beginAgent() {
        if (!recalled) agents.add(Thread.currentThread());
        return !recalled;
    }

    synchronized void endAgent() {
        agents.remove(Thread.currentThread());
        boolean interrupted = Thread.interrupted();
        // an interrupt by recall has been obeyed; any other is not ours
        if (interrupted && !recalled) Thread.currentThread().interrupt();
    }

    /** Ends the agents' commands that run now, and lets none begin. */
    synchronized void recall() {
        recalled = true;
        for (var agent : agents) agent.interrupt();
    }
}
