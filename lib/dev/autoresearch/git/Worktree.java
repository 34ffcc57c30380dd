package dev.autoresearch.git;

import static dev.autoresearch.git.GitCommand.NO_HOOKS;

import dev.autoresearch.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A second work tree of the repository, outside the user's: it holds a commit as it is, and copies of the ignored files
 * that a build needs. Nothing in it is the user's, so it may be made anew at any time.
 */
public final class Worktree {
    private static final String ELSEWHERE =
            "free some space, or set XDG_CACHE_HOME to a folder with room, or measure in one place: --pairing in-place";

    private static final String SUBMODULE = "160000 commit ";

    private final Repository repository;
    private final Repository source;
    private final Path folder;

    Worktree(Repository repository, Path folder) {
        this(repository, repository, folder);
    }

    private Worktree(Repository repository, Repository source, Path folder) {
        this.repository = repository;
        this.source = source;
        this.folder = folder;
    }

    /** The same, with ignored files from another work tree than that of the person. */
    Worktree carryingFrom(Repository other) {
        return new Worktree(repository, other, folder);
    }

    /** Where the session root is in it. */
    public Path root() {
        return folder.resolve(PathScope.text(repository.scope().prefix())).normalize();
    }

    public Path folder() {
        return folder;
    }

    /** Was it made ready in this state, and finished? */
    public boolean isReady(String state) {
        return state.equals(readiness());
    }

    /** The state that it was made ready in; empty when it was not, or not to the end. */
    public String readiness() {
        try {
            return isUsable() && Files.exists(note()) ? Files.readString(note()) : "";
        } catch (IOException unreadable) {
            // a note that cannot be read is as good as none: the worktree is made ready again
            return "";
        }
    }

    /** Notes that it is ready in this state. */
    public void ready(String state) {
        try {
            Files.writeString(note(), state);
        } catch (IOException e) {
            throw new Problem("cannot write " + note() + ": " + e.getMessage(), ELSEWHERE).because(e);
        }
    }

    private Path note() {
        return gitDir().orElse(folder).resolve("autoresearch-ready");
    }

    /** Brings it to this commit; what did not change keeps its time, and ignored files stay. Else it is made anew. */
    public void checkout(String commit) {
        var git = GitCommand.in(folder);
        boolean done = isUsable()
                && git.run(NO_HOOKS + "checkout -q --force --detach", commit).ok()
                // what a benchmark left there
                && git.run("clean -ffdq").ok();
        if (done) fillSubmodules(commit);
        else make(commit);
    }

    /** Makes it from nothing, so that every file is newer than any build output carried over later. */
    public void make(String commit) {
        remove();
        makeFolder(folder.resolve("..").normalize());
        var made =
                repository.git().run(NO_HOOKS + "worktree add -q --force --force --detach", folder.toString(), commit);
        if (!made.ok()) {
            remove();
            throw made.problem("the incumbent's worktree cannot be made in " + folder, ELSEWHERE);
        }
        makeFolder(root());
        fillSubmodules(commit);
    }

    /**
     * Git leaves submodules empty in a second work tree. Those that the user has checked out are copied, which uses
     * no network. Each is then brought to the commit that is recorded for it.
     */
    private void fillSubmodules(String commit) {
        if (!Files.exists(folder.resolve(".gitmodules"))) return;
        for (var entry : repository
                .git()
                .must("submodules cannot be listed", "ls-tree -r -z", commit)
                .fields()) {
            if (!entry.startsWith(SUBMODULE)) continue;
            int tab = entry.indexOf('\t');
            fillSubmodule(entry.substring(SUBMODULE.length(), tab), PathScope.text(entry.substring(tab + 1)));
        }
    }

    private void fillSubmodule(String recorded, String path) {
        var from = repository.top().resolve(path);
        var to = folder.resolve(path);
        if (!Files.exists(from.resolve(".git"))) return;
        FileSet.deleteAll(to);
        var copied = new FileSet(repository.top(), List.of(PathScope.raw(path))).copyTo(folder);
        if (!copied.ok())
            throw copied.problem(
                    "the submodule " + path + " cannot be copied for the incumbent",
                    "free some space, or measure in one place: --pairing in-place");
        var gitDir = GitCommand.in(from).run("rev-parse --absolute-git-dir").line();
        // its .git names a folder relative to where it was
        FileSet.deleteAll(to.resolve(".git"));
        if (GitCommand.in(from).run("rev-parse HEAD").line().equals(recorded)) return;
        try (var index = TemporaryIndex.copyOf(Path.of(gitDir, "index"), GitCommand.in(from))) {
            index.reset(recorded);
            var git = index.git(GitCommand.in(to)).with("GIT_DIR", gitDir).with("GIT_WORK_TREE", to.toString());
            git.must("the submodule " + path + " cannot be brought to " + recorded, "checkout-index -a -f");
            git.must("the submodule " + path + " cannot be cleaned", "clean -ffdq");
        }
    }

