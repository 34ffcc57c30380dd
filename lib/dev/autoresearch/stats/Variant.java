package dev.autoresearch.stats;

/** The two trees that are measured side by side. */
public enum Variant {
    /** The best kept tree. */
    INCUMBENT,
    /** The tree being tried. */
    CANDIDATE;

    /** The other side of the pair. */
    public Variant other() {
        return this == INCUMBENT ? CANDIDATE : INCUMBENT;
    }
}
