package dev.autoresearch.model;

/**
 * A loop ended.
 *
 * @param reason the exit word: the limit that was reached, {@code interrupted}, {@code idle} or {@code agent_failing}
 * @param at epoch milliseconds
 */
public record LoopEnded(String id, String reason, long at) implements Event {
    /** Exit word of a loop that was asked to stop; it goes on when it is started again. */
    public static final String INTERRUPTED = "interrupted";
    /** Exit word of a loop whose agent only fails. */
    public static final String AGENT_FAILING = "agent_failing";

    /** Many iterations in a row left nothing to measure. */
    public static final String IDLE = "idle";

    @Override
    public void foldInto(SessionReplay fold) {
        fold.loopEnded(this);
    }
}
