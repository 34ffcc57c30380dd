package dev.autoresearch.git;

import java.util.Optional;

/** A commit taken out of another in a scratch worktree, where later ones do not build on it. */
final class ScratchRevert {
    private static final String NAME = "autoresearch";
    private static final String EMAIL = "autoresearch@localhost";

    private ScratchRevert() {}

    /**
     * Makes {@code head} without the changes of {@code commit} as a commit that no branch sees.
     *
     * @param scratch git in a worktree that holds {@code head}, clean; it holds {@code head} again afterwards
     * @return empty when they cannot be taken out cleanly, or are not part of head
     */
    static Optional<String> without(GitCommand scratch, String head, String commit) {
        if (!scratch.run("merge-base", "--is-ancestor", commit, head).ok()) return Optional.empty();
        boolean clean = scratch.run("revert", "--no-commit", commit).ok();
        // an index with conflicts has no tree
        var tree = scratch.run("write-tree");
        // an unfinished revert would be in the way of the next one
        scratch.run("revert", "--quit");
        scratch.must("the worktree of an audit cannot be put back", "reset", "-q", "--hard", head);
        if (!clean || !tree.ok()) return Optional.empty();
        return Optional.of(scratch.with("GIT_AUTHOR_NAME", NAME)
                .with("GIT_AUTHOR_EMAIL", EMAIL)
                .with("GIT_COMMITTER_NAME", NAME)
                .with("GIT_COMMITTER_EMAIL", EMAIL)
                .must(
                        "a commit for an audit cannot be made",
                        "commit-tree",
                        tree.line(),
                        "-p",
                        head,
                        "-m",
                        "HEAD without " + commit)
                .line());
    }
}
