package dev.autoresearch.session;

import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.Evidence;
import dev.autoresearch.model.Format;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Side;
import dev.autoresearch.stats.Comparison;
import dev.autoresearch.stats.CostScale;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Sees what goes on while a benchmark runs. Called from the working thread or beside it; must not block. */
public interface ProgressListener {
    ProgressListener NONE = line -> {};

    /** The newest line of output, a few times a second at most. */
    void line(String text);

    /** The candidate passed its first look, or was interrupted after it: pairs follow. */
    default void outlook(PairForecast outlook) {}

    default void pairs(Comparison.Progress progress, CostScale scale) {}

    default void recorded(Attempt attempt) {}

    /**
     * What lies ahead when pairs are about to be measured.
     *
     * @param metric the session's metric
     * @param incumbent the incumbent's value, in the metric's unit
     * @param candidate the candidate's value in its first look
     * @param exact does the benchmark give the same value each time, so that one pair confirms what was seen?
     * @param mostPairs pairs after which it is given up
     * @param pairSeconds how long a pair takes, by the baseline's executions
     */
    record PairForecast(
            Metric metric, double incumbent, double candidate, boolean exact, int mostPairs, double pairSeconds) {
        private static final double WORTH_TELLING_SECONDS = 60;

        /**
         * From the executions so far; empty before the candidate's first one.
         *
         * @param incumbent its value, if it was known before them
         */
        public static Optional<PairForecast> of(
                Session session, OptionalDouble incumbent, boolean exact, int mostPairs) {
            var trial = session.trial().orElse(Evidence.NONE);
            var seen = trial.typical(Side.INCUMBENT).map(Measurement::primary).orElse(OptionalDouble.empty());
            for (var execution : trial.executions())
                if (execution.isAt(Side.CANDIDATE)
                        && execution.counts()
                        && execution.primary().isPresent())
                    return Optional.of(new PairForecast(
                            session.metric(),
                            incumbent.orElseGet(seen::orElseThrow),
                            execution.primary().getAsDouble(),
                            exact,
                            exact ? 1 : mostPairs,
                            2 * typicalSeconds(session.current().calibration(), execution)));
            return Optional.empty();
        }

        /** As long as the baseline's executions took: a candidate's first one may have had to build. */
        private static double typicalSeconds(List<Measurement> calibration, Measurement look) {
            var seconds = calibration.stream()
                    .filter(Measurement::counts)
                    .map(Measurement::durationSeconds)
                    .sorted()
                    .toList();
            return seconds.isEmpty() ? look.durationSeconds() : seconds.get(seconds.size() / 2);
        }

        /** {@code about 14 min at most: 30 pairs of 28 s}; empty below a minute. */
        public Optional<String> estimate() {
            double most = mostPairs * pairSeconds;
            if (most < WORTH_TELLING_SECONDS) return Optional.empty();
            return Optional.of("about " + Format.duration(most) + " at most: " + Format.count(mostPairs, "pair")
                    + " of " + Format.duration(pairSeconds));
        }

        /** {@code screen   96.1 → 90.8 ms   looks better, measuring in pairs}. */
        @Override
        public String toString() {
            return "screen   " + Format.number(incumbent) + " → " + metric.text(candidate)
                    + (exact ? "   better, one pair more to confirm it" : "   looks better, measuring in pairs");
        }
    }
}
