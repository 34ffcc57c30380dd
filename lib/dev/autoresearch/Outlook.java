package dev.autoresearch;

import dev.autoresearch.model.Figures;
import dev.autoresearch.model.Metric;
import java.util.Optional;

/**
 * What lies ahead when pairs are about to be measured.
 *
 * @param metric the session's metric
 * @param incumbent the incumbent's value, in the metric's unit
 * @param candidate the candidate's value in its first look
 * @param mostPairs pairs after which it is given up
 * @param pairSeconds how long a pair takes, by the executions so far
 */
public record Outlook(Metric metric, double incumbent, double candidate, int mostPairs, double pairSeconds) {
    private static final double WORTH_TELLING_SECONDS = 60;

    /** {@code about 14 min at most: 30 pairs of 28 s}; empty where nobody has to wait for long. */
    public Optional<String> estimate() {
        double most = mostPairs * pairSeconds;
        if (most < WORTH_TELLING_SECONDS) return Optional.empty();
        return Optional.of("about " + Figures.duration(most) + " at most: " + Figures.count(mostPairs, "pair") + " of "
                + Figures.duration(pairSeconds));
    }

    /** {@code screen   96.1 → 90.8 ms   looks better, measuring in pairs}. */
    @Override
    public String toString() {
        return "screen   " + Figures.number(incumbent) + " → " + metric.text(candidate)
                + "   looks better, measuring in pairs";
    }
}
