package dev.autoresearch.model;

import java.util.Map;
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
 * @param evidence what the journal holds about it besides
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
        Evidence evidence)
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

    /** The same run at its place in a session. */
    Run placed(int number, int segment, boolean baseline, Map<String, Double> metrics, Evidence evidence) {
        return new Run(
                number,
                commit,
                metric,
                measured,
                metrics,
                status,
                baseline,
                description,
                timestamp,
                segment,
                confidence,
                asi,
                evidence);
    }

    /** The same run with the confidence of its segment at that moment. */
    public Run confidence(OptionalDouble confidence) {
        return new Run(
                number,
                commit,
                metric,
                measured,
                metrics,
                status,
                baseline,
                description,
                timestamp,
                segment,
                confidence,
                asi,
                evidence);
    }

    @Override
    public String toString() {
        var value = measured ? Figures.number(metric) : "—";
        return "#" + number + " " + status.label() + "  " + value + "  " + Text.line(description, 100);
    }
}
