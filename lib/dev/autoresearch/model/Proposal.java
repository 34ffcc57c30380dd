package dev.autoresearch.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What an agent came up with in one iteration of a loop. It is in the journal before a candidate is measured, so that a
 * killed loop goes on with it. A second line of the same iteration takes the first one's place.
 *
 * @param iteration from 1
 * @param started epoch milliseconds
 * @param seconds how long the agent worked
 * @param description what was changed, in the agent's words
 * @param hypothesis why it should help; may be empty
 * @param costUsd what it cost, where the agent says so
 * @param note what the next agent should know of how it ended; may be empty
 * @param tree git tree id of the candidate; may be empty
 * @param stored where what the agent left is stored; empty where it left nothing
 * @param slot whose worktree it was made in, from 1; 0 for the user's own tree
 */
public record Proposal(
        String loop,
        int iteration,
        long started,
        double seconds,
        End end,
        String description,
        String hypothesis,
        List<String> learned,
        List<String> ideas,
        Map<String, Object> asi,
        OptionalDouble costUsd,
        String note,
        String tree,
        Optional<Event.Stored> stored,
        int slot)
        implements Event {

    /** What an iteration's agent came to. */
    public enum End implements Keyword {
        /** Edits that are measured. */
        CANDIDATE,
        /** The agent logged runs itself, and left nothing else. */
        ATTEMPTED,
        /** Nothing was edited. */
        NO_EDIT,
        /** What measures was edited. */
        PROTECTED,
        /** Something outside the scope was edited. */
        OUTSIDE_SCOPE,
        /** HEAD or its branch was moved. */
        MOVED_HEAD,
        /** The tree is that of an earlier discard. */
        REPEATED,
        /** The candidate could not be measured or kept. */
        REFUSED,
        /** The agent's command failed. */
        FAILED,
        /** The agent was ended by its time limit. */
        TIMED_OUT,
        /** The loop was stopped while the agent worked; counts as no iteration. */
        INTERRUPTED;

        /** The word for a person's eyes. */
        public String label() {
            return switch (this) {
                case MOVED_HEAD -> "moved";
                case OUTSIDE_SCOPE -> "outside";
                default -> word().replace('_', ' ');
            };
        }

        /** Is it an iteration that limits count? */
        public boolean counts() {
            return this != INTERRUPTED;
        }

        /** Does a run come of it? */
        public boolean isMeasured() {
            return this == CANDIDATE || this == ATTEMPTED;
        }

        /** Did the agent's command itself fail? */
        public boolean isAgentsFailure() {
            return this == FAILED || this == TIMED_OUT;
        }
    }

    public Proposal ended(End end, String note) {
        return new Proposal(
                loop,
                iteration,
                started,
                seconds,
                end,
                description,
                hypothesis,
                learned,
                ideas,
                asi,
                costUsd,
                note,
                tree,
                stored,
                slot);
    }
}
