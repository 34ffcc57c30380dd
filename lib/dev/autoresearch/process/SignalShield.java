package dev.autoresearch.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.exec.CommandLine;

/**
 * Keeps a terminal's Ctrl-C from the commands that this program starts, so that it alone decides what becomes of them.
 * The terminal sends that signal to every process of the foreground. So those commands get a session of their own, by
 * {@code setsid} of util-linux. Like the signal, it concerns the whole program: there is one shield at a time.
 *
 * <p>A command that is just being started may be hit before it has that session. Nothing of it was done then, and it is to
 * be started again.
 */
public final class SignalShield implements AutoCloseable {
    private static final String SETSID = "setsid";
    private static final int BY_INTERRUPT = 128 + 2;

    private static volatile boolean raised;

    private SignalShield() {}

    /** Can this system do it? */
    public static boolean isPossible() {
        var path = System.getenv("PATH");
        if (path == null) return false;
        for (var folder : path.split(File.pathSeparator)) {
            var file = Path.of(folder, SETSID);
            if (Files.isRegularFile(file) && Files.isExecutable(file)) return true;
        }
        return false;
    }

    /** Shields commands that are started from here on, until it is closed. */
    public static SignalShield raise() {
        raised = true;
        return new SignalShield();
    }

    /** The beginning of a command line that runs a program, shielded if need be. */
    public static CommandLine line(String program) {
        return raised ? new CommandLine(SETSID).addArgument(program, false) : new CommandLine(program);
    }

    public static boolean isRaised() {
        return raised;
    }

    /** Does this exit code mean that a command was hit before it was shielded, when it has done nothing yet? */
    public static boolean isTooLate(int exit) {
        return raised && exit == BY_INTERRUPT;
    }

    @Override
    public void close() {
        raised = false;
    }
}
