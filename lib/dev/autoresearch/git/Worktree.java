package dev.autoresearch.git;

import dev.autoresearch.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;

/**
 * A second work tree of the repository, outside the user's: it holds a commit as it is, and copies of the ignored files
 * that a build needs. Nothing in it is the user's, so it may be made anew at any time.
 */
public final class Worktree {
    private final Repository repository;
    private final Path folder;

    Worktree(Repository repository, Path folder) {
        this.repository = repository;
        this.folder = folder;
    }

    /** Where the session root is in it. */
    public Path root() {
        return folder.resolve(Scope.text(repository.scope().prefix())).normalize();
    }

    /**
     * Makes it hold exactly this commit; files that a benchmark left there go.
     *
     * @return whether anything had to be done
     */
    public boolean checkout(String commit) {
        if (!isUsable()) make(commit);
        else if (head().equals(commit)) {
            inside("clean", "-ffdq");
            inside("checkout", "-q", "--force", "--detach", commit);
            return false;
        } else {
            inside("checkout", "-q", "--force", "--detach", commit);
            inside("clean", "-ffdq");
        }
        return true;
    }

    private boolean isUsable() {
        if (!Files.exists(folder.resolve(".git"))) return false;
        var answer = GitCommand.in(folder).run("rev-parse", "--git-common-dir");
        return answer.ok()
                && folder.resolve(answer.line()).toAbsolutePath().normalize().equals(repository.commonDir());
    }

    private String head() {
        return GitCommand.in(folder).run("rev-parse", "HEAD").line();
    }

    private void inside(String... arguments) {
        GitCommand.in(folder).must("the incumbent's worktree " + folder + " cannot be brought up to date", arguments);
    }

    private void make(String commit) {
        remove();
        try {
            Files.createDirectories(folder.getParent());
        } catch (IOException e) {
            throw new Problem(
                            "cannot make " + folder.getParent() + ": " + e.getMessage(), "check that it can be written")
                    .because(e);
        }
        repository
                .git()
                .must(
                        "the incumbent's worktree cannot be made in " + folder,
                        "worktree",
                        "add",
                        "-q",
                        "--force",
                        "--force",
                        "--detach",
                        folder.toString(),
                        commit);
    }

    /** Takes it away. */
    public void remove() {
        repository.git().run("worktree", "remove", "--force", "--force", folder.toString());
        deleteAll(folder);
        repository.git().run("worktree", "prune");
    }

    private static void deleteAll(Path folder) {
        if (!Files.exists(folder)) return;
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        } catch (IOException e) {
            throw new Problem("cannot remove " + folder + ": " + e.getMessage(), "remove it by hand").because(e);
        }
    }

    /**
     * The ignored files and folders under the session root, without the session's own.
     *
     * @param globs which of them, as pathspecs; empty for all
     */
    public List<String> ignored(List<String> globs) {
        var arguments = new ArrayList<>(List.of(
                "ls-files",
                "-z",
                "--others",
                "--ignored",
                "--exclude-standard",
                "--directory",
                "--no-empty-directory",
                "--"));
        if (globs.isEmpty()) arguments.add(".");
        arguments.addAll(globs);
        var found = new ArrayList<String>();
        for (var raw : repository
                .gitAtRoot()
                .must("ignored files cannot be listed", arguments.toArray(new String[0]))
                .fields()) {
            var path = raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
            if (repository.scope().holds(repository.scope().prefix() + path)) found.add(Scope.text(path));
        }
        return found;
    }

    /** Copies ignored files over, without using space where the file system can share it. */
    public void carry(List<String> paths) {
        for (var path : paths) {
            var target = root().resolve(path);
            deleteAll(target);
            copy(repository.root().resolve(path), target);
        }
    }

    private static void copy(Path from, Path to) {
        var command = new CommandLine("cp");
        // -a keeps times, so that a build's freshness checks see what they saw in the user's tree
        for (var argument : new String[] {"-a", "--reflink=auto", "--", from.toString(), to.toString()})
            command.addArgument(argument, false);
        try {
            Files.createDirectories(to.getParent());
            DefaultExecutor.builder().get().execute(command);
        } catch (IOException e) {
            throw new Problem(
                            "cannot copy " + from + " into the incumbent's worktree: " + e.getMessage(),
                            "free some space, or name what the build needs: --carry \"node_modules\"")
                    .because(e);
        }
    }

    /** Bytes in these ignored files. */
    public long size(List<String> paths) {
        long size = 0;
        for (var path : paths) {
            try (var files = Files.walk(repository.root().resolve(path))) {
                for (var file : files.toList()) if (Files.isRegularFile(file)) size += Files.size(file);
            } catch (IOException e) {
                throw new Problem("cannot read " + path + ": " + e.getMessage(), "check its permissions").because(e);
            }
        }
        return size;
    }

    /** A folder name for this repository's second tree: readable, and unique by the path. */
    public static String nameFor(Path root) {
        var hash = java.util
                .UUID
                .nameUUIDFromBytes(root.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
        return (root.getFileName() == null ? "root" : root.getFileName().toString()) + "-" + hash.substring(0, 8);
    }
}
