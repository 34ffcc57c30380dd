package dev.autoresearch.stats.filter;

import dev.autoresearch.model.Side;

/**
 * What further runs of an open candidate are worth: by how much they raise, in expectation, the utility of the decision that
 * follows them. This is the knowledge gradient (Frazier, Powell and Dayanik, "A Knowledge-Gradient Policy for Sequential
 * Information Collection", 2008) of several runs at once, since one alone is often worth nothing where four are.
 *
 * <p>The utility of a keep is its expected gain minus a penalty for its probability of being no improvement, that of a
 * discard is 0.
 *
 * @param perRun the rise in expected utility, in cost, divided by the runs that it takes; ≥ 0
 * @param side which side to run first
 */
public record ValueOfInformation(double perRun, Side side) {
    private static final int[] RUNS = {1, 2, 4, 8};
    private static final int[] PAIRS = {1, 2, 4, 8, 16};

    /** Gauss–Hermite quadrature with five nodes, for the standard normal distribution. */
    private static final double[] NODES = {
        -2.856970013872806, -1.355626179974266, 0, 1.355626179974266, 2.856970013872806
    };

    private static final double[] NODE_WEIGHTS = {
        .011257411327721, .222075922005613, .533333333333333, .222075922005613, .011257411327721
    };

    /** Probability of being no improvement at which a keep costs no penalty. */
    private static final double TOLERATED = 0.05;
    /** Effects less probable than this are not followed. */
    private static final double FOLLOWED = 1e-3;
    /** A likelihood of e to the minus this is nothing beside the others. */
    private static final double FAR = 60;

    private static final double LEAST_VARIANCE = 1e-18;

    /** How many runs of prior experience the price of a run starts with. */
    private static final double PRIOR_RUNS = 60;
    /** The gain in cost of an idea that gains, before any is known. */
    private static final double PRIOR_GAIN = 0.02;
    /** Runs that an idea takes, before any is known. */
    private static final double PRIOR_RUNS_PER_IDEA = 1.3;

    /**
     * The price of a run: what a run-length gained so far, on average, since a run that is made delays the next idea. It
     * begins with what a session of that kind may expect.
     *
     * @param gainsKept as {@link LevelFilter#gainsKept} has it
     * @param spent the time so far in run-lengths, thinking included, ≥ 0
     * @param ideaCost the time to think of one idea, in run-lengths, ≥ 0
     * @param factor what to multiply the price by: 1 where idle time confirms keeps, .25 where every run is charged (and 1
     *     there too if an idea costs less than a run)
     * @return in cost, as {@link #perRun}
     */
    public static double price(double gainsKept, double spent, double ideaCost, double factor) {
        double expected = EffectPrior.GAIN_SHARE * PRIOR_GAIN / (ideaCost + PRIOR_RUNS_PER_IDEA);
        return factor * (gainsKept + expected * PRIOR_RUNS) / (spent + PRIOR_RUNS);
    }

    /**
     * The utility of keeping a candidate now.
     *
     * @param gain the expected gain in cost
     * @param noImprovement its probability of being no improvement
     * @param penalty what a keep costs that is none
     */
    static double utility(double gain, double noImprovement, double penalty) {
        return gain - penalty * (noImprovement - TOLERATED);
    }

    /**
     * The best of several runs of the candidate, of HEAD, or of both in pairs.
     *
     * @param mixture what is known of both, of the most likely filter
     * @param noiseVariance variance of a further run
     * @param penalty what a keep costs that is no improvement, in cost
     * @param lessOfHead whether HEAD had fewer runs than the candidate, so that it comes first in a pair
     */
    static ValueOfInformation of(CandidateMixture mixture, double noiseVariance, double penalty, boolean lessOfHead) {
        var moments = new Moments(mixture, penalty);
        var best = new ValueOfInformation(0, Side.CANDIDATE);
        for (int runs : RUNS) {
            double rate = moments.rise(Moments.CANDIDATE, noiseVariance / runs) / runs;
            if (rate > best.perRun) best = new ValueOfInformation(rate, Side.CANDIDATE);
        }
        for (int runs : RUNS) {
            double rate = moments.rise(Moments.HEAD, noiseVariance / runs) / runs;
            if (rate > best.perRun) best = new ValueOfInformation(rate, Side.INCUMBENT);
        }
        for (int pairs : PAIRS) {
            double rate = moments.rise(Moments.PAIR, 2 * noiseVariance / pairs) / (2 * pairs);
            if (rate > best.perRun) best = new ValueOfInformation(rate, lessOfHead ? Side.INCUMBENT : Side.CANDIDATE);
        }
        return best;
    }

