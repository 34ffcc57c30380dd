package dev.autoresearch.agent;

import java.util.Optional;

/**
 * Calls an agent back from its work in another thread. That thread is interrupted only while the agent's command runs:
 * anywhere else an interrupt would close the files that are being written.
 */
final class AgentInterrupt {
    private Optional<Thread> working = Optional.empty();
    private boolean pulled;

    /** The command is about to run in this thread; false: it was called back before. */
    synchronized boolean begin() {
        if (!pulled) working = Optional.of(Thread.currentThread());
        return !pulled;
    }

    /** The command has ended. */
    synchronized void end() {
        working = Optional.empty();
        boolean interrupted = Thread.interrupted();
        // the call is answered; any other interrupt is not ours
        if (interrupted && !pulled) Thread.currentThread().interrupt();
    }

    /** Calls it back, now or as soon as it begins. */
    synchronized void pull() {
        pulled = true;
        working.ifPresent(Thread::interrupt);
    }
}
