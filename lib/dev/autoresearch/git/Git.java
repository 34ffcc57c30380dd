package dev.autoresearch.git;

import dev.autoresearch.Problem;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.TreeState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Exact, lossless git for experiments. Paths that people see are relative to the session root. Every method throws a
 * {@link Problem} in git's own words when git refuses, with everything as it was before.
 */
public final class Git {
    private final Repository repository;
    private final GitCommand git;

    Git(Repository repository) {
        this.repository = repository;
        this.git = repository.git();
    }

    /** The same repository, all of it: paths are relative to its top. */
    public Git whole() {
        return new Git(repository.whole());
    }

    /** The session root's path in the repository, empty or ending in a slash. */
    public String prefix() {
        return PathScope.text(repository.scope().prefix());
    }

    /** The git folder of this work tree, where notes survive whatever happens to the work tree. */
    public Path folder() {
        return repository.gitDir();
    }

    /** The git folder that all work trees of the repository share: settings, refs, objects. */
    public Path commonFolder() {
        return repository.commonDir();
    }

    /** Is a commit one that follows another? */
    public boolean follows(String commit, String base) {
        return !commit.equals(base) && repository.isAncestor(base, commit);
    }

    /** The first line of a commit's message; empty when there is none. */
    public String subject(String commit) {
        return git.run("log -1 --format=%s", commit, "--").line();
    }

    /** Those of the paths, relative to the session root, that a commit holds. */
    public List<String> tracked(String commit, List<String> paths) {
        if (paths.isEmpty()) return List.of();
        List<String> arguments = new ArrayList<>(List.of(commit, "--"));
        arguments.addAll(paths);
        GitOutput output = repository.gitAtRoot().run("ls-tree -r -z --name-only", arguments.toArray(new String[0]));
        return repository
                .scope()
                .shown(output.fields().stream()
                        .map(path -> repository.scope().prefix() + path)
                        .toList());
    }

    public HeadPosition position() {
        return HeadPosition.current(repository);
    }

    /**
     * Where HEAD and its branch may have been.
     *
     * @param branch full name of the branch's ref; empty when HEAD is detached
     * @param commit full id; empty when the branch has no commit
     */
    public HeadPosition position(String branch, String commit) {
        return new HeadPosition(repository, branch, commit);
    }

    /** Moves locks that an ended git left into a folder. Only while no other process uses this repository. */
    public void moveLocks(Path aside) {
        StaleGit.moveLocks(repository.gitDir(), aside);
    }

    /** Lets a ref, a branch or one of ours, name this commit, whatever it held before. */
    public void hold(String ref, String commit) {
        git.must("a commit cannot be stored", "update-ref -m", "autoresearch: keep", ref, commit);
    }

    /** The full names of the refs below one such as {@code refs/autoresearch}. */
    public Set<String> refs(String prefix) {
        return repository.refs(prefix);
    }

    /** The commit that a ref, given by its full name, or an id names. */
    public Optional<String> tip(String ref) {
        return repository.tip(ref);
    }

    /** Forgets a ref of ours; one that is not there, or cannot be removed, does no harm. */
    public void forget(String ref) {
        git.run("update-ref -d", ref);
    }

    /** Waits for a git that outlived a killed command, so that the next answer stays true. */
    public void settle() {
        StaleGit.settle(repository.gitDir());
    }

    public boolean hasCommits() {
        return repository.tip("HEAD").isPresent();
    }

    /** The full id of HEAD. */
    public String head() {
        return repository.head().commit();
    }

    /**
     * The beginning of HEAD's id; empty before the first commit.
     *
     * @param length number of characters; 0 takes as many as {@code git rev-parse --short}
     */
    public Optional<String> shortHead(int length) {
        GitOutput output = git.run("rev-parse -q --verify " + (length == 0 ? "--short HEAD" : "HEAD"));
        String id = output.line();
        return output.ok() ? Optional.of(length == 0 ? id : SafeText.shortId(id, length)) : Optional.empty();
    }

