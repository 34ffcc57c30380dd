package dev.autoresearch.stats;

/** What the measurements say about a candidate. */
public enum Verdict {
    /** Better than the incumbent. */
    IMPROVED("improved", true),
    /** Not worse than the incumbent by more than the tolerated margin: good enough for a simplification. */
    NO_WORSE("no_worse", true),
    /** No better in its first run; says nothing about being worse. */
    SCREENED_OUT("screened_out", false),
    /** Pairs showed that going on would hardly find a gain. */
    NO_IMPROVEMENT("no_improvement", false),
    /** Worse than the incumbent. */
    REGRESSED("regressed", false),
    /** All pairs used up without an answer. */
    UNDECIDED("undecided", false),
    /** It crashed in its first run, or twice in pairs. */
    CRASHED("crashed", false);

    private final String word;
    private final boolean keep;

    Verdict(String word, boolean keep) {
        this.word = word;
        this.keep = keep;
    }

    /** The word that the journal uses. */
    public String word() {
        return word;
    }

    /** Whether the candidate deserves to become the incumbent. */
    public boolean keep() {
        return keep;
    }
}
