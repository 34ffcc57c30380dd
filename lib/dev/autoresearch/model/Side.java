package dev.autoresearch.model;

import java.util.Optional;

/** Where an execution of the benchmark ran. */
public enum Side {
    /** The best kept tree, beside the user's. */
    INCUMBENT("incumbent"),
    /** The tree being tried. */
    CANDIDATE("candidate");

    private final String word;

    Side(String word) {
        this.word = word;
    }

    /** The word in the journal. */
    public String word() {
        return word;
    }

    /** The other one. */
    public Side other() {
        return this == INCUMBENT ? CANDIDATE : INCUMBENT;
    }

    /** The place that a word names, if it names one. */
    public static Optional<Side> of(String word) {
        for (var place : values()) if (place.word.equals(word)) return Optional.of(place);
        return Optional.empty();
    }
}
