package dev.autoresearch;

import dev.autoresearch.stats.Progress;
import dev.autoresearch.stats.Scale;

/** Sees what goes on while a benchmark runs. Called from the working thread or beside it; must not block. */
public interface Watcher {
    /** Sees nothing. */
    Watcher NONE = line -> {};

    /** The newest line of output, a few times a second at most. */
    void line(String text);

    /** The candidate passed its first look, or was interrupted after it: pairs follow. */
    default void outlook(Outlook outlook) {
        // most watchers look at the output only
    }

    /** A pair was measured. */
    default void pairs(Progress progress, Scale scale) {
        // most watchers look at the output only
    }
}
