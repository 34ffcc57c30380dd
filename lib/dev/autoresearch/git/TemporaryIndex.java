package dev.autoresearch.git;

import dev.autoresearch.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** A copy of an index to work on, next to the real one; gone when closed. */
final class TemporaryIndex implements AutoCloseable {
    static final String PREFIX = "autoresearch-index-";

    private final Path file;
    private final GitCommand git;

    private TemporaryIndex(Path file, GitCommand git) {
        this.file = file;
        this.git = git;
    }

    /** A copy of the user's index; empty when there is none yet. */
    static TemporaryIndex copyOf(Path index, GitCommand git) {
        String name = PREFIX + ProcessHandle.current().pid() + "-" + Long.toString(System.nanoTime(), 36);
        Path copy = index.resolveSibling(name);
        try {
            if (Files.exists(index)) {
                FileTime age = Files.getLastModifiedTime(index);
                Files.copy(index, copy);
                // git trusts an entry only when it is older than the index file: a copy must not look younger
                Files.setLastModifiedTime(copy, FileTime.from(age.toInstant().truncatedTo(ChronoUnit.SECONDS)));
            }
        } catch (IOException e) {
            throw new Problem(
                            "the git index cannot be copied to " + copy + ": " + e.getMessage(),
                            "check that the folder is writable and the disk is not full")
                    .because(e);
        }
        return new TemporaryIndex(copy, git.with("GIT_INDEX_FILE", copy.toString()));
    }

    TemporaryIndex copy() {
        return copyOf(file, git);
    }

    /** Git on this index, in the same folder as the command given. */
    GitCommand git(GitCommand like) {
        return like.with("GIT_INDEX_FILE", file.toString());
    }

    /** Git on this index; the marker lets a later process find a git that a killed one left behind. */
    GitCommand git() {
        return git;
    }

    /** An option for each command on this index that may outlive us. */
    String marker() {
        return marker(file.getFileName().toString());
    }

    static String marker(String name) {
        return "autoresearch.index=" + name;
    }

    /** Every entry as the commit has it; what is known about unchanged files is kept. */
    void reset(String commit) {
        git.must("the index cannot be read", "-c core.splitIndex=false read-tree --reset", commit);
    }

    /** Makes entries what the changes lead to. All of them go first, so that a file may take a folder's place. */
    void apply(List<TreeDiff.PathDiff> changes) {
        if (changes.isEmpty()) return;
        var info = new StringBuilder();
        for (var change : changes)
            info.append("0 ")
                    .append("0".repeat(change.to().id().length()))
                    .append('\t')
                    .append(change.path())
                    .append('\0');
        for (var change : changes) {
            var to = change.to();
            if (to.present())
                info.append(to.mode())
                        .append(' ')
                        .append(to.id())
                        .append('\t')
                        .append(change.path())
                        .append('\0');
        }
        git.reading(info).must("the index cannot be written", "update-index -z --index-info");
    }

    /** Takes files in from the work tree. */
    void add(List<String> paths) {
        if (!paths.isEmpty()) {
            git.reading(terminated(paths))
                    .must(
                            "the changed files cannot be read into git",
                            "-c core.safecrlf=false update-index --add --remove --replace -z --stdin");
        }
    }

    /** Looks at the files again where only their times are in doubt. */
    void refresh() {
        // exit 1 says that some file differs, which is no failure here
        git.run("update-index -q --refresh");
    }

    String writeTree() {
        return git.id("the tree cannot be written", "write-tree");
    }

    /** The tree of this index; empty when it cannot be one, being unmerged. */
    Optional<String> tryWriteTree() {
        GitOutput output = git.run("write-tree");
        return output.ok() ? Optional.of(output.line()) : Optional.empty();
    }

    static StringBuilder terminated(Iterable<String> paths) {
        StringBuilder text = new StringBuilder();
        for (String path : paths) text.append(path).append('\0');
        return text;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // the next command removes a file that is left in the git folder
            return;
        }
    }
}
