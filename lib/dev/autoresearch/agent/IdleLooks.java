package dev.autoresearch.agent;

import dev.autoresearch.Problem;
import dev.autoresearch.measure.HeadLooks;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Plan;
import dev.autoresearch.session.SessionContext;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Lets the machine measure while agents work, in a thread of its own, one execution after the other. What runs is ended with
 * its process tree as soon as somebody has work for the machine, and counts for nothing then.
 */
final class IdleLooks implements AutoCloseable {
    private final SessionContext context;
    private final HeadLooks looks;
    private final boolean enabled;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        var idle = new Thread(work, "idle looks");
        idle.setDaemon(true);
        return idle;
    });
    private boolean wanted;
    private Optional<Thread> executes = Optional.empty();
    private Optional<Future<?>> idle = Optional.empty();

    /**
     * @param enabled is anything to be measured at all?
     * @param head the commit that the next candidate builds on, whenever it is asked for
     */
    IdleLooks(SessionContext context, Plan plan, boolean enabled, Supplier<String> head) {
        this.context = context;
        this.enabled = enabled;
        this.looks = new HeadLooks(context, plan, head);
    }

    /** From here on the machine is free, until {@link #end}. */
    synchronized void begin() {
        wanted = enabled;
        looks.restart();
        idle = Optional.of(thread.submit(this::look));
    }

    /** When this returns, nothing is executed any more. */
    void end() {
        synchronized (this) {
            wanted = false;
            executes.ifPresent(Thread::interrupt);
        }
        boolean interrupted = false;
        while (idle.isPresent())
            try {
                idle.get().get();
                idle = Optional.empty();
            } catch (InterruptedException again) {
                // nothing may be measured before the other one is gone
                interrupted = true;
            } catch (ExecutionException failed) {
                idle = Optional.empty();
                var cause = failed.getCause();
                context.notice("nothing was measured while the agent worked: "
                        + (cause == null ? failed : cause).getMessage());
            }
        if (interrupted) Thread.currentThread().interrupt();
    }

    private void look() {
        while (isWanted()) {
            var look = looks.next();
            if (look.isEmpty()) return;
            var execution = executed(look.get());
            if (execution.isEmpty()) return;
            looks.record(look.get(), execution.get());
        }
    }

    private synchronized boolean isWanted() {
        return wanted;
    }

    /** Empty when it was ended. */
    private Optional<Measurement> executed(HeadLooks.IdleLook look) {
        if (!enter()) return Optional.empty();
        try {
            return Optional.of(looks.execute(look));
        } catch (Problem ended) {
            if (isWanted()) throw ended;
            return Optional.empty();
        } finally {
            leave();
        }
    }

    /** Only between these two the thread is interrupted: anywhere else that would close a file that is being written. */
    private synchronized boolean enter() {
        if (wanted) executes = Optional.of(Thread.currentThread());
        return wanted;
    }

    private synchronized void leave() {
        executes = Optional.empty();
        // an interrupt by the end has been obeyed; any other is not ours
        if (Thread.interrupted() && wanted) Thread.currentThread().interrupt();
    }

    /** What was executed, and what it says of what is not certain. */
    HeadLooks looks() {
        return looks;
    }

    @Override
    public void close() {
        thread.shutdown();
        looks.close();
    }
}
