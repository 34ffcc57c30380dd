package dev.autoresearch.model;

import java.util.OptionalInt;

/**
 * A candidate is about to be measured against the incumbent. Its executions follow; a judgement and a run line end it.
 *
 * @param description what was changed
 * @param commit full id of the incumbent; empty without git
 * @param tree git tree id of the candidate; empty without git
 * @param rule the rule's name
 * @param tolerance fraction by which it may be worse and still be kept; negative: by which it must be better
 * @param pairing where the incumbent is measured
 * @param maxPairs limit of pairs, when one was given
 */
public record Trial(
        String description,
        String commit,
        String tree,
        String rule,
        double tolerance,
        Pairing pairing,
        OptionalInt maxPairs)
        implements Event {
    /** The rule of a variant that rounds have put aside: what was executed in them is its evidence. */
    public static final String HALVING = "halving";

    @Override
    public void foldInto(Fold fold) {
        fold.tried(this);
    }
}
