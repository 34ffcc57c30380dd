package dev.autoresearch.stats.filter;

/**
 * What one run's noise is made of. Most runs are calm, normal about the level. Some are in a burst, normal and five times
 * as wide; a burst lasts, so that the last run tells of the next. Few are outliers, half-Cauchy: slow ones at times, fast
 * ones hardly ever. The shares are learned, and held in common by all members of the bank.
 *
 * <p>An observation is explained by each component in proportion to its likelihood, and the Kalman step (Kalman 1960; West
 * and Harrison, "Bayesian Forecasting and Dynamic Models", 1997, ch. 12: multi-process models) follows the normal ones
 * only. The mixture of steps is replaced by the normal distribution of the same mean and variance.
 */
final class OutlierShares {
    /** How many times wider than a calm run's the noise in a burst is. */
    private static final double BURST_VARIANCE = 5 * 5;
    /** What is left of the last run's state, calm or burst, after one run-length: it is forgotten in about six. */
    private static final double BURST_MEMORY = 0.85;
    /** Scale of the outliers in cost: the median one is 15 % slower. */
    private static final double OUTLIER_SCALE = 0.15;

    private static final double INITIAL_BURST = 0.05;
    private static final double INITIAL_SLOW = 0.04;
    private static final double INITIAL_FAST = 0.002;
    /** How much evidence the initial shares are worth, in runs. */
    private static final double STRENGTH = 40;
    /** Keeps a likelihood positive however far off a value is. */
    private static final double LEAST = 1e-300;

    private double bursts;
    private double slows;
    private double fasts;
    private double runs;
    /** Probability that the last run was in a burst. */
    private double burstNow = INITIAL_BURST;

    // of the run that is looked at
    private double slow;
    private double fast;
    private double burst;
    private double explained;
    private double explainedByBurst;
    private double explainedBySlow;
    private double explainedByFast;

    OutlierShares copy() {
        var copy = new OutlierShares();
        copy.bursts = bursts;
        copy.slows = slows;
        copy.fasts = fasts;
        copy.runs = runs;
        copy.burstNow = burstNow;
        return copy;
    }

    /** Lets time pass without a run, in run-lengths. */
    void elapse(double runLengths) {
        burstNow = burstShare() + (burstNow - burstShare()) * Math.pow(BURST_MEMORY, runLengths);
    }

    /** Begins the next run. */
    void begin() {
        slow = share(slows, INITIAL_SLOW);
        fast = share(fasts, INITIAL_FAST);
        burst = burstChance() * (1 - slow - fast);
        explained = 0;
        explainedByBurst = 0;
        explainedBySlow = 0;
        explainedByFast = 0;
    }

    /** Takes how a member of the bank explained this run, as likelihoods, and the weight of that member. */
    void add(double weight, Step step) {
        explained += weight * step.total;
        explainedByBurst += weight * step.burst;
        explainedBySlow += weight * step.slow;
        explainedByFast += weight * step.fast;
    }

    /** Ends this run and learns from it. */
    void end() {
        double total = Math.max(explained, LEAST);
        bursts += explainedByBurst / total;
        slows += explainedBySlow / total;
        fasts += explainedByFast / total;
        runs++;
        burstNow = explainedByBurst / total;
    }

    /** What the noise variance of the next runs is to be multiplied by, given that some may be in a burst; at least 1. */
    double varianceFactor() {
        double chance = burstChance();
        return 1 / (1 - chance + chance / BURST_VARIANCE);
    }

    /** Long-run shares of bursts, of slow and of fast outliers. */
    double[] shares() {
        return new double[] {burstShare(), share(slows, INITIAL_SLOW), share(fasts, INITIAL_FAST)};
    }

    private double burstShare() {
        return share(bursts, INITIAL_BURST);
    }

    private double share(double count, double initial) {
        return (STRENGTH * initial + count) / (STRENGTH + runs);
    }

    /** The probability that the next run is in a burst. */
    private double burstChance() {
        return burstShare() + (burstNow - burstShare()) * BURST_MEMORY;
    }

    /** The step for members of this noise variance. */
    Step step(double noiseVariance) {
        return new Step(noiseVariance, 1 - burst - slow - fast, burst, slow, fast);
    }

    /**
     * How the run that is looked at moves one normal distribution after another. For a distribution whose covariance with
     * the value's mean is g, the mean moves by {@code g * gain} and the variance by {@code g² * spread}.
     */
    static final class Step {
        private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

        private final double noiseVariance;
        private final double calmShare;
        private final double burstShare;
        private final double slowDensity;
        private final double fastDensity;

        /** Likelihood of the value. */
        double likelihood;
        /** What a covariance is multiplied by for the change of a mean. */
        double gain;
        /** What a product of two covariances is multiplied by for the change of a covariance. */
        double spread;

        private double normal;
        private double outlier;
        private double residual;
        private double total;
        private double burst;
        private double slow;
        private double fast;

        private Step(double noiseVariance, double calmShare, double burstShare, double slowShare, double fastShare) {
            this.noiseVariance = noiseVariance;
            this.calmShare = calmShare / ROOT_TWO_PI;
            this.burstShare = burstShare / ROOT_TWO_PI;
            this.slowDensity = slowShare * 2 / (Math.PI * OUTLIER_SCALE);
            this.fastDensity = fastShare * 2 / (Math.PI * OUTLIER_SCALE);
        }

        /** Sets the public fields for a value that is {@code residual} above a mean of this variance. */
        void explain(double residual, double variance) {
            double calmPrecision = 1 / (variance + noiseVariance);
            double burstPrecision = 1 / (variance + noiseVariance * BURST_VARIANCE);
            double half = -0.5 * residual * residual;
            double asCalm = calmShare * Math.sqrt(calmPrecision) * Math.exp(half * calmPrecision);
            double asBurst = burstShare * Math.sqrt(burstPrecision) * Math.exp(half * burstPrecision);
            double scaled = residual / OUTLIER_SCALE;
            this.residual = residual;
            outlier = (residual > 0 ? slowDensity : fastDensity) / (1 + scaled * scaled);
            normal = asBurst;
            likelihood = asCalm + asBurst + outlier + LEAST;
            double calm = asCalm / likelihood * calmPrecision;
            double wide = asBurst / likelihood * burstPrecision;
            gain = (calm + wide) * residual;
            double deviation = calm * calmPrecision + wide * burstPrecision - (calm + wide) * (calm + wide);
            spread = deviation * residual * residual - (calm + wide);
        }

        /** Counts the value just explained, by a distribution of this weight; gives its weight from now on. */
        double count(double weight) {
            double updated = weight * likelihood;
            total += updated;
            burst += weight * normal;
            if (residual > 0) slow += weight * outlier;
            else fast += weight * outlier;
            return updated;
        }

        /** Likelihood of the value under all distributions counted, positive. */
        double evidence() {
            return Math.max(total, LEAST);
        }
    }
}
