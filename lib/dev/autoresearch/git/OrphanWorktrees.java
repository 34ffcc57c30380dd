package dev.autoresearch.git;

import dev.autoresearch.Problem;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Worktrees in a folder of ours whose repository is gone. A folder counts as one only if git's own note in it says that it
 * is a linked work tree, registered under its own name, of a repository that is nowhere to be found.
 */
final class OrphanWorktrees {
    /** So that nobody waits long for what others left. */
    private static final int MOST = 10;

    private OrphanWorktrees() {}

    /** Removes some of them; the next call goes on. */
    static void removeFrom(Path folder) {
        try {
            for (var orphan : find(folder)) remove(orphan);
        } catch (IOException unreadable) {
            // they only take up space
        }
    }

    private static void remove(Path orphan) {
        try {
            BulkCopy.deleteAll(orphan);
        } catch (Problem kept) {
            // what another user's process wrote there, in a container say, hinders nobody's measuring
            return;
        }
    }

    private static List<Path> find(Path folder) throws IOException {
        var found = new ArrayList<Path>();
        try (var trees = Files.newDirectoryStream(folder)) {
            for (var tree : trees) if (found.size() < MOST && isOrphan(tree)) found.add(tree);
        }
        return found;
    }

    private static boolean isOrphan(Path tree) throws IOException {
        if (Files.isSymbolicLink(tree)) return false;
        var entry = registered(tree.resolve(".git"));
        return entry.isPresent()
                && entry.get().endsWith(Path.of("worktrees", tree.getFileName().toString()))
                && Files.notExists(entry.get().resolve("../..").normalize());
    }

    /** Where the repository knows it: {@code gitdir: /home/ada/project/.git/worktrees/project-1a2b3c4d}. */
    private static Optional<Path> registered(Path note) throws IOException {
        if (!Files.isRegularFile(note) || Files.size(note) > 1 << 16) return Optional.empty();
        try {
            var line = Files.readString(note).strip();
            return line.startsWith("gitdir: /") ? Optional.of(Path.of(line.substring(8))) : Optional.empty();
        } catch (MalformedInputException | InvalidPathException unnamed) {
            // a name that this Java cannot look up proves nothing
            return Optional.empty();
        }
    }
}