    /** The name of the current branch; empty when HEAD is detached. */
    public Optional<String> branch() {
        GitOutput output = git.run("symbolic-ref -q HEAD");
        String name = output.line();
        return output.ok() ? Optional.of(name.startsWith("refs/heads/") ? name.substring(11) : name) : Optional.empty();
    }

    public boolean hasBranch(String name) {
        return git.run("rev-parse --verify -q", "refs/heads/" + name).ok();
    }

    public void switchToNew(String branch) {
        git.must("the branch " + branch + " cannot be made", "switch -q -c", branch);
    }

    /** The paths that differ from HEAD: staged, changed or untracked, not ignored, without the session's own. */
    public List<String> dirty() {
        List<String> paths = new ArrayList<>();
        for (GitStatus.Line line : repository.status().lines()) {
            if (repository.scope().holds(line.path()) && !line.embeddedRepository()) paths.add(line.path());
        }
        return repository.scope().shown(paths);
    }

    /**
     * HEAD, and the tree id of the candidate: HEAD's tree outside the root, the work tree (tracked and untracked, not
     * ignored) inside. Neither the user's index nor any file is touched.
     */
    public TreeState snapshotOnHead() {
        try (CandidateTree candidate = new CandidateTree(repository)) {
            return new TreeState(candidate.head().commit(), candidate.tree());
        }
    }

    public String snapshot() {
        return snapshotOnHead().tree();
    }

    public boolean exists(String id) {
        return git.run("cat-file -e", id + "^{tree}").ok();
    }

    public String treeOf(String commit) {
        return repository.treeOf(commit);
    }

    /** The full id of the commit that a ref names. */
    public String commitOf(String ref) {
        return git.id("no such commit", "rev-parse --verify", ref + "^{commit}");
    }

    /** The paths of the experiment that two trees or commits hold differently. */
    public List<String> changed(String treeA, String treeB) {
        return repository.scope().shown(repository.experiment(treeA, treeB).paths());
    }

    /** New files in a tree that has other ignore rules than the one before it: git may have ignored them until then. */
    public List<String> uncovered(String before, String tree) {
        var changes = repository.experiment(before, tree);
        boolean rules = !changes.only(
                        change -> change.from().present() && change.path().endsWith(".gitignore"))
                .isEmpty();
        return rules ? repository.scope().shown(changes.added()) : List.of();
    }

    /** The difference as a patch for people, without colour; at most 1 MiB of it. */
    public String diff(String treeA, String treeB) {
        return TreeDiff.patch(repository, treeA, treeB);
    }

    /**
     * Commits exactly this tree on the current branch (or the detached HEAD), through {@code git commit}: hooks, signing
     * and identity apply. What is staged outside the root stays staged and uncommitted. A refused commit leaves HEAD, the
     * index and the files as they were.
     *
     * @param tree the measured tree: the candidate must still be it
     * @param message taken verbatim
     * @return the commit; HEAD when the tree is HEAD's already
     */
    public String keep(String tree, String message) {
        return new MeasuredCommit(repository, tree).keep(withoutNul(message));
    }

    /**
     * Moves the branch from a commit back to its first parent; index and files stay as they are. Nothing happens unless HEAD
     * is that commit and the parent is that base.
     *
     * @return whether it was so
     */
    public boolean undoCommit(String commit, String base) {
        return MeasuredCommit.undo(repository, commit, base);
    }

    /**
     * Stores the candidate, and what is staged, as a commit under a ref. Works without a user identity, in an
     * unfinished merge, and whatever the hooks say. A commit that the ref already held stays reachable as a parent.
     *
     * @param ref full name, for instance {@code refs/autoresearch/…}
     * @return the commit
     */
    public String store(String ref, String message) {
        try (CandidateTree candidate = new CandidateTree(repository)) {
            return candidate.store(ref, withoutNul(message));
        }
    }

