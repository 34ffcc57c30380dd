package dev.autoresearch.model;

import java.util.Optional;

/** How one execution of the benchmark ended. */
public enum Outcome {
    /** Exit code 0, in time, and the checks passed if there are any. */
    PASSED("passed"),
    /** A non-zero exit code or a signal. */
    FAILED("failed"),
    /** Ended by our time limit. */
    TIMED_OUT("timed_out"),
    /** The benchmark passed, the checks script did not. */
    CHECKS_FAILED("checks_failed");

    private final String word;

    Outcome(String word) {
        this.word = word;
    }

    /** The word in the journal. */
    public String word() {
        return word;
    }

    /** The outcome that a word names, if it names one. */
    public static Optional<Outcome> of(String word) {
        for (var outcome : values()) if (outcome.word.equals(word)) return Optional.of(outcome);
        return Optional.empty();
    }
}
