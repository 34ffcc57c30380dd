package dev.autoresearch.model;

import java.util.Optional;

/**
 * What the journal holds about a run besides its own line.
 *
 * @param measurement what was measured
 * @param judgement what a rule made of it
 * @param stored where its tree was put away
 */
public record Evidence(
        Optional<Measurement> measurement, Optional<Judgement> judgement, Optional<Event.Stored> stored) {
    /** Nothing is known yet. */
    public static final Evidence NONE = new Evidence(Optional.empty(), Optional.empty(), Optional.empty());

    /** A new measurement makes what was known of an older one void. */
    static Evidence of(Measurement measurement) {
        return new Evidence(Optional.of(measurement), Optional.empty(), Optional.empty());
    }

    Evidence with(Judgement judgement) {
        return new Evidence(measurement, Optional.of(judgement), stored);
    }

    Evidence with(Event.Stored stored) {
        return new Evidence(measurement, judgement, Optional.of(stored));
    }
}