    private static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new Problem("cannot make " + folder + ": " + e.getMessage(), ELSEWHERE).because(e);
        }
    }

    /** Removes worktrees beside it whose repositories are gone. */
    public void tidyBeside() {
        StaleGit.removeOrphanWorktrees(folder.resolve("..").normalize());
    }

    /** Is it there, and a work tree of this repository? Where it is damaged, git refuses it later, and it is made anew. */
    public boolean isUsable() {
        return gitDir().isPresent();
    }

    /** Where the repository keeps what it knows of this work tree, read as gitrepository-layout(5) describes it. */
    private Optional<Path> gitDir() {
        var note = folder.resolve(".git");
        if (!Files.isRegularFile(note)) return Optional.empty();
        try {
            var line = Files.readString(note).strip();
            if (!line.startsWith("gitdir: ")) return Optional.empty();
            // not normalized: a relative one was made from where the folder really is
            var known = folder.resolve(line.substring(8));
            if (!Files.isRegularFile(known.resolve("HEAD"))) return Optional.empty();
            var common =
                    known.resolve(Files.readString(known.resolve("commondir")).strip());
            return Files.isSameFile(common, repository.commonDir()) ? Optional.of(known) : Optional.empty();
        } catch (IOException | InvalidPathException unreadable) {
            // whatever it is, it is no work tree to be used
            return Optional.empty();
        }
    }

    /** Takes it away; nothing happens when it is not there. */
    public void remove() {
        repository.git().run("worktree remove --force --force", folder.toString());
        if (Files.exists(folder)) {
            FileSet.deleteAll(folder);
            // a lock on what is gone protects nothing
            repository.git().run("worktree unlock", folder.toString());
        }
        repository.git().run("worktree prune");
    }

    /**
     * The ignored files and folders under the session root of the tree that they come from, without the session's own.
     *
     * @param globs which of them, as pathspecs; empty for all
     */
    public FileSet ignored(List<String> globs) {
        var pathspecs = globs.isEmpty() ? List.of(".") : globs;
        var found = new ArrayList<String>();
        for (var raw : source.gitAtRoot()
                .must(
                        "ignored files cannot be listed",
                        "ls-files -z --others --ignored --exclude-standard --directory --no-empty-directory --",
                        pathspecs.toArray(new String[0]))
                .fields()) {
            var path = raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
            boolean holdsUs =
                    PathScope.raw(folder.toString()).startsWith(PathScope.raw(source.root() + "/") + path + "/");
            if (!holdsUs && source.scope().holds(source.scope().prefix() + path)) found.add(path);
        }
        return new FileSet(source.root(), found);
    }

    /** Copies ignored files over, in place of what is there under their names. */
    public void carry(FileSet ignored) {
        if (ignored.isEmpty()) return;
        makeFolder(root());
        ignored.deleteIn(root());
        var done = ignored.copyTo(root());
        if (done.ok()) return;
        // a half-filled folder only takes space on a full disk
        remove();
        throw done.problem(
                "ignored files cannot be copied for the incumbent into " + root(),
                "free some space there, or name only what the benchmark needs: --carry \"node_modules\"");
    }

    /**
     * Makes a commit of {@code head} without what {@code commit} changed, which no branch sees.
     *
     * @param head what is here, clean; it is here again afterwards
     * @return empty where later changes build on it, or head does not hold it
     */
    public Optional<String> without(String head, String commit) {
        var git = GitCommand.in(folder);
        if (!repository.isAncestor(commit, head)) return Optional.empty();
        boolean clean = git.run("revert --no-commit", commit).ok();
        // an index with conflicts has no tree
        var tree = git.run("write-tree");
        // an unfinished revert would be in the way of the next one
        git.run("revert --quit");
        git.must("the worktree of an audit cannot be put back", "reset -q --hard", head);
        if (!clean || !tree.ok()) return Optional.empty();
        return Optional.of(repository.commit(tree.line(), List.of(head), "HEAD without " + commit + "\n"));
    }

    /** A folder name for this repository's second tree: readable, and unique by the path. */
    public static String nameFor(Path root) {
        var hash = UUID.nameUUIDFromBytes(root.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
        return (root.getFileName() == null ? "root" : root.getFileName().toString()) + "-" + hash.substring(0, 8);
    }
}
