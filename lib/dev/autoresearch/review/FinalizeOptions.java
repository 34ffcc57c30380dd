package dev.autoresearch.review;

import java.util.Optional;

/**
 * How kept changes are to become branches.
 *
 * @param base the commit that each begins at; empty: where HEAD left its trunk, else where the session began
 * @param prefix of the branches' names; empty: {@code finalize/} and the session's name
 * @param dropUnconfirmed leave out what the audit of HEAD found wanting
 * @param make false: only plan
 */
public record FinalizeOptions(Optional<String> base, Optional<String> prefix, boolean dropUnconfirmed, boolean make) {
    /** Everything that was kept, from where HEAD left its trunk. */
    public static final FinalizeOptions ALL = new FinalizeOptions(Optional.empty(), Optional.empty(), false, true);
}
