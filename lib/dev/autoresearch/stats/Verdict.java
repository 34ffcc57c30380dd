package dev.autoresearch.stats;

import dev.autoresearch.model.Keyword;

/** What the measurements say about a candidate. */
public enum Verdict implements Keyword {
    /** Better than the incumbent. */
    IMPROVED,
    /** Not worse than the incumbent by more than the tolerated margin: good enough for a simplification. */
    NO_WORSE,
    /** No better in its first run; says nothing about being worse. */
    SCREENED_OUT,
    /** Pairs showed that going on would hardly find a gain. */
    NO_IMPROVEMENT,
    /** Worse than the incumbent. */
    REGRESSED,
    /** All pairs used up without an answer. */
    UNDECIDED,
    /** It crashed in its first run, or twice in pairs. */
    CRASHED;

    /** Whether the candidate deserves to become the incumbent. */
    public boolean keep() {
        return this == IMPROVED || this == NO_WORSE;
    }
}
