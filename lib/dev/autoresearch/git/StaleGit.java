package dev.autoresearch.git;

import dev.autoresearch.Problem;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What other git processes leave: locks, temporary indexes of a killed command, and worktrees whose repository is gone. A
 * git that is still at work is waited for, so that two never write the same files.
 */
final class StaleGit {
    static final String LOCK_HINT = "another git is at work here: wait for it; when none is running, the lock is left"
            + " from a crash: delete that file, then try again";

    private static final List<String> LOCKS = List.of("index.lock", "HEAD.lock");
    private static final long LOCK_PATIENCE_SECONDS = 2;
    private static final long LOCK_PAUSE_MILLIS = 25;
    private static final long PATIENCE_SECONDS = 30;
    private static final long PAUSE_MILLIS = 10;

    /** Worktrees removed at a time, so that a command is not held up long. */
    private static final int MOST_WORKTREES = 10;

    private StaleGit() {}

    /** Waits up to two seconds for the lock that a git holds while it writes the user's index. Never deletes it. */
    static void awaitIndexLock(Path gitDir) {
        Path lock = gitDir.resolve("index.lock");
        long deadline = lockDeadline();
        while (Files.exists(lock, LinkOption.NOFOLLOW_LINKS)) {
            if (System.nanoTime() > deadline) throw new Problem("the git index is locked by " + lock, LOCK_HINT);
            pauseForLock();
        }
    }

    /** Until when a lock that another git holds is waited for, by {@link System#nanoTime}. */
    static long lockDeadline() {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(LOCK_PATIENCE_SECONDS);
    }

    static void pauseForLock() {
        pause(LOCK_PAUSE_MILLIS);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem("interrupted while waiting for git", "run the command again").because(e);
        }
    }

    /** Moves locks that an ended git left into a folder. Only while no other process uses this repository. */
    static void moveLocks(Path gitDir, Path aside) {
        for (var name : LOCKS) {
            var lock = gitDir.resolve(name);
            if (!Files.exists(lock)) continue;
            try {
                Files.createDirectories(aside);
                Files.move(lock, aside.resolve(name + "-" + System.nanoTime()));
            } catch (IOException e) {
                throw new Problem("cannot move " + lock + ": " + e.getMessage(), LOCK_HINT).because(e);
            }
        }
    }

    /** Waits for a git that outlived its parent, and removes the temporary indexes of the dead. */
    static void settle(Path gitDir) {
        List<Path> left = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(gitDir, TemporaryIndex.PREFIX + "*")) {
            for (Path file : files) if (!ownerLives(file)) left.add(file);
            if (!left.isEmpty()) awaitOrphans(left);
            for (Path file : left) Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new Problem(
                            "the git folder " + gitDir + " cannot be read or written: " + e.getMessage(),
                            "check its permissions and the free space of the disk")
                    .because(e);
        }
    }

    private static boolean ownerLives(Path file) {
        String name = file.getFileName().toString().substring(TemporaryIndex.PREFIX.length());
        int end = name.indexOf('-');
        try {
            return ProcessHandle.of(Long.parseLong(name.substring(0, Math.max(end, 0))))
                    .isPresent();
        } catch (NumberFormatException e) {
            // not a name of ours: there is no process to wait for, and no file to remove
            return true;
        }
    }

    private static void awaitOrphans(List<Path> left) {
        List<String> markers = new ArrayList<>();
        for (Path file : left)
            markers.add(TemporaryIndex.marker(file.getFileName().toString()));
        for (ProcessHandle process : ProcessHandle.allProcesses().toList()) await(process, markers);
    }

    /** A zombie still counts as alive, but has lost its arguments. */
    private static boolean atWork(ProcessHandle process, List<String> markers) {
        for (String argument : process.info().arguments().orElse(new String[0])) {
            if (markers.contains(argument)) return true;
        }
        return false;
    }

    private static void await(ProcessHandle process, List<String> markers) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (atWork(process, markers)) {
            if (System.nanoTime() > deadline)
                throw new Problem(
                        "a git of an earlier, killed command is still at work here (process " + process.pid() + ")",
                        "wait for it, or end it: kill " + process.pid());
            pause(PAUSE_MILLIS);
        }
    }

    /**
     * Removes worktrees in a folder of ours whose repository is gone; at most ten, and the next call goes on. Git's
     * own note in the folder must call it a linked work tree, registered under its own name. The repository that the note
     * names must not exist.
     */
    static void removeOrphanWorktrees(Path folder) {
        var found = new ArrayList<Path>();
        try (var trees = Files.newDirectoryStream(folder)) {
            for (var tree : trees) if (found.size() < MOST_WORKTREES && isOrphan(tree)) found.add(tree);
        } catch (IOException unreadable) {
            // they only take up space
            return;
        }
        for (var orphan : found) remove(orphan);
    }

    private static void remove(Path orphan) {
        try {
            FileSet.deleteAll(orphan);
        } catch (Problem kept) {
            // files of another user, of a container say, do not affect a measurement
            return;
        }
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
