package dev.autoresearch.mcp;

import dev.autoresearch.Problem;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where calls go that say nothing else, as the server's command line has it.
 *
 * @param folder absolute
 * @param session the name of one of several sessions there; empty for the one without a name
 */
record ServerDefaults(Path folder, Optional<String> session) {
    static final String USAGE = """
            usage: mcp [--cwd DIR] [--session NAME]
            Serves the words of the experiment loop to a coding agent: Model Context Protocol on stdin and stdout.
              claude mcp add autoresearch -- jbang /path/to/scripts/mcp.java
              --cwd DIR        the session's folder (default: the current one); each tool takes a "cwd" as well
              --session NAME   one of several sessions there (default: $AUTORESEARCH_SESSION)""";

    static ServerDefaults of(List<String> arguments) {
        var session = Optional.ofNullable(System.getenv("AUTORESEARCH_SESSION")).filter(name -> !name.isEmpty());
        var home = new ServerDefaults(Path.of("").toAbsolutePath(), session);
        for (int i = 0; i < arguments.size(); i += 2) {
            var value = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
            home = switch (arguments.get(i)) {
                case "-C", "--cwd" -> new ServerDefaults(home.folder(value), home.session);
                case "--session" -> new ServerDefaults(home.folder, Optional.of(value));
                default -> throw new Problem("unknown option " + arguments.get(i), USAGE, Problem.USAGE);
            };
        }
        return home;
    }

    /** A folder that must exist, absolute or relative to this one. */
    Path folder(String text) {
        try {
            var found = folder.resolve(text).normalize();
            if (Files.isDirectory(found)) return found;
            throw new Problem("there is no folder " + found, "give an existing one as cwd, or leave it out");
        } catch (InvalidPathException e) {
            throw new Problem("cwd is no folder: " + e.getMessage(), "give an existing one, or leave it out")
                    .because(e);
        }
    }
}
