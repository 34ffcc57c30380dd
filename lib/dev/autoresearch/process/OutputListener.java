package dev.autoresearch.process;

/** Hears what a command prints while it runs. */
@FunctionalInterface
public interface OutputListener {
    /** Drops everything. */
    OutputListener NONE = line -> {};

    /**
     * The newest complete line: at most ten times a second, only when there is a new one, in the thread that called
     * {@link Executor#execute}. It must return quickly, since the timeout is watched by that thread too; what it throws
     * ends the command and goes to the caller.
     *
     * @param text at most 1024 bytes of the line, without its end, with its control characters; never blank
     */
    void line(String text);

    /**
     * The next {@code count} bytes of standard output, all of which come here, in the thread that reads them. Must not
     * block; the array is used again afterwards.
     */
    default void bytes(byte[] bytes, int from, int count) {}
}
