package dev.autoresearch.model;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A logged experiment.
 *
 * @param number from 1; per segment or across segments, as the layout has it
 * @param commit short id of HEAD after logging; empty without git
 * @param metric the primary metric; 0 where nothing was measured
 * @param measured false: {@code metric} is no measurement (I6)
 * @param metrics every metric of the run by name
 * @param baseline is it the first run of its segment?
 * @param timestamp epoch milliseconds
 * @param segment from 0
 * @param confidence the peers' ratio at that moment (contract: advisory)
 * @param asi free-form notes of an agent
 * @param measurement what was measured, where the journal has it
 * @param judgement what a rule made of it, where one decided
 * @param stored where its tree was put away, if it was
 */
public record Run(
        int number,
        String commit,
        double metric,
        boolean measured,
        Map<String, Double> metrics,
        Status status,
        boolean baseline,
        String description,
        double timestamp,
        int segment,
        OptionalDouble confidence,
        Map<String, Object> asi,
        Optional<Measurement> measurement,
        Optional<Judgement> judgement,
        Optional<Event.Stored> stored)
        implements Event {

    /** Was it kept? */
    public boolean kept() {
        return status == Status.KEEP;
    }

    /** The metric, if one was measured. */
    public OptionalDouble value() {
        return measured ? OptionalDouble.of(metric) : OptionalDouble.empty();
    }

    @Override
    public void foldInto(Fold fold) {
        fold.logged(this);
    }

    Run at(int number, int segment, boolean baseline) {
        return new Run(
                number, commit, metric, measured, metrics, status, baseline, description, timestamp, segment,
                confidence, asi, measurement, judgement, stored);
    }

    Run with(Optional<Measurement> measurement, Optional<Judgement> judgement, Optional<Event.Stored> stored) {
        return new Run(
                number, commit, metric, measured, metrics, status, baseline, description, timestamp, segment,
                confidence, asi, measurement, judgement, stored);
    }

    Run metrics(Map<String, Double> metrics) {
        return new Run(
                number, commit, metric, measured, metrics, status, baseline, description, timestamp, segment,
                confidence, asi, measurement, judgement, stored);
    }

    /** The same run with the confidence of its segment at that moment. */
    public Run confidence(OptionalDouble confidence) {
        return new Run(
                number, commit, metric, measured, metrics, status, baseline, description, timestamp, segment,
                confidence, asi, measurement, judgement, stored);
    }

    @Override
    public String toString() {
        var value = measured ? Figures.number(metric) : "—";
        return "#" + number + " " + status.label() + "  " + value + "  " + Text.line(description, 100);
    }
}
