package dev.autoresearch.cli;

import dev.autoresearch.view.Style;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What the place that we print to can show. */
final class Terminal {
    private static final int NARROWEST = 40;

    private final Map<String, String> environment;
    private final boolean interactive;

    Terminal(Map<String, String> environment) {
        this.environment = environment;
        this.interactive = isTerminal(1);
    }

    /** Does standard output go to a person's terminal? */
    boolean isInteractive() {
        return interactive;
    }

    /** Can a whole screen be drawn, and keys be read? */
    boolean isScreen() {
        return interactive
                && isTerminal(0)
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }

    Style style() {
        return new Style(
                interactive && wantsColour(), Style.unicodeIn(environment), interactive ? width() : Style.PLAIN_WIDTH);
    }

    private boolean wantsColour() {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** The console knows only whether both ends are a terminal; where the system tells of each end, that counts. */
    static boolean isTerminal(int descriptor) {
        var link = Path.of("/proc/self/fd/" + descriptor);
        if (!Files.exists(link)) return hasConsole();
        try {
            var target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException unknown) {
            return hasConsole();
        }
    }

    /** Null means no terminal in every JDK once the launcher asks for the console of java.base. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean hasConsole() {
        return System.console() != null;
    }

    private int width() {
        var columns = environment.getOrDefault("COLUMNS", "");
        if (columns.matches("[0-9]{1,4}")) return Math.max(NARROWEST, Integer.parseInt(columns));
        try {
            var stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/dev/tty").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var out = new BufferedReader(new InputStreamReader(stty.getInputStream(), StandardCharsets.UTF_8))) {
                var size = String.valueOf(out.readLine()).split(" ");
                return size.length == 2 ? Math.max(NARROWEST, Integer.parseInt(size[1])) : Style.PLAIN_WIDTH;
            }
        } catch (IOException | NumberFormatException unknown) {
            return Style.PLAIN_WIDTH;
        }
    }
}
