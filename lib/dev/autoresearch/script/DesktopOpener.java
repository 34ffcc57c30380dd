package dev.autoresearch.script;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Opens files for a person to look at, where there is a desktop to open them on.
 *
 * @param program what opens a file that is its argument; empty where nobody would see it
 */
public record DesktopOpener(Optional<String> program) {
    /** As this machine is; {@code -Djava.awt.headless=true} says that nobody looks. */
    public static DesktopOpener here() {
        return on(System.getProperty("os.name", ""), System.getenv(), Boolean.getBoolean("java.awt.headless"));
    }

    static DesktopOpener on(String system, Map<String, String> environment, boolean headless) {
        var name = system.toLowerCase(Locale.ROOT);
        if (headless) return new DesktopOpener(Optional.empty());
        if (name.startsWith("mac")) return new DesktopOpener(Optional.of("open"));
        if (name.startsWith("windows")) return new DesktopOpener(Optional.of("explorer"));
        boolean desktop = !environment.getOrDefault("DISPLAY", "").isEmpty()
                || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
        return new DesktopOpener(desktop ? Optional.of("xdg-open") : Optional.empty());
    }

    /** Begins to open the file and waits for nothing; who wants to know where it is has the file. */
    public Path open(Path file) {
        if (program.isEmpty()) return file;
        try {
            new ProcessBuilder(program.get(), file.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException missing) {
            // a desktop without that program: the file is there all the same
        }
        return file;
    }
}
