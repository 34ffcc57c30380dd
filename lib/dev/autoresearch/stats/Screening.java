package dev.autoresearch.stats;

/**
 * A look at a candidate before any pair: its runs against what is known of the incumbent, as few as tell whether pairs
 * are worth their cost. It is Wald's sequential test (1945) of "no gain" against the gain that is wanted, and it decides
 * only what is tried further, never what is kept: that it trusts in normal noise and a machine that stands still costs
 * time where it is wrong, and no false keep.
 *
 * <p>The incumbent's cost is uncertain by its {@link IncumbentEstimate#variance}, which more runs of the candidate do not
 * reduce. So there are no more of them than make the candidate as well known as the incumbent.
 */
final class Screening {
    /** A gain in cost that is not to be missed: 3 %. */
    private static final double WANTED = 0.03;
    /** At so high noise that this is less than half a standard error of a run, half of it is wanted, … */
    private static final double LEAST = 0.5;
    /** … and at so low noise that it is more than three, three: a gain of 1 % is worth a few pairs then. */
    private static final double GREATEST = 3;
    /** Odds for the wanted gain at which pairs begin. */
    private static final double WORTH = Math.log(5);
    /** Odds at which the candidate is dropped, as a logarithm. */
    private static final double HOPELESS = Math.log(0.5);

    private static final int MOST_RUNS = 8;
    /** An incumbent that is known by fewer runs is run again before a close call. */
    private static final int KNOWN = 4;

    private final double single;
    private final double margin;
    private final int mostRuns;
    private SlidingWindow costs = SlidingWindow.of(MOST_RUNS);
    private double gain;
    private double strength;

    /** What to do next. */
    enum Answer {
        /** Run the candidate once more. */
        CANDIDATE,
        /** Run the incumbent once more. */
        INCUMBENT,
        /** Go on with pairs. */
        PAIRS,
        /** Drop the candidate. */
        DROP
    }

    /**
     * Begins with no run.
     *
     * @param sigma scale of a pair's difference, positive
     * @param margin how much worse in cost the candidate may be; negative: how much better it must be
     * @param maxPairs pairs that may follow; there are no more runs in a look
     */
    Screening(double sigma, double margin, int maxPairs) {
        this.single = sigma * sigma / 2;
        this.margin = margin;
        this.mostRuns = Math.min(MOST_RUNS, maxPairs);
    }

    /** Takes the cost of one more run of the candidate. */
    void feed(double cost) {
        costs = costs.plus(cost);
    }

    /** What the runs say so far; at least one of the candidate. */
    Answer against(IncumbentEstimate incumbent) {
        double own = single / costs.size();
        double level = incumbent.variance(single);
        gain = incumbent.median() - costs.median();
        strength = (gain + margin) / Math.sqrt(own + level);
        double error = Math.sqrt(single + level);
        // a simplification is to be found that changes nothing: it gains its margin
        double most = margin > 0 ? Math.min(WANTED, margin) : WANTED;
        double wanted = SequentialTest.clamp(most, LEAST * error, GREATEST * error);
        double odds = (wanted * (gain + margin) - wanted * wanted / 2) / (own + level);
        if (odds >= WORTH) return Answer.PAIRS;
        if (odds <= HOPELESS) return Answer.DROP;
        if (incumbent.runs() < Math.min(KNOWN, costs.size() + 1)) return Answer.INCUMBENT;
        if (own <= level) return Answer.PAIRS;
        if (costs.size() < mostRuns) return Answer.CANDIDATE;
        return odds >= 0 ? Answer.PAIRS : Answer.DROP;
    }

    /** The candidate's runs, oldest first. */
    double[] costs() {
        return costs.toArray();
    }

    /** The gain in cost that they suggest. */
    double gain() {
        return gain;
    }

    /** That gain, the margin included, in its standard errors. */
    double strength() {
        return strength;
    }
}
