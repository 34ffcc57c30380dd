package dev.autoresearch.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The command at the top of the checkout, in real processes; it was built for all tests by {@link RealJBang}. */
final class CheckoutCommand {
    /** What a user's own tool would put on its class path. */
    static final String CLASS_PATH = classPath();

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>(RealJBang.environment());

    /** Commands in this folder. */
    CheckoutCommand(Path folder) {
        this.folder = folder;
    }

    private static String classPath() {
        var environment = RealJBang.environment();
        try {
            var kept = environment.get("XDG_CACHE_HOME") + "/autoresearch/launcher" + RealJBang.PROJECT.toRealPath();
            var java = environment.get("JAVA_HOME") + "/bin/java";
            return Files.readAllLines(Path.of(kept, "for" + java, "ready")).get(2);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CheckoutCommand with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Runs {@code autoresearch words…} to its end in a process of its own. */
    RealJBang.Result call(String... words) {
        return feed("", words);
    }

    /** The same with a text on standard input. */
    RealJBang.Result feed(String input, String... words) {
        var command = new ArrayList<>(List.of(RealJBang.COMMAND.toString()));
        command.addAll(List.of(words));
        return RealJBang.finish(RealJBang.start(folder, environment, command), input);
    }

    /** Runs a bash script in the folder, in the same environment; {@code autoresearch} is this program there. */
    RealJBang.Result shell(String script) {
        try {
            // from a file, since an argument would pass through the encoding of this JVM
            var file = Files.createTempFile("script", ".sh");
            var program = "autoresearch() { '" + RealJBang.COMMAND + "' \"$@\"; }\n";
            Files.writeString(file, program + script);
            var result = RealJBang.finish(RealJBang.start(folder, environment, List.of("bash", file.toString())), "");
            Files.delete(file);
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
