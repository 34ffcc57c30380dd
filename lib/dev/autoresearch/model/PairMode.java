package dev.autoresearch.model;

import java.util.Optional;

/** Where the incumbent is measured. */
public enum PairMode implements Keyword {
    /** In a git worktree beside the user's tree. */
    WORKTREE,
    /** In the user's tree: the two trees are swapped for each execution. */
    IN_PLACE,
    /** In the user's tree, by another command: the variants of a sweep. */
    COMMANDS,
    /** Not again: its earlier values stand for it. */
    NONE;

    @Override
    public String word() {
        return Keyword.super.word().replace('_', '-');
    }

    /** The pairing that a word names, if it names one. */
    public static Optional<PairMode> of(String word) {
        return Keyword.of(PairMode.class, word);
    }
}
