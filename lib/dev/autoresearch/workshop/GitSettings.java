package dev.autoresearch.workshop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Copies of the git files that decide what a tree is and what runs on a commit, hooks included, and that no commit shows: an agent that
 * changes them could have one thing measured and another kept. An empty copy stands for a file that is not there.
 */
final class GitSettings {
    private static final String HOOKS = "hooks/";
    private static final List<String> NAMES = List.of("config", "info/exclude", "info/attributes");

    private final Path git;
    private final Path copies;

    /** Those of a repository; {@code git} is the git folder that all its worktrees share. */
    GitSettings(Path git, Path copies) {
        this.git = git;
        this.copies = copies;
    }

    void fill() throws IOException {
        for (var old : hooks(copies, copy(HOOKS).getFileName().toString())) Files.delete(copy(HOOKS + old));
        for (var name : names()) {
            var draft = copy(name).resolveSibling("git.new");
            Files.deleteIfExists(draft);
            if (isLink(name, git.resolve(name)))
                Files.createSymbolicLink(draft, Files.readSymbolicLink(git.resolve(name)));
            else Files.write(draft, content(git.resolve(name)));
            Files.move(draft, copy(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Puts back what was changed; what stood there goes aside. Tells what it did. */
    void mend(Path aside, List<String> told) throws IOException {
        // without any copy nothing is known of what was there
        if (!Files.exists(copy(NAMES.get(0)))) return;
        for (var name : names()) {
            var file = git.resolve(name);
            boolean isHook = name.startsWith(HOOKS);
            if (!isHook && !Files.exists(copy(name))) continue;
            if (isSame(name)) continue;
            Files.createDirectories(aside);
            var changed = aside.resolve("git-" + file.getFileName() + "-" + System.nanoTime());
            Files.write(changed, content(file));
            putBack(name);
            told.add("git's " + name + " was changed, which was put back (the change is in " + changed + ")");
        }
    }

    /** What a hook that is a link leads to may be part of the experiment, or of the person's work: only the link counts. */
    private static boolean isLink(String name, Path file) {
        return name.startsWith(HOOKS) && Files.isSymbolicLink(file);
    }

    private boolean isSame(String name) throws IOException {
        var file = git.resolve(name);
        if (isLink(name, file) && isLink(name, copy(name)))
            return Files.readSymbolicLink(file).equals(Files.readSymbolicLink(copy(name)));
        return !isLink(name, file) && !isLink(name, copy(name)) && Arrays.equals(content(copy(name)), content(file));
    }

    private void putBack(String name) throws IOException {
        var file = git.resolve(name);
        var before = content(copy(name));
        if (name.startsWith(HOOKS)) Files.deleteIfExists(file);
        Files.createDirectories(file.getParent());
        if (isLink(name, copy(name))) Files.createSymbolicLink(file, Files.readSymbolicLink(copy(name)));
        else if (before.length == 0) Files.deleteIfExists(file);
        else {
            Files.write(file, before);
            if (name.startsWith(HOOKS)) executable(file);
        }
    }

    /** The files of that kind that are there, or were. */
    private Set<String> names() throws IOException {
        var names = new TreeSet<>(NAMES);
        for (var hook : hooks(git.resolve(HOOKS), "")) names.add(HOOKS + hook);
        for (var hook : hooks(copies, copy(HOOKS).getFileName().toString())) names.add(HOOKS + hook);
        return names;
    }

    /** Names of files in a folder that begin like this, without this; git's own examples are no hooks. */
    private static List<String> hooks(Path folder, String prefix) throws IOException {
        var names = new ArrayList<String>();
        if (!Files.isDirectory(folder)) return names;
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                var name = file.getFileName().toString();
                boolean isFile = Files.isRegularFile(file) || Files.isSymbolicLink(file);
                if (name.startsWith(prefix) && !name.endsWith(".sample") && isFile)
                    names.add(name.substring(prefix.length()));
            }
        }
        return names;
    }

    private static void executable(Path hook) throws IOException {
        if (!hook.toFile().setExecutable(true)) throw new IOException("cannot make " + hook + " executable");
    }

    private Path copy(String name) {
        return copies.resolve("git-" + name.replace('/', '-'));
    }

    private static byte[] content(Path file) throws IOException {
        return Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
    }
}
