package dev.autoresearch.model;

/** Which way a metric gets better. */
public enum Direction {
    /** Smaller values are better: times, sizes, errors. */
    LOWER("lower"),
    /** Greater values are better: throughput, accuracy. */
    HIGHER("higher");

    private final String word;

    Direction(String word) {
        this.word = word;
    }

    /** The word that journals and the command line use. */
    public String word() {
        return word;
    }

    /** Whether {@code a} is strictly better than {@code b}. */
    public boolean better(double a, double b) {
        return this == LOWER ? a < b : a > b;
    }
}
