package dev.autoresearch.model;

import java.util.Optional;

/** How one execution of the benchmark ended. */
public enum Outcome implements Keyword {
    /** Exit code 0, in time, and the checks passed if there are any. */
    PASSED,
    /** A non-zero exit code or a signal. */
    FAILED,
    /** Ended by our time limit. */
    TIMED_OUT,
    /** The benchmark passed, the checks script did not. */
    CHECKS_FAILED;

    /** The outcome that a word names, if it names one. */
    public static Optional<Outcome> of(String word) {
        return Keyword.of(Outcome.class, word);
    }
}
