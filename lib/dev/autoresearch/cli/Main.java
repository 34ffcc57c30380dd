package dev.autoresearch.cli;

import dev.autoresearch.Problem;
import dev.autoresearch.process.PlatformText;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

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
}
