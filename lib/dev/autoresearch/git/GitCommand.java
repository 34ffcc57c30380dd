package dev.autoresearch.git;

import dev.autoresearch.Problem;
import dev.autoresearch.process.PlatformText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How git is called: a folder, an environment, bytes for its stdin. Immutable; never a shell. */
final class GitCommand {
    private static final byte[] NO_INPUT = {};

    /** What a hook around us would make git take for the repository, the index or the meaning of a path. */
    private static final List<String> FOREIGN =
            List.of("""
            GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_PREFIX GIT_COMMON_DIR GIT_OBJECT_DIRECTORY
            GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_QUARANTINE_PATH GIT_NAMESPACE GIT_IMPLICIT_WORK_TREE
            GIT_INTERNAL_SUPER_PREFIX GIT_SHALLOW_FILE GIT_GRAFT_FILE GIT_NO_REPLACE_OBJECTS
            GIT_REPLACE_REF_BASE GIT_LITERAL_PATHSPECS GIT_GLOB_PATHSPECS GIT_NOGLOB_PATHSPECS
            GIT_ICASE_PATHSPECS GIT_EXTERNAL_DIFF GIT_DIFF_OPTS GIT_REFLOG_ACTION GIT_INDEX_VERSION
            GIT_ATTR_SOURCE GIT_DEFAULT_HASH GIT_FLUSH
            """.strip().replace('\n', ' ').split(" "));

    /** Before words that may run a hook of the user's. */
    static final String NO_HOOKS = "-c core.hooksPath=/dev/null ";

    static final String NAME = "autoresearch";
    static final String EMAIL = "autoresearch@localhost";

    private final Path folder;
    private final Map<String, String> environment;
    private final byte[] input;
    private final int limit;

    private GitCommand(Path folder, Map<String, String> environment, byte[] input, int limit) {
        this.folder = folder;
        this.environment = environment;
        this.input = input;
        this.limit = limit;
    }

    /** Git in a folder, in English, without optional locks, deaf to a surrounding hook. */
    static GitCommand in(Path folder) {
        Map<String, String> environment = PlatformText.environment();
        for (String name : FOREIGN) environment.remove(name);
        environment.put("LC_ALL", "C");
        environment.put("GIT_OPTIONAL_LOCKS", "0");
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.put("GIT_EDITOR", ":");
        return new GitCommand(folder, environment, NO_INPUT, Integer.MAX_VALUE);
    }

    GitCommand with(String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return new GitCommand(folder, more, input, limit);
    }

    /** Commits get our own author and committer. */
    GitCommand asAutoresearch() {
        Map<String, String> more = new HashMap<>(environment);
        for (String role : List.of("GIT_AUTHOR_", "GIT_COMMITTER_")) {
            more.put(role + "NAME", NAME);
            more.put(role + "EMAIL", EMAIL);
        }
        return new GitCommand(folder, more, input, limit);
    }

    /** Hooks run in the user's own language and encoding. */
    GitCommand inUsersLocale() {
        Map<String, String> more = new HashMap<>(environment);
        more.computeIfPresent("LC_ALL", (name, english) -> System.getenv(name));
        return new GitCommand(folder, more, input, limit);
    }

    GitCommand reading(byte[] bytes) {
        return new GitCommand(folder, environment, bytes, limit);
    }

    /** Paths or records in git's bytes, one character a byte. */
    GitCommand reading(CharSequence rawBytes) {
        return reading(rawBytes.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** At most so many bytes of stdout are kept; the rest is read and dropped. */
    GitCommand atMost(int bytes) {
        return new GitCommand(folder, environment, input, bytes);
    }

    /**
     * Runs git to its end, whatever its exit code.
     *
     * @param words git's words with one space between them, as a person types them
     * @param more words that follow, whatever is in them
     * @throws IOException when git cannot be started
     */
    GitOutput start(String words, String... more) throws IOException {
        List<String> line = new ArrayList<>();
        // what a monitor reports may be late or a lie, and what is measured must be what is there (I2)
        line.addAll(List.of("git", "-c", "core.fsmonitor=false"));
        line.addAll(List.of(words.split(" ")));
        line.addAll(List.of(more));
        return Program.run(line, folder, environment, input, limit);
    }

    /** As {@link #start}; a Problem when git cannot be started. */
    GitOutput run(String words, String... more) {
        try {
            return start(words, more);
        } catch (IOException e) {
            var hint = Files.isDirectory(folder)
                    ? "check that git is on the PATH"
                    : "that folder was removed or moved meanwhile; repeat the command where the project is now";
            throw new Problem("git cannot be run: " + e.getMessage(), hint).because(e);
        }
    }

    /** As {@link #run}; a Problem in git's own words unless it succeeds. */
    GitOutput must(String what, String words, String... more) {
        GitOutput output = run(words, more);
        if (!output.ok()) throw output.problem(what, "");
        return output;
    }

    /**
     * As {@link #must} for a command that prints one id and may be repeated. On a busy machine the answer was empty once
     * although git succeeded; an empty id would be taken for a tree without files.
     */
    String id(String what, String words, String... more) {
        for (int i = 0; i < 2; i++) {
            String id = must(what, words, more).line();
            if (!id.isEmpty()) return id;
        }
        throw new Problem(what + ": git printed nothing", "repeat the command");
    }

    /** As {@link #must}, and a lock that another git holds for a moment is waited for. Never deletes a lock. */
    GitOutput mustUnderLock(String what, String words, String... more) {
        long deadline = StaleGit.lockDeadline();
        while (true) {
            GitOutput output = run(words, more);
            if (output.ok()) return output;
            if (!output.blockedByIndexLock()) throw output.problem(what, "");
            if (System.nanoTime() > deadline) throw output.problem(what, StaleGit.LOCK_HINT);
            StaleGit.pauseForLock();
        }
    }
}
