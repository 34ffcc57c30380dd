package dev.autoresearch.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * The process's standard output. A print stream only knows that something could not be written; this remembers what, so
 * that an export onto a full disk is not taken for a whole one.
 */
public final class StandardOutput extends FilterOutputStream {
    private Optional<IOException> failure = Optional.empty();

    public StandardOutput() {
        super(new FileOutputStream(FileDescriptor.out));
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        try {
            out.write(bytes, from, count);
        } catch (IOException e) {
            failure = Optional.of(e);
            throw e;
        }
    }

    /** Why not everything was written; empty also when the reader of a pipe has left, as {@code head} does. */
    public Optional<String> failure() {
        return failure.map(e -> String.valueOf(e.getMessage()))
                .filter(reason -> !reason.toLowerCase(Locale.ROOT).contains("pipe"));
    }
}
