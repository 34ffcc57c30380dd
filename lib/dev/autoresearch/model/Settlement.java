package dev.autoresearch.model;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What later executions made of a run that was kept.
 *
 * @param number the run's
 * @param commit the run's, as the run has it
 * @param outcome what it came to
 * @param sure probability that it is an improvement, 0 to 1
 * @param executions that bear on it, its own included
 * @param idle those of them that were made while an agent worked
 * @param change the effect on the metric as it is seen now: a fraction ({@code relative}), else in the metric's unit
 * @param revert the commit that took it out; empty unless it was revoked
 * @param at epoch milliseconds
 */
public record Settlement(
        int number,
        String commit,
        Outcome outcome,
        double sure,
        int executions,
        int idle,
        OptionalDouble change,
        boolean relative,
        String revert,
        long at)
        implements Event {

    /** What a settlement says. */
    public enum Outcome implements Keyword {
        /** It stands: nothing more is measured for it. */
        CONFIRMED,
        /** It stands, and its gain is proven for any noise whatsoever. */
        PROVEN,
        /** It is no improvement after all, and was taken out. */
        REVOKED,
        /** It is no improvement, as it seems, and could not be taken out. */
        UNCONFIRMED;

        public static Optional<Outcome> of(String word) {
            return Keyword.of(Outcome.class, word);
        }
    }

    /** The same, proven by then. */
    public Settlement proven(long now, int looks) {
        int more = Math.max(0, looks - idle);
        return new Settlement(
                number, commit, Outcome.PROVEN, sure, executions + more, looks, change, relative, revert, now);
    }

    /** Was the run taken out? */
    public boolean isRevoked() {
        return outcome == Outcome.REVOKED;
    }

    /** Where there is room: {@code revoked, no improvement after all: 9 runs, 4 of them free, reverted as 77ab01c}. */
    public String sentence() {
        var found = switch (outcome) {
            case CONFIRMED, PROVEN -> change.isPresent() ? ", " + Format.effect(change.getAsDouble(), relative) : "";
            case REVOKED -> ", no improvement after all";
            case UNCONFIRMED -> ", no improvement as it seems";
        };
        var came = consequence().isEmpty() ? Format.sure(sure) : consequence();
        return outcome.word() + found + ": " + Format.count(executions, "run") + ", "
                + (idle > 0 ? idle + " of them free, " : "") + came;
    }

    /** {@code -1.3%   5 runs, 98 % sure (4 of them free)}. */
    @Override
    public String toString() {
        return brief()
                + switch (outcome) {
                    case REVOKED -> ": " + consequence();
                    case UNCONFIRMED -> "; " + consequence();
                    case CONFIRMED, PROVEN -> idle > 0 ? " (" + idle + " of them free)" : "";
                };
    }

    /** What was found out, and by how many runs: {@code no improvement after all, 9 runs}. */
    public String brief() {
        var runs = Format.count(executions, "run");
        return switch (outcome) {
            case REVOKED -> "no improvement after all, " + runs;
            case UNCONFIRMED -> "no improvement as it seems, " + runs;
            case CONFIRMED, PROVEN ->
                (change.isPresent() ? Format.effect(change.getAsDouble(), relative) + "   " : "") + runs + ", "
                        + (outcome == Outcome.PROVEN ? "proven" : Format.sure(sure));
        };
    }

    /** What became of a change that seems to be none: {@code reverted as 77ab01c}; empty for one that stands. */
    public String consequence() {
        return switch (outcome) {
            case CONFIRMED, PROVEN -> "";
            case REVOKED -> "reverted as " + SafeText.shortId(revert);
            case UNCONFIRMED -> "could not be taken out";
        };
    }
}
