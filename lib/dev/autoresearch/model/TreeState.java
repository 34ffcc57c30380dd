package dev.autoresearch.model;

/**
 * A commit and the tree that is tried on it.
 *
 * @param commit full id of HEAD when the measurement started
 * @param tree git tree id when the measurement started
 * @param after git tree id when it ended; differs where the benchmark wrote files
 */
public record TreeState(String commit, String tree, String after) {
    /** A tree that nothing has changed since. */
    public TreeState(String commit, String tree) {
        this(commit, tree, tree);
    }

    public TreeState after(String left) {
        return new TreeState(commit, tree, left);
    }
}
