package dev.autoresearch.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The words as they were typed. In a locale such as C, Java has replaced every byte beyond ASCII by the time that it calls
 * main, whatever its options say; where the system still knows the bytes, they are UTF-8.
 */
public final class RawArguments {
    private static final char REPLACED = '\ufffd';

    private RawArguments() {}

    /** The arguments of main, with what was lost on the way. */
    public static String[] words(String[] arguments) {
        for (var argument : arguments) if (argument.indexOf(REPLACED) >= 0) return among(commandLine(), arguments);
        return arguments;
    }

    private static String[] commandLine() {
        try {
            var bytes = Files.readAllBytes(Path.of("/proc/self/cmdline"));
            return new String(bytes, StandardCharsets.UTF_8).split("\0", -1);
        } catch (IOException e) {
            // not Linux: what Java made of the words is all that there is
            return new String[0];
        }
    }

    /** The last words of a process, if they are these arguments; each ends in a NUL, so that an empty one follows. */
    static String[] among(String[] process, String[] arguments) {
        int from = process.length - 1 - arguments.length;
        if (from < 0) return arguments;
        var words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = process[from + i];
            boolean isLost = arguments[i].indexOf(REPLACED) >= 0;
            if (!isLost && !words[i].equals(arguments[i])) return arguments;
        }
        return words;
    }
}
