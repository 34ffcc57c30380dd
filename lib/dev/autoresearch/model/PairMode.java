package dev.autoresearch.model;

import java.util.Optional;

/** Where the incumbent is measured. */
public enum PairMode {
    /** In a git worktree beside the user's tree. */
    WORKTREE("worktree"),
    /** In the user's tree: the two trees are swapped for each execution. */
    IN_PLACE("in-place"),
    /** In the user's tree, by another command: the variants of a sweep. */
    COMMANDS("commands"),
    /** Not again: its earlier values stand for it. */
    NONE("none");

    private final String word;

    PairMode(String word) {
        this.word = word;
    }

    /** The word on the command line and in the journal. */
    public String word() {
        return word;
    }

    /** The pairing that a word names, if it names one. */
    public static Optional<PairMode> of(String word) {
        for (var pairing : values()) if (pairing.word.equals(word)) return Optional.of(pairing);
        return Optional.empty();
    }
}
