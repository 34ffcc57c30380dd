package dev.autoresearch.stats;

/** Which execution of the benchmark a hearing needs next. */
public enum NextExecution {
    /** One of the incumbent. */
    INCUMBENT,
    /** One of the candidate. */
    CANDIDATE,
    /** One of either side, chosen by a fair coin; the other side's turn comes next. */
    EITHER,
    /** None: the hearing is decided. */
    NOTHING;

    /** The need for a particular side. */
    static NextExecution of(Variant variant) {
        return variant == Variant.INCUMBENT ? INCUMBENT : CANDIDATE;
    }

    /** Which side to execute. {@code heads} is the toss of a fair coin, looked at only if either side will do. */
    public Variant variant(boolean heads) {
        if (this == NOTHING) throw new IllegalStateException("the hearing is decided");
        boolean candidate = this == CANDIDATE || (this == EITHER && heads);
        return candidate ? Variant.CANDIDATE : Variant.INCUMBENT;
    }

    /** Whether an execution of {@code side} is what is needed. */
    boolean allows(Variant side) {
        return this == EITHER || this == of(side);
    }

    /** Insists that an execution of {@code side} is what is needed. */
    void require(Variant side) {
        if (!allows(side)) throw new IllegalStateException("fed " + side + " where the hearing needs " + this);
    }
}
