package dev.autoresearch.model;

import java.util.Optional;

/** Which way a metric gets better. */
public enum Direction implements Keyword {
    LOWER,
    HIGHER;

    /** Is {@code value} strictly better than {@code reference}? */
    public boolean better(double value, double reference) {
        return this == LOWER ? value < reference : value > reference;
    }

    /** The direction that a word names, if it names one. */
    public static Optional<Direction> of(String word) {
        return Keyword.of(Direction.class, word);
    }
}
