package dev.autoresearch.model;

import java.util.Optional;

/** Which way a metric gets better. */
public enum Direction {
    LOWER("lower"),
    HIGHER("higher");

    private final String word;

    Direction(String word) {
        this.word = word;
    }

    /** The word in the journal and on the command line: {@code lower} or {@code higher}. */
    public String word() {
        return word;
    }

    /** Is {@code value} strictly better than {@code reference}? */
    public boolean better(double value, double reference) {
        return this == LOWER ? value < reference : value > reference;
    }

    /** The direction that a word names, if it names one. */
    public static Optional<Direction> of(String word) {
        for (var direction : values()) if (direction.word.equals(word)) return Optional.of(direction);
        return Optional.empty();
    }
}
