package dev.autoresearch.session;

import dev.autoresearch.stats.CostScale;
import dev.autoresearch.stats.Comparison;

/** Sees what goes on while a benchmark runs. Called from the working thread or beside it; must not block. */
public interface ProgressListener {
    /** Sees nothing. */
    ProgressListener NONE = line -> {};

    /** The newest line of output, a few times a second at most. */
    void line(String text);

    /** The candidate passed its first look, or was interrupted after it: pairs follow. */
    default void outlook(PairForecast outlook) {
        // most watchers look at the output only
    }

    /** A pair was measured. */
    default void pairs(Comparison.Progress progress, CostScale scale) {
        // most watchers look at the output only
    }
}
