package dev.autoresearch.model;

import java.util.Optional;

/** Where an execution of the benchmark ran. */
public enum Side implements Keyword {
    /** The best kept tree, beside the user's. */
    INCUMBENT,
    /** The tree being tried. */
    CANDIDATE;

    /** The other one. */
    public Side other() {
        return this == INCUMBENT ? CANDIDATE : INCUMBENT;
    }

    /** The place that a word names, if it names one. */
    public static Optional<Side> of(String word) {
        return Keyword.of(Side.class, word);
    }
}
