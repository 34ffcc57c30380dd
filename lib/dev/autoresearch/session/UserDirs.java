package dev.autoresearch.session;

import dev.autoresearch.Problem;
import dev.autoresearch.journal.SessionFiles;
import java.nio.file.Path;
import java.util.Optional;

/** The machine that all sessions share: its name, and our folders in a user's home. */
public final class UserDirs {
    private UserDirs() {}

    /** Where things that can be made anew are kept, outside the user's tree. */
    public static Path cache() {
        return home("XDG_CACHE_HOME", ".cache");
    }

    /** Where things are kept that neither the user's tree nor an agent's brief may show. */
    public static Path stateHome() {
        return home("XDG_STATE_HOME", ".local/state");
    }

    /** A base folder of the XDG specification, which ignores a relative one. */
    private static Path home(String variable, String otherwise) {
        return absolute(Optional.ofNullable(System.getenv(variable)))
                // Java asks the list of users, and says "?" when the user is not in it
                .or(() -> absolute(Optional.ofNullable(System.getProperty("user.home")))
                        .or(() -> absolute(Optional.ofNullable(System.getenv("HOME"))))
                        .map(home -> home.resolve(otherwise)))
                .orElseThrow(() -> new Problem(
                        "this user has no home folder", "set " + variable + " to a folder that you may write to"))
                .resolve("autoresearch");
    }

    private static Optional<Path> absolute(Optional<String> folder) {
        return folder.filter(path -> path.startsWith("/")).map(Path::of);
    }

    /** The name of this machine; empty where the system does not say. */
    public static String host() {
        return SessionFiles.read(Path.of("/proc/sys/kernel/hostname"))
                .or(() -> Optional.ofNullable(System.getenv("HOSTNAME")))
                .orElse("")
                .strip();
    }
}
