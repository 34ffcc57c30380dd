package dev.autoresearch.model;

import java.util.Optional;

/** Which tree an execution of the benchmark measured. */
public enum Side implements Keyword {
    /** The best kept tree, beside the user's. */
    INCUMBENT,
    /** The tree being tried. */
    CANDIDATE;

    /** The other one. */
    public Side other() {
        return this == INCUMBENT ? CANDIDATE : INCUMBENT;
    }

    /** The side that a word names, if it names one. */
    public static Optional<Side> of(String word) {
        return Keyword.of(Side.class, word);
    }
}
