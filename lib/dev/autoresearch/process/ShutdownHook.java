package dev.autoresearch.process;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends a command when this program is asked to stop (Ctrl-C, TERM); to be closed when the command has ended. */
final class ShutdownHook implements AutoCloseable {
    private static final long AFTER_SIGNAL_MILLIS = 1000;

    private final CountDownLatch begun = new CountDownLatch(1);
    private final Thread thread;

    /** When this program is stopping already, the command is ended at once. */
    ShutdownHook(ProcessTree tree) {
        End end = new End(tree, begun);
        thread = new Thread(end, "end the command");
        try {
            Runtime.getRuntime().addShutdownHook(thread);
        } catch (IllegalStateException e) {
            end.run(); // too late for a hook
        }
    }

    /**
     * Whether this program was asked to stop. A command in the same terminal gets Ctrl-C as well, and may well have
     * ended before our own stop has begun: after such an exit code it is worth a moment's wait.
     */
    boolean begun(int exitCode) throws InterruptedException {
        boolean asked = exitCode == 128 + 1 || exitCode == 128 + 2 || exitCode == 128 + 15;
        return begun.await(asked ? AFTER_SIGNAL_MILLIS : 0, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        if (begun.getCount() == 0) return;
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException e) {
            return; // the stop has begun in this moment; the hook finds nothing to end
        }
    }

    private record End(ProcessTree tree, CountDownLatch begun) implements Runnable {
        @Override
        public void run() {
            begun.countDown();
            tree.end();
        }
    }
}
