package dev.autoresearch.stats;

import dev.autoresearch.model.Figures;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Segment;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The peers' rule: one measurement that is strictly better than the best kept one is an improvement. Cheap, and wrong
 * more often than not on a noisy benchmark.
 */
public final class SingleRule implements Rule {
    /** Its name on the command line. */
    public static final String NAME = "single";

    @Override
    public Judgement judge(Segment segment, Measurement candidate) {
        double value = candidate.primary().orElseThrow();
        var metric = segment.setup().metric();
        var best = segment.best();
        if (best.isEmpty())
            return new Judgement(
                    NAME, "first", true, OptionalDouble.empty(), "nothing was kept before it", Optional.empty());
        double reference = best.map(Run::metric).orElseThrow();
        boolean improved = metric.better(value, reference);
        var change = Figures.change(reference, value);
        var reason = (change.isPresent() ? Figures.percent(change.getAsDouble()) : "from " + metric.text(reference))
                + (improved ? ", one measurement" : ", not better than the best so far");
        return new Judgement(
                NAME,
                improved ? "improved" : "no_improvement",
                improved,
                OptionalDouble.of(reference),
                reason,
                Optional.empty());
    }
}
