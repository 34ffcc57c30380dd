package dev.autoresearch.front;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The plain java command that JBang prints for autoresearch.java: real processes without JBang's own time. */
final class Checkout {
    private static final String ENTRY =
            RealJBang.PROJECT.resolve("autoresearch.java").toString();

    /** What a user's own tool would put on its class path. */
    static final String CLASS_PATH = build();

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>(RealJBang.environment());
    private final List<String> java;

    /** Commands in this folder. */
    Checkout(Path folder) {
        this.folder = folder;
        var options = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        options.addAll(runtimeOptions());
        options.addAll(List.of("-cp", CLASS_PATH, "dev.autoresearch.Main"));
        java = List.copyOf(options);
    }

    private static String build() {
        var built = RealJBang.run(RealJBang.PROJECT, "--quiet", "build", ENTRY);
        if (built.exit() != 0) throw new AssertionError(built.err());
        return RealJBang.run(RealJBang.PROJECT, "info", "classpath", ENTRY)
                .out()
                .strip();
    }

    private static List<String> runtimeOptions() {
        var options = new ArrayList<String>();
        try {
            for (var line : Files.readAllLines(Path.of(ENTRY)))
                if (line.startsWith("//RUNTIME_OPTIONS "))
                    options.addAll(List.of(line.substring(18).split(" ")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return options;
    }

    Checkout with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Runs {@code autoresearch words…} to its end in a process of its own. */
    RealJBang.Result call(String... words) {
        return feed("", words);
    }

    /** The same with a text on standard input. */
    RealJBang.Result feed(String input, String... words) {
        var command = new ArrayList<>(java);
        command.addAll(List.of(words));
        return RealJBang.finish(RealJBang.start(folder, environment, command), input);
    }

    /** Runs a bash script in the folder, in the same environment; {@code autoresearch} is this program there. */
    RealJBang.Result shell(String script) {
        try {
            // from a file, since an argument would pass through the encoding of this JVM
            var file = Files.createTempFile("script", ".sh");
            var program = "autoresearch() { '" + String.join("' '", java) + "' \"$@\"; }\n";
            Files.writeString(file, program + script);
            var result = RealJBang.finish(RealJBang.start(folder, environment, List.of("bash", file.toString())), "");
            Files.delete(file);
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
