package dev.autoresearch.process;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.exec.CommandLine;

/**
 * Arguments, variables and names of files in a locale that knows fewer letters, such as C. There Java replaces every byte
 * beyond ASCII before it calls main, and again for a process. It also refuses such names of files. No option changes that. Here the bytes are UTF-8 in every locale; bash and URIs spell them in ASCII.
 */
public final class PlatformText {
    private static final char REPLACED = '\ufffd';
    private static final String VARIABLE = "[A-Za-z_][A-Za-z_0-9]*";
    private static final Charset CHARSET = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    private PlatformText() {}

    /** The arguments of main, with what was lost on the way. */
    public static String[] arguments(String[] arguments) {
        for (var argument : arguments) if (argument.indexOf(REPLACED) >= 0) return lastOf(own("cmdline"), arguments);
        return arguments;
    }

    /** The variables of this process, with what was lost on the way; a copy to be changed. */
    public static Map<String, String> environment() {
        var environment = new HashMap<>(System.getenv());
        boolean lost = false;
        for (var value : environment.values()) lost |= value.indexOf(REPLACED) >= 0;
        if (!lost) return environment;
        for (var entry : own("environ")) {
            int end = entry.indexOf('=');
            if (end > 0) environment.replace(entry.substring(0, end), entry.substring(end + 1));
        }
        return environment;
    }

    /** A file by its name, relative to a folder or absolute. */
    public static Path path(Path folder, String name) {
        try {
            return folder.resolve(name);
        } catch (InvalidPathException e) {
            if (name.indexOf('\0') >= 0) throw e;
            var path = name.startsWith("/") ? Path.of("/") : folder;
            for (var part : name.split("/")) path = part.equals("..") ? path.resolve(part) : path.resolve(bytes(part));
            return path;
        }
    }

    private static Path bytes(String part) {
        var escaped = new StringBuilder("file:///");
        for (byte one : part.getBytes(StandardCharsets.UTF_8)) escaped.append(String.format("%%%02X", one & 0xff));
        return Path.of("/").relativize(Path.of(URI.create(escaped.toString())));
    }

    /** The name of a file relative to a folder that it is in. */
    public static String name(Path folder, Path file) {
        var name = folder.relativize(file).toString();
        return name.indexOf(REPLACED) < 0
                ? name
                : folder.toUri().relativize(file.toUri()).getPath();
    }

    /**
     * The command line that starts the same process with the same variables to the last byte.
     *
     * @param environment all variables of the process; those that Java would garble are taken out, and set by the line
     */
    public static CommandLine exact(CommandLine line, Map<String, String> environment) {
        return CHARSET.equals(StandardCharsets.UTF_8) ? line : exact(line, environment, CHARSET);
    }

    static CommandLine exact(CommandLine line, Map<String, String> environment, Charset charset) {
        var encoder = charset.newEncoder();
        var script = new StringBuilder();
        environment.entrySet().removeIf(variable -> {
            if (!variable.getKey().matches(VARIABLE) || encoder.canEncode(variable.getValue())) return false;
            script.append("export ").append(variable.getKey()).append('=');
            script.append(quoted(variable.getValue())).append("; ");
            return true;
        });
        boolean isSafe = script.isEmpty();
        script.append("exec");
        for (var word : line.toStrings()) {
            isSafe &= encoder.canEncode(word);
            script.append(' ').append(quoted(word));
        }
        return isSafe ? line : new CommandLine("bash").addArgument("-c").addArgument(script.toString(), false);
    }

    /** One word of bash in ASCII. */
    private static String quoted(String word) {
        var quoted = new StringBuilder("$'");
        for (byte one : word.getBytes(StandardCharsets.UTF_8)) {
            if (one < 0) quoted.append('\\').append(Integer.toOctalString(one & 0xff));
            else if (one == '\'' || one == '\\') quoted.append('\\').append((char) one);
            else quoted.append((char) one);
        }
        return quoted.append('\'').toString();
    }

    /** What Linux knows of this process, each entry ended by a NUL, so that an empty one follows the last. */
    private static String[] own(String file) {
        try {
            var bytes = Files.readAllBytes(Path.of("/proc/self", file));
            return new String(bytes, StandardCharsets.UTF_8).split("\0", -1);
        } catch (IOException e) {
            // not Linux: what Java made of the text is all that there is
            return new String[0];
        }
    }

    /** The last words of a process, if they are these arguments. */
    static String[] lastOf(String[] process, String[] arguments) {
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
