package dev.autoresearch.model;

import java.util.Optional;

/** What became of a run. */
public enum Status {
    KEEP("keep"),
    DISCARD("discard"),
    CRASH("crash"),
    CHECKS_FAILED("checks_failed");

    private final String word;

    Status(String word) {
        this.word = word;
    }

    /** The word in the journal and on the command line. */
    public String word() {
        return word;
    }

    /** The word for a person's eyes. */
    public String label() {
        return this == CHECKS_FAILED ? "checks failed" : word;
    }

    /** What happened to a run of this status: {@code kept}, {@code discarded}. */
    public String past() {
        return switch (this) {
            case KEEP -> "kept";
            case DISCARD -> "discarded";
            case CRASH -> "crashed";
            case CHECKS_FAILED -> "checks failed";
        };
    }

    /** The status that a word names, if it names one. */
    public static Optional<Status> of(String word) {
        for (var status : values()) if (status.word.equals(word)) return Optional.of(status);
        return Optional.empty();
    }
}
