package dev.autoresearch.model;

import java.util.Optional;

/** What became of a run. */
public enum Status implements Keyword {
    KEEP,
    DISCARD,
    CRASH,
    CHECKS_FAILED,
    /** Kept, and taken out again when later executions showed no improvement. */
    REVOKED;

    /** The word for a person's eyes. */
    public String label() {
        return this == CHECKS_FAILED ? "checks failed" : word();
    }

    /** What happened to a run of this status: {@code kept}, {@code discarded}. */
    public String past() {
        return switch (this) {
            case KEEP -> "kept";
            case DISCARD -> "discarded";
            case CRASH -> "crashed";
            case CHECKS_FAILED -> "checks failed";
            case REVOKED -> "revoked";
        };
    }

    public static Optional<Status> of(String word) {
        return Keyword.of(Status.class, word);
    }
}
