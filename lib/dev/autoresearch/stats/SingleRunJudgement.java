package dev.autoresearch.stats;

import dev.autoresearch.model.Format;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Segment;
import dev.autoresearch.model.Verdict;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The peers' rule: one measurement that is strictly better than the best kept one is kept. More than half of what it
 * keeps on a noisy metric is no improvement (docs/verdicts.md).
 */
public final class SingleRunJudgement {
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
        if (best.isEmpty()) return Judgement.of(NAME, Verdict.FIRST, true, "nothing was kept before it");
        double reference = best.map(Run::metric).orElseThrow();
        var verdict = metric.direction().better(value, reference) ? Verdict.IMPROVED : Verdict.NO_IMPROVEMENT;
        var change = Format.change(reference, value);
        var reason = (change.isPresent() ? Format.percent(change.getAsDouble()) : "from " + metric.text(reference))
                + (verdict.keep() ? ", one measurement" : ", not better than the best so far");
        return new Judgement(NAME, verdict, verdict.keep(), OptionalDouble.of(reference), reason, Optional.empty());
    }
}