    /**
     * The utility and what may be observed, jointly normal given each effect: the moments of a mixture. Arrays of arrays have
     * one for each kind of observation.
     */
    private static final class Moments {
        /** The mean of some runs of the candidate, … */
        private static final int CANDIDATE = 0;
        /** … of HEAD, … */
        private static final int HEAD = 1;
        /** … of the differences of pairs. */
        private static final int PAIR = 2;

        private final double bonus;
        private final double utilityNow;
        private int size;
        private final double[] weight = new double[EffectPrior.EFFECTS];
        private final double[] utility = new double[EffectPrior.EFFECTS];
        private final double[][] mean = new double[3][EffectPrior.EFFECTS];
        private final double[][] variance = new double[3][EffectPrior.EFFECTS];
        /** Covariance of the utility with what is observed. */
        private final double[][] covariance = new double[3][EffectPrior.EFFECTS];

        // by effect, for observations of one kind and noise
        private final double[] precision = new double[EffectPrior.EFFECTS];
        private final double[] height = new double[EffectPrior.EFFECTS];
        private final double[] slope = new double[EffectPrior.EFFECTS];

        private Moments(CandidateMixture mixture, double penalty) {
            bonus = penalty * TOLERATED;
            var sums = new double[6][EffectPrior.EFFECTS];
            var loss = new double[EffectPrior.EFFECTS];
            double origin = mixture.level[0];
            for (int j = 0; j < mixture.size(); j++) {
                int effect = mixture.effect[j];
                double share = mixture.weight[j];
                double level = mixture.level[j] - origin;
                double cost = mixture.cost[j] - origin;
                sums[0][effect] += share;
                sums[1][effect] += share * level;
                sums[2][effect] += share * cost;
                sums[3][effect] += share * (mixture.levelVariance[j] + level * level);
                sums[4][effect] += share * (mixture.costVariance[j] + cost * cost);
                sums[5][effect] += share * (mixture.covariance[j] + level * cost);
                loss[effect] = mixture.improves(j) ? 0 : penalty;
            }
            double now = bonus;
            for (int effect = 0; effect < EffectPrior.EFFECTS; effect++) {
                double share = sums[0][effect];
                if (share > 0) now += sums[1][effect] - sums[2][effect] - share * loss[effect];
                if (share > FOLLOWED) add(effect, sums, loss[effect]);
            }
            utilityNow = Math.max(0, now);
        }

        private void add(int effect, double[][] sums, double loss) {
            double share = sums[0][effect];
            double level = sums[1][effect] / share;
            double cost = sums[2][effect] / share;
            double levelVariance = Math.max(LEAST_VARIANCE, sums[3][effect] / share - level * level);
            double costVariance = Math.max(LEAST_VARIANCE, sums[4][effect] / share - cost * cost);
            double both = sums[5][effect] / share - level * cost;
            weight[size] = share;
            utility[size] = level - cost - loss;
            set(CANDIDATE, cost, costVariance, both - costVariance);
            set(HEAD, level, levelVariance, levelVariance - both);
            double gainVariance = Math.max(LEAST_VARIANCE, levelVariance + costVariance - 2 * both);
            set(PAIR, level - cost, gainVariance, gainVariance);
            size++;
        }

        private void set(int kind, double itsMean, double itsVariance, double itsCovariance) {
            mean[kind][size] = itsMean;
            variance[kind][size] = itsVariance;
            covariance[kind][size] = itsCovariance;
        }

        /** By how much the utility rises in expectation after an observation with this variance of noise. */
        private double rise(int kind, double noise) {
            for (int k = 0; k < size; k++) {
                precision[k] = 1 / (variance[kind][k] + noise);
                height[k] = weight[k] * Math.sqrt(precision[k]);
                slope[k] = covariance[kind][k] * precision[k];
            }
            double expected = 0;
            for (int k = 0; k < size; k++) {
                double deviation = Math.sqrt(variance[kind][k] + noise);
                for (int node = 0; node < NODES.length; node++) {
                    double after = utilityAfter(mean[kind], mean[kind][k] + NODES[node] * deviation);
                    expected += weight[k] * NODE_WEIGHTS[node] * Math.max(0, after);
                }
            }
            return expected - utilityNow;
        }

        private double utilityAfter(double[] means, double observed) {
            double total = 0;
            double sum = 0;
            for (int k = 0; k < size; k++) {
                double apart = observed - means[k];
                double exponent = 0.5 * apart * apart * precision[k];
                if (exponent < FAR) {
                    double likelihood = height[k] * Math.exp(-exponent);
                    total += likelihood;
                    sum += likelihood * (utility[k] + slope[k] * apart);
                }
            }
            return sum / total + bonus;
        }
    }
}
