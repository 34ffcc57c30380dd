package dev.autoresearch.model;

import dev.autoresearch.model.Plan.PairMode;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A candidate is about to be measured against the incumbent. Its executions follow; a judgement and a run line end it.
 *
 * @param commit full id of the incumbent; empty without git
 * @param tree git tree id of the candidate; empty without git
 * @param tolerance fraction by which it may be worse and still be kept; negative: by which it must be better
 * @param pairing where the incumbent is measured
 * @param maxPairs limit of pairs, when one was given
 * @param prepare command that makes a worktree ready, from this trial on
 * @param carry ignored files that a worktree needs, from this trial on
 */
public record Trial(
        String description,
        String commit,
        String tree,
        String rule,
        double tolerance,
        PairMode pairing,
        OptionalInt maxPairs,
        Optional<String> prepare,
        Optional<String> carry)
        implements Event {
    /** The rule of a variant that rounds have put aside: what was executed in them is its evidence. */
    public static final String HALVING = "halving";

    /** A trial that says nothing of worktrees. */
    public Trial(
            String description,
            String commit,
            String tree,
            String rule,
            double tolerance,
            PairMode pairing,
            OptionalInt maxPairs) {
        this(description, commit, tree, rule, tolerance, pairing, maxPairs, Optional.empty(), Optional.empty());
    }
}
