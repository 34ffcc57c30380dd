package dev.autoresearch.stats;

import dev.autoresearch.model.Figures;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Segment;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The {@linkplain SingleJudge peers' rule} on a session: what one measurement says of a candidate, in words for the
 * journal.
 */
public final class SingleRule {
    /** Its name on the command line. */
    public static final String NAME = "single";

    /**
     * Keep it or not?
     *
     * @param segment the runs so far
     * @param candidate a measurement that passed and printed the primary metric
     */
    public Judgement judge(Segment segment, Measurement candidate) {
        double value = candidate.primary().orElseThrow();
        var metric = segment.setup().metric();
        var best = segment.best();
        if (best.isEmpty())
            return new Judgement(
                    NAME, "first", true, OptionalDouble.empty(), "nothing was kept before it", Optional.empty());
        double reference = best.map(Run::metric).orElseThrow();
        var verdict = SingleJudge.startingAt(reference, metric.direction()).verdict(value);
        var change = Figures.change(reference, value);
        var reason = (change.isPresent() ? Figures.percent(change.getAsDouble()) : "from " + metric.text(reference))
                + (verdict.keep() ? ", one measurement" : ", not better than the best so far");
        return new Judgement(
                NAME, verdict.word(), verdict.keep(), OptionalDouble.of(reference), reason, Optional.empty());
    }
}
