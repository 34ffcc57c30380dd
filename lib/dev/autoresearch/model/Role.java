package dev.autoresearch.model;

import java.util.Optional;

/**
 * What an execution was for, when it is part of something larger than a run.
 *
 * @param purpose warm-up, calibration or trial
 * @param place where it ran
 */
public record Role(Purpose purpose, Place place) {

    /** Why a benchmark was executed. */
    public enum Purpose {
        /** Not counted: caches and compilers get warm. */
        WARM_UP("warmup"),
        /** Identical code, to learn the noise. */
        CALIBRATION("calibration"),
        /** A candidate on its way to a verdict. */
        TRIAL("trial");

        private final String word;

        Purpose(String word) {
            this.word = word;
        }

        /** The word in the journal. */
        public String word() {
            return word;
        }

        /** The purpose that a word names, if it names one. */
        public static Optional<Purpose> of(String word) {
            for (var purpose : values()) if (purpose.word.equals(word)) return Optional.of(purpose);
            return Optional.empty();
        }
    }
}
