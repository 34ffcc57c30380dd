package dev.autoresearch.git;

import dev.autoresearch.Problem;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a killed process left behind: temporary indexes, and perhaps a git that is still at work on one, for a child
 * outlives its parent. It is waited for, so that two never write the same files.
 */
final class StaleGit {
    private static final long PATIENCE_SECONDS = 30;
    private static final long PAUSE_MILLIS = 10;

    private StaleGit() {}

    /** Waits for a git that outlived its parent, and removes the temporary indexes of the dead. */
    static void settle(Path gitDir) {
        List<Path> left = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(gitDir, TemporaryIndex.PREFIX + "*")) {
            for (Path file : files) {
                if (!ownerLives(file)) left.add(file);
            }
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
            // not a name of ours: nobody to wait for, and nothing of ours to remove
            return true;
        }
    }

    private static void awaitOrphans(List<Path> left) {
        List<String> markers = new ArrayList<>();
        for (Path file : left)
            markers.add(TemporaryIndex.marker(file.getFileName().toString()));
        for (ProcessHandle process : ProcessHandle.allProcesses().toList()) await(process, markers);
    }

    /** A dead process that nobody has reaped yet still counts as alive, but has lost its arguments. */
    private static boolean atWork(ProcessHandle process, List<String> markers) {
        for (String argument : process.info().arguments().orElse(new String[0])) {
            if (markers.contains(argument)) return true;
        }
        return false;
    }

    private static void await(ProcessHandle process, List<String> markers) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (atWork(process, markers)) {
            if (System.nanoTime() > deadline) {
                throw new Problem(
                        "a git of an earlier, killed command is still at work here (process " + process.pid() + ")",
                        "wait for it, or end it: kill " + process.pid());
            }
            IndexLock.pause(PAUSE_MILLIS);
        }
    }
}
