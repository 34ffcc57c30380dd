package dev.autoresearch.agent;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and TERM: holds up the end of this program until the loop has put everything in order. The command that runs at
 * that moment is ended by its executor, so this takes seconds.
 */
final class LoopShutdownHook implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final CountDownLatch inOrder = new CountDownLatch(1);
    private final Thread hook = new Thread(this::await, "put the loop in order");
    private volatile boolean requested;

    private LoopShutdownHook() {}

    static LoopShutdownHook watch() {
        var interruption = new LoopShutdownHook();
        try {
            Runtime.getRuntime().addShutdownHook(interruption.hook);
        } catch (IllegalStateException stopping) {
            // too late for a hook: this program is stopping already
            interruption.requested = true;
        }
        return interruption;
    }

    private void await() {
        requested = true;
        try {
            // what takes longer is found and finished by the next start
            if (!inOrder.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Was this program asked to stop? */
    boolean requested() {
        return requested || Thread.currentThread().isInterrupted();
    }

    @Override
    public void close() {
        inOrder.countDown();
        if (requested) return;
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // the stop has begun in this moment; the hook has nothing to wait for
        }
    }
}
