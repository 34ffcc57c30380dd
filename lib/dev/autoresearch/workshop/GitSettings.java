package dev.autoresearch.workshop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;

/**
 * Copies of the git files that decide what a tree is and what runs on a commit, and that no commit shows: an agent that
 * changes them could have one thing measured and another kept. An empty copy stands for a file that is not there.
 */
final class GitSettings {
    private static final List<String> NAMES = List.of("config", "info/exclude", "info/attributes");

    private final Path git;
    private final Path copies;

    /** Those of a repository; {@code git} is the git folder that all its worktrees share. */
    GitSettings(Path git, Path copies) {
        this.git = git;
        this.copies = copies;
    }

    void fill() throws IOException {
        for (var name : NAMES) {
            var draft = copy(name).resolveSibling("git.new");
            Files.write(draft, content(git.resolve(name)));
            Files.move(draft, copy(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Puts back what was changed; what stood there goes aside. Tells what it did. */
    void mend(Path aside, List<String> told) throws IOException {
        for (var name : NAMES) {
            var file = git.resolve(name);
            if (!Files.exists(copy(name))) continue;
            var before = Files.readAllBytes(copy(name));
            var now = content(file);
            if (Arrays.equals(before, now)) continue;
            Files.createDirectories(aside);
            var changed = aside.resolve("git-" + file.getFileName() + "-" + System.nanoTime());
            Files.write(changed, now);
            if (before.length == 0) {
                Files.deleteIfExists(file);
            } else {
                Files.createDirectories(file.getParent());
                Files.write(file, before);
            }
            told.add("git's " + name + " was changed, which was put back (the change is in " + changed + ")");
        }
    }

    private Path copy(String name) {
        return copies.resolve("git-" + name.replace('/', '-'));
    }

    private static byte[] content(Path file) throws IOException {
        return Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
    }
}
