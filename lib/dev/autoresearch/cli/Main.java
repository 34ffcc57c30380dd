package dev.autoresearch.cli;

import dev.autoresearch.Problem;
import dev.autoresearch.process.PlatformText;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** The command line's entry: the only place that ends the process (I5). */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        // UTF-8 whatever the locale says: JSON is UTF-8, and the style leaves out symbols that cannot be shown.
        var standard = new StandardOutput();
        var out = new PrintStream(standard, false, StandardCharsets.UTF_8);
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int exit = Cli.run(PlatformText.arguments(args), new Console(System.in, out, err, PlatformText.environment()));
        out.flush();
        standard.failure().ifPresent(reason -> err.println("autoresearch: the output could not be written: " + reason));
        System.exit(exit == 0 && standard.failure().isPresent() ? Problem.GENERAL : exit);
    }

    /**
     * The process's standard output. A print stream only knows that something could not be written; this remembers what, so
     * that an export onto a full disk is not taken for a whole one.
     */
    static final class StandardOutput extends FilterOutputStream {
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
}
