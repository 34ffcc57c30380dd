package dev.autoresearch.stats;

/**
 * What is known of the incumbent's cost: its newest runs, and by how much each new one surprised those before it. Where
 * the machine wanders between attempts, surprises are larger than two runs side by side explain.
 *
 * @param costs the newest runs' costs
 * @param surprises a new run's cost minus the median of those known before, for the newest few
 */
record IncumbentEstimate(SlidingWindow costs, SlidingWindow surprises) {
    private static final int SURPRISES = 50;
    /** Fewer surprises tell nothing of their size. */
    private static final int ENOUGH = 4;

    /** One that is known by these runs alone. */
    static IncumbentEstimate of(double... costs) {
        return new IncumbentEstimate(SlidingWindow.of(PairedRule.WINDOW, costs), SlidingWindow.of(SURPRISES));
    }

    /** The same code, run again once or several times in a row. */
    IncumbentEstimate plus(double... newer) {
        if (runs() == 0) return replacedBy(newer);
        return newer.length == 0
                ? this
                : new IncumbentEstimate(costs.plus(newer), surprises.plus(newer[0] - costs.median()));
    }

    /** Other code on the same machine. */
    IncumbentEstimate replacedBy(double... newer) {
        return new IncumbentEstimate(SlidingWindow.of(PairedRule.WINDOW, newer), surprises);
    }

    double median() {
        return costs.median();
    }

    int runs() {
        return costs.size();
    }

    /**
     * Variance of its cost at the next attempt around the median: that of a mean of so many runs, or what the surprises
     * show beyond the noise of the single run that surprised.
     *
     * @param single variance of a single run's cost
     */
    double variance(double single) {
        double ofMean = single / runs();
        if (surprises.size() < ENOUGH) return ofMean;
        double scale = Noise.of(surprises.toArray()).sigma();
        return Math.max(ofMean, scale * scale - single);
    }
}
