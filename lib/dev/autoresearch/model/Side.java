package dev.autoresearch.model;

/** Which tree an execution of the benchmark measured. */
public enum Side implements Keyword {
    /** The best kept tree, beside the user's. */
    INCUMBENT,
    /** The tree being tried. */
    CANDIDATE;

    public Side other() {
        return this == INCUMBENT ? CANDIDATE : INCUMBENT;
    }
}