    /** Submodules with edits of their tracked files, which no commit of this repository can hold. */
    public List<String> editedSubmodules() {
        if (!Files.exists(repository.top().resolve(".gitmodules"))) return List.of();
        var edited = new ArrayList<String>();
        var status =
                git.must("submodules cannot be read", "status --porcelain=v2 -z -uno --ignore-submodules=untracked");
        // 1 XY S.M. …: what is a submodule, and what is modified in it
        for (var line : status.fields())
            if (line.startsWith("1 ") && line.length() > 8 && line.charAt(5) == 'S' && line.charAt(7) == 'M')
                edited.add(line.split(" ", 9)[8]);
        return repository.scope().shown(edited);
    }

    /**
     * Throws a Problem when {@link #putBack} would have to refuse now: in an unfinished merge, or while another git is
     * at work here. Asked before a journal says that a tree was put away.
     */
    public void refuseUnready() {
        StaleGit.settle(repository.gitDir());
        repository.refuseUnfinishedMerge();
        StaleGit.awaitIndexLock(repository.gitDir());
    }

    /**
     * Puts the work tree and the index under the root back to a base. Ignored files, embedded repositories and submodules'
     * insides are not touched. After a crash half-way, the same call finishes the work.
     *
     * @param stored a commit or tree that holds what may leave the work tree
     * @param base the commit or tree to go back to
     * @return the paths that still differ from the base: files that only the experiment's own ignore rules hid
     * @throws Problem when a file would be lost that is neither in {@code stored} nor in {@code base}; nothing is touched
     */
    public List<String> putBack(String stored, String base) {
        StaleGit.settle(repository.gitDir());
        repository.refuseUnfinishedMerge();
        String known = repository.treeOf(stored);
        String target = repository.treeOf(base);
        boolean rules;
        try (CandidateTree candidate = new CandidateTree(repository)) {
            rules = TreeCheckout.back(repository, candidate, known, target);
            repository.resetIndex(candidate.staged());
        }
        return rules ? changed(snapshot(), target) : List.of();
    }

    /**
     * Puts the files of a stored tree into the work tree, as uncommitted changes; HEAD, the branch and everything outside
     * the root stay as they are. The same rule protects files that are neither in HEAD nor in the stored tree.
     */
    public void restore(String stored) {
        StaleGit.settle(repository.gitDir());
        String target = repository.treeOf(stored);
        try (CandidateTree candidate = new CandidateTree(repository)) {
            var added = repository.experiment(candidate.head().tree(), target).added();
            TreeCheckout.out(repository, candidate, candidate.head().tree(), target);
            repository.track(repository.ignored(added));
        }
    }

    /** A second work tree in this folder, made when it is first needed. */
    public Worktree worktree(Path folder) {
        return new Worktree(repository, folder);
    }

    /** Commits made anew on another base, for review. */
    public Branches branches() {
        return new Branches(repository);
    }

    /** The same, with ignored files from another work tree of this repository. */
    public Worktree worktree(Path folder, Git ignored) {
        return worktree(folder).carryingFrom(ignored.repository);
    }

    /** The commits from HEAD back to a base that changed one of these paths, newest first; full ids. */
    public List<String> commitsSince(String base, List<String> paths) {
        List<String> arguments = new ArrayList<>(List.of(base + "..HEAD", "--"));
        arguments.addAll(paths);
        return repository
                .gitAtRoot()
                .run("--literal-pathspecs rev-list", arguments.toArray(new String[0]))
                .lines();
    }

    /** What a session of this name, which may be empty, has kept elsewhere for the current branch. */
    public PendingKeeps kept(String session) {
        return new PendingKeeps(repository, branch().orElse(""), session);
    }

    /** What was edited in this work tree since a base, whatever git commands were used here. */
    public Patch patch(String base) {
        return new Patch(repository, base);
    }

    /** Lists patterns, relative to the root, in the repository's own {@code info/exclude}, each once. */
    public void exclude(List<String> patterns) {
        repository.exclude(patterns);
    }

    /** The one character that git takes in no message, as its symbol. */
    private static String withoutNul(String message) {
        return message.replace('\0', '\u2400');
    }
}
