package dev.autoresearch.stats;

import dev.autoresearch.model.Side;

/** Which execution of the benchmark a comparison needs next. */
public enum NextExecution {
    /** One of the incumbent. */
    INCUMBENT,
    /** One of the candidate. */
    CANDIDATE,
    /** One of either side, chosen by a fair coin; the other side's turn comes next. */
    EITHER,
    /** None: the comparison is decided. */
    NOTHING;

    /** The need for a particular side. */
    public static NextExecution of(Side side) {
        return side == Side.INCUMBENT ? INCUMBENT : CANDIDATE;
    }

    /** Which side to execute. {@code heads} is the toss of a fair coin, looked at only if either side will do. */
    public Side side(boolean heads) {
        if (this == NOTHING) throw new IllegalStateException("the comparison is decided");
        boolean candidate = this == CANDIDATE || (this == EITHER && heads);
        return candidate ? Side.CANDIDATE : Side.INCUMBENT;
    }

    /** Whether an execution of {@code side} is what is needed. */
    boolean allows(Side side) {
        return this == EITHER || this == of(side);
    }

    /** Insists that an execution of {@code side} is what is needed. */
    void require(Side side) {
        if (!allows(side)) throw new IllegalStateException("fed " + side + " where the comparison needs " + this);
    }
}
