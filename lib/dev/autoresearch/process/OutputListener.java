package dev.autoresearch.process;

/** Hears what a command prints on its standard output, byte for byte, in the thread that reads it. Must not block. */
@FunctionalInterface
public interface OutputListener {
    /** Nobody listens. */
    OutputListener NONE = (bytes, from, count) -> {};

    /** The next {@code count} bytes; the array is used again afterwards. */
    void hear(byte[] bytes, int from, int count);
}
