package dev.autoresearch.model;

/** What was decided of a candidate, or found out about a change that was kept. */
public enum Verdict implements Keyword {
    /** Better than the incumbent. */
    IMPROVED,
    /** Better than the incumbent by a model's estimate, which is no proof. */
    LIKELY_IMPROVED,
    /** Perhaps better than the incumbent: kept until later executions confirm or revoke it. */
    PROVISIONAL,
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
    CRASHED,
    /** The baseline, whose noise was measured. */
    BASELINE,
    /** Kept without a comparison, since nothing was kept before it. */
    FIRST,
    /** Worse than others in the rounds of a sweep, and not compared. */
    PUT_ASIDE,
    /** A guard is broken: by its first run for certain, or although it is better. */
    GUARD_FAILED,
    /** Better, but not on the holdout. */
    NOT_CONFIRMED,
    /** Not measured: its edits do not fit what was kept since. */
    CONFLICT,

    /** Of an audit: HEAD is worse without the change. */
    EARNS,
    /** Of an audit: HEAD is no worse without the change, as far as a comparison that was worth its runs can tell. */
    IDLE,
    /** Of an audit: HEAD without the change cannot be made or measured. */
    INSEPARABLE,

    /** A word of a journal that we do not know. */
    UNKNOWN;

    /** Whether the candidate deserves to become the incumbent. */
    public boolean keep() {
        return this == IMPROVED || this == NO_WORSE || isOpen();
    }

    /** Is it a keep that later executions may revoke? */
    public boolean isOpen() {
        return this == LIKELY_IMPROVED || this == PROVISIONAL;
    }

    /** Does an audit say so of a change that was kept? */
    public boolean isOfAudit() {
        return this == EARNS || this == IDLE || this == INSEPARABLE || this == UNDECIDED;
    }

    public static Verdict of(String word) {
        return Keyword.of(Verdict.class, word).orElse(UNKNOWN);
    }
}
