package dev.autoresearch.git;

import dev.autoresearch.Problem;
import java.nio.file.Files;
import java.util.List;

/**
 * What was edited in a work tree of its own since a base, whatever git commands were used there: commits, branches and
 * half-done merges count by the files that they left. Only paths of the experiment are part of it.
 */
public final class Patch {
    private static final String PLAINLY = GitCommand.NO_HOOKS + "-c submodule.recurse=false -c rerere.enabled=false ";

    private final Repository repository;
    private final Repository whole;
    private final String base;

    Patch(Repository repository, String base) {
        this.repository = repository;
        this.whole = Repository.find(repository.top(), List.of()).orElse(repository);
        this.base = base;
    }

    /** Are there only plain edits, all of them paths of the experiment? */
    public boolean isPlain() {
        return repository.head().commit().equals(base)
                && PendingKeeps.currentBranch(repository).isEmpty()
                && repository.underWay().isEmpty()
                && outside().isEmpty();
    }

    /** Does the base stand here untouched? */
    public boolean isEmpty() {
        return isPlain() && new Git(whole).dirty().isEmpty();
    }

    /** The paths, relative to the top of the repository, that were edited and are no part of the experiment. */
    public List<String> outside() {
        return whole.status().lines().stream()
                .filter(line -> !repository.scope().holds(line.path()))
                .map(line -> PathScope.text(line.path()))
                .toList();
    }

    public boolean isCommitted() {
        return !repository.head().commit().equals(base);
    }

    /**
     * Stores everything that git looks at here, and the commits that were made, under a ref.
     *
     * @return the commit
     */
    public String store(String ref, String message) {
        return new Git(whole).store(ref, message);
    }

    /** The tree of the base with these edits. HEAD stands at the base afterwards, the files as they are. */
    public String tree() {
        // also leaves a branch that was made here
        repository.git().must("the worktree cannot be put on its base", "update-ref --no-deref HEAD", base);
        return new Git(repository).snapshot();
    }

    /**
     * Makes the work tree the target with these edits. They are to be stored before: a kill leaves part of them.
     *
     * @param tree what {@link #tree} returned
     * @return the paths, relative to the session root, where the two conflict; if there are any, the work tree is the bare target
     * @throws Problem when git cannot do it for another reason
     */
    public List<String> moveOnto(String target, String tree) {
        var git = repository.git().asAutoresearch();
        for (var unfinished : List.of("rebase-merge", "rebase-apply"))
            if (Files.exists(repository.gitDir().resolve(unfinished)))
                FileSet.deleteAll(repository.gitDir().resolve(unfinished));
        var edits = repository.commit(tree, List.of(base), "edits for autoresearch");
        clear(git, target);
        if (repository.treeOf(base).equals(tree)) return List.of();
        var picked = git.run(PLAINLY + "cherry-pick --no-commit", edits);
        if (picked.ok()) return List.of();
        var conflicts = git.run("diff --name-only --diff-filter=U -z").fields();
        clear(git, target);
        if (conflicts.isEmpty()) throw picked.problem("the edits cannot be brought onto " + target, "");
        return repository.scope().shown(conflicts);
    }

    private static void clear(GitCommand git, String target) {
        git.run("cherry-pick --quit");
        git.must("the worktree cannot be brought to " + target, PLAINLY + "checkout -q --force --detach", target);
        git.must("the worktree cannot be cleaned", "clean -ffdq");
    }
}
