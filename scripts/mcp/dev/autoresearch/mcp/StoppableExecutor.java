package dev.autoresearch.mcp;

import dev.autoresearch.Problem;
import dev.autoresearch.process.Command;
import dev.autoresearch.process.CommandResult;
import dev.autoresearch.process.Executor;
import dev.autoresearch.process.OutputListener;
import java.util.Optional;

/**
 * Runs commands until it is told to stop, then ends the one that runs, with its whole tree, and starts no other. What
 * goes on between two commands, such as a commit, is never cut short.
 */
final class StoppableExecutor implements Executor {
    private final Executor executor;
    private Optional<Thread> running = Optional.empty();
    private boolean stopped;

    StoppableExecutor(Executor executor) {
        this.executor = executor;
    }

    @Override
    public CommandResult execute(Command task, OutputListener progress) {
        begin();
        try {
            return executor.execute(task, progress);
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        if (stopped) throw new Problem("the measurement was cancelled", "call it again when you want it", 130);
        running = Optional.of(Thread.currentThread());
    }

    /** The interruption was for the command alone: git, which comes next, must not see it. */
    private synchronized void end() {
        running = Optional.empty();
        if (stopped) Thread.interrupted();
    }

    /** Ends what runs; safe to call at any time, from any thread, again and again. */
    synchronized void stop() {
        stopped = true;
        running.ifPresent(Thread::interrupt);
    }

    synchronized boolean stopped() {
        return stopped;
    }
}
