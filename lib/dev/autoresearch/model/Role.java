package dev.autoresearch.model;

import java.util.Optional;

/**
 * What an execution was for, when it is part of something larger than a run.
 *
 * @param purpose warm-up, calibration, trial, or a check of what was kept
 * @param place where it ran
 */
public record Role(Purpose purpose, Side place) {

    /** Why a benchmark was executed. */
    public enum Purpose implements Keyword {
        /** Not counted: caches and compilers get warm. */
        WARM_UP,
        /** Identical code, to learn the noise. */
        CALIBRATION,
        /** A candidate on its way to a verdict. */
        TRIAL,
        /** A variant in a round of a sweep, before it is known whether it comes to a verdict. */
        ROUND,
        /** Not counted: the baseline and HEAD get warm before they are verified. */
        VERIFY_WARM_UP,
        /** The baseline against HEAD. */
        VERIFY,
        /** Not counted: HEAD and HEAD without a change get warm before an audit. */
        AUDIT_WARM_UP,
        /** HEAD without one of the kept changes against HEAD. */
        AUDIT;

        /** {@code warmup}, {@code verify-warmup}. */
        @Override
        public String word() {
            return Keyword.super.word().replace("warm_up", "warmup").replace('_', '-');
        }

        /** Does it check what was kept, rather than decide about a candidate? */
        public boolean isCheck() {
            return ofVerify() || ofAudit();
        }

        boolean ofVerify() {
            return this == VERIFY || this == VERIFY_WARM_UP;
        }

        boolean ofAudit() {
            return this == AUDIT || this == AUDIT_WARM_UP;
        }

        /** The purpose that a word names, if it names one. */
        public static Optional<Purpose> of(String word) {
            return Keyword.of(Purpose.class, word);
        }
    }
}
