package dev.autoresearch.stats;

import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Segment;

/** Decides about a candidate: a pure function of what was measured. */
@FunctionalInterface
public interface Rule {
    /**
     * Keep it or not?
     *
     * @param segment the runs so far
     * @param candidate a measurement that passed and printed the primary metric
     */
    Judgement judge(Segment segment, Measurement candidate);
}
