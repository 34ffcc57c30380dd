package dev.autoresearch.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How an attempt is measured and decided.
 *
 * @param rule one of {@link #RULES}
 * @param tolerance fraction by which a candidate may be worse and still be kept; negative: by which it must be better
 * @param maxPairs pairs after which to give up; empty for the rule's own limit
 * @param pairing where the incumbent is measured; empty: in a worktree where there is git, else nowhere
 * @param prepare command that is run once in the incumbent's worktree after each keep
 * @param carry ignored files that the worktree needs; empty for all of them
 * @param acceptBias go on although identical code differs between the two places
 * @param command the benchmark; empty for the session's
 * @param timeout time limit of one execution; zero for none
 * @param provisional may a keep be revoked later? Only where idle time goes on measuring
 */
public record Plan(
        String rule,
        double tolerance,
        OptionalInt maxPairs,
        Optional<PairMode> pairing,
        Optional<String> prepare,
        Optional<String> carry,
        boolean acceptBias,
        Optional<String> command,
        Duration timeout,
        boolean provisional) {
    /** The rule that is used when none is named. */
    public static final String AUTO = "auto";
    /** The rule that measures in pairs until the evidence suffices, whatever the noise looks like. */
    public static final String PAIRED = "paired";
    /** The peers' rule: one measurement better than the best is kept. */
    public static final String SINGLE = "single";
    /** The rules that can be asked for. */
    public static final List<String> RULES = List.of(AUTO, PAIRED, SINGLE);
    /** Time limit of an execution when none is given. */
    public static final Duration TIMEOUT = Duration.ofMinutes(10);

    /** What is done when nothing is said. */
    public static final Plan DEFAULT = new Plan(
            AUTO,
            0,
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            TIMEOUT,
            false);

    public Plan rule(String rule) {
        return new Plan(rule, tolerance, maxPairs, pairing, prepare, carry, acceptBias, command, timeout, provisional);
    }

    /** The same plan with this tolerance: a fraction, negative for a least gain. */
    public Plan tolerance(double tolerance) {
        return new Plan(rule, tolerance, maxPairs, pairing, prepare, carry, acceptBias, command, timeout, provisional);
    }

    public Plan maxPairs(int pairs) {
        return new Plan(
                rule,
                tolerance,
                OptionalInt.of(pairs),
                pairing,
                prepare,
                carry,
                acceptBias,
                command,
                timeout,
                provisional);
    }

    public Plan pairing(PairMode pairing) {
        return new Plan(
                rule,
                tolerance,
                maxPairs,
                Optional.of(pairing),
                prepare,
                carry,
                acceptBias,
                command,
                timeout,
                provisional);
    }

    /** The same plan, going on although identical code differs between the two places. */
    public Plan acceptingBias() {
        return new Plan(rule, tolerance, maxPairs, pairing, prepare, carry, true, command, timeout, provisional);
    }

    public Plan command(Optional<String> command, Duration timeout) {
        return new Plan(rule, tolerance, maxPairs, pairing, prepare, carry, acceptBias, command, timeout, provisional);
    }

    /** The same plan, where keeps may be revoked later or not. */
    public Plan provisional(boolean revocable) {
        return new Plan(rule, tolerance, maxPairs, pairing, prepare, carry, acceptBias, command, timeout, revocable);
    }

    /** The same, with what was said of worktrees in this segment where nothing is said of them now. */
    public Plan remembering(Segment segment) {
        var prepared = prepare.or(() -> segment.newest(Trial::prepare));
        var carried = carry.or(() -> segment.newest(Trial::carry));
        return new Plan(
                rule, tolerance, maxPairs, pairing, prepared, carried, acceptBias, command, timeout, provisional);
    }

    /** Where the incumbent is measured. */
    public enum PairMode implements Keyword {
        /** In a git worktree beside the user's tree. */
        WORKTREE,
        /** In the user's tree: the two trees are swapped for each execution. */
        IN_PLACE,
        /** In the user's tree, by another command: the variants of a sweep. */
        COMMANDS,
        /** Not again: its earlier values stand for it. */
        NONE;

        @Override
        public String word() {
            return Keyword.super.word().replace('_', '-');
        }

        public static Optional<PairMode> of(String word) {
            return Keyword.of(PairMode.class, word);
        }
    }
}
