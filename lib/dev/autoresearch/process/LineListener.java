package dev.autoresearch.process;

/**
 * Told the newest complete output line while a command runs: at most ten times a second, only when there is a new
 * one, in the thread that called {@link Executor#execute}. It must return quickly, since the timeout is watched by
 * that thread too; what it throws ends the command and goes to the caller.
 */
@FunctionalInterface
public interface LineListener {
    /** Nobody is watching. */
    LineListener NONE = new LineListener() {
        @Override
        public void line(String text) {
            // nobody is watching
        }
    };

    /**
     * A new line has arrived.
     *
     * @param text the line without its end, as the command wrote it (control characters included), not blank, at most
     *     1024 bytes of it
     */
    void line(String text);
}
