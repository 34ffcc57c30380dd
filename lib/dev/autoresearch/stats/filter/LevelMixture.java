package dev.autoresearch.stats.filter;

import java.util.Arrays;

/**
 * HEAD's level under one noise and one drift, a member of {@link LevelFilter}'s bank: a mixture of normal distributions.
 * Each component also has its own idea of what every pending keep gained. The level makes a random walk (the local-level
 * model of West and Harrison 1997, ch. 2); keeps that may or may not have gained are what makes it a mixture, whose size is
 * bounded by merging components that nearly agree (ch. 12.4).
 */
final class LevelMixture {
    private static final int MOST_COMPONENTS = 80;
    /** Components of less than this share of the heaviest one's weight are removed. */
    static final double NEGLIGIBLE = 1e-5;
    /** Components whose means are nearer than half a standard deviation are merged; squared. */
    private static final double NEAR = 0.25;

    private static final double LEAST_VARIANCE = 1e-16;
    /** Below this, what a keep gained counts as nothing at all. */
    private static final double NOTHING = 1e-11;
    /** Marks a keep that gained nothing as no improvement. */
    private static final double NO_GAIN = -1e-12;
    /** Relative standard deviation of what a keep gained as against what it is thought to have gained; squared. */
    private static final double GAIN_VARIANCE = 0.2 * 0.2;
    /** The lowest bits of a sort key hold the component's number. */
    private static final long NUMBER = 0xFFF;

    /** Standard deviation of one run in cost. */
    final double noise;
    /** Variance of the level's change in one run-length. */
    private final double drift;
    /** Logarithm of the weight in the bank, not normalised. */
    double logWeight;

    private int size = 1;
    double[] weight;
    double[] mean;
    double[] variance;
    /** What pending keep k gained under component i: {@code gain[k][i]}, positive if it is an improvement. */
    private double[][] gain = {};

    private LevelMixture(double noise, double drift, double logWeight) {
        this.noise = noise;
        this.drift = drift;
        this.logWeight = logWeight;
        weight = new double[] {1};
        mean = new double[1];
        variance = new double[] {noise * noise};
    }

    /**
     * A level known from one run of cost 0.
     *
     * @param noise standard deviation of one run in cost, positive
     * @param driftRatio variance of the level's change in one run-length, as a fraction of that of the noise
     * @param probability weight in the bank, positive
     */
    static LevelMixture of(double noise, double driftRatio, double probability) {
        return new LevelMixture(noise, driftRatio * noise * noise, Math.log(probability));
    }

    LevelMixture copy() {
        var copy = new LevelMixture(noise, drift, logWeight);
        copy.size = size;
        copy.weight = Arrays.copyOf(weight, size);
        copy.mean = Arrays.copyOf(mean, size);
        copy.variance = Arrays.copyOf(variance, size);
        copy.gain = new double[gain.length][];
        for (int k = 0; k < gain.length; k++) copy.gain[k] = Arrays.copyOf(gain[k], size);
        return copy;
    }

    int size() {
        return size;
    }

    /** How much the level's variance grows in so many run-lengths. */
    double drift(double runLengths) {
        return runLengths * drift;
    }

    /** Lets time pass, in run-lengths. */
    void elapse(double runLengths) {
        for (int i = 0; i < size; i++) variance[i] += runLengths * drift;
    }

    /** Begins anew with a level known from one run of this cost, without pending keeps. */
    void restart(double cost) {
        size = 1;
        weight = new double[] {1};
        mean = new double[] {cost};
        variance = new double[] {noise * noise};
        gain = new double[0][];
    }

    /** Takes one run of HEAD; of HEAD without the pending keep of that place if it is not negative. */
    void observe(double cost, int without, OutlierShares.Step step) {
        for (int i = 0; i < size; i++) {
            double back = without < 0 ? 0 : knownGain(without, i);
            step.explain(cost - mean[i] - back, variance[i] + GAIN_VARIANCE * back * back);
            weight[i] = step.count(weight[i]);
            mean[i] += variance[i] * step.gain;
            variance[i] = Math.max(LEAST_VARIANCE, variance[i] + variance[i] * variance[i] * step.spread);
        }
        scale(step.evidence());
        logWeight += Math.log(step.evidence());
    }

    /** The probability that the pending keep of that place is no improvement. */
    double noImprovement(int keep) {
        double sum = 0;
        for (int i = 0; i < size; i++) if (gain[keep][i] <= 0) sum += weight[i];
        return sum;
    }

    /** What the pending keep of that place is expected to have gained. */
    double expectedGain(int keep) {
        double sum = 0;
        for (int i = 0; i < size; i++) sum += weight[i] * knownGain(keep, i);
        return sum;
    }

    /** The expected level. */
    double expected() {
        double sum = 0;
        for (int i = 0; i < size; i++) sum += weight[i] * mean[i];
        return sum;
    }

    /** Goes on with the candidate as HEAD, as the last pending keep. */
    void keep(CandidateMixture candidate) {
        int count = candidate.size();
        var next = new double[gain.length + 1][count];
        for (int k = 0; k < gain.length; k++) for (int j = 0; j < count; j++) next[k][j] = gain[k][candidate.parent[j]];
        for (int j = 0; j < count; j++) {
            double gained = candidate.level[j] - candidate.cost[j];
            boolean improves = EffectPrior.improves(candidate.effect[j], noise);
            next[gain.length][j] = improves ? gained : Math.min(0, gained) + NO_GAIN;
        }
        reduce(count, candidate.weight, candidate.cost, candidate.costVariance, next);
    }

    /** Goes on with HEAD as it was, and what the candidate's runs taught about its level. */
    void discard(CandidateMixture candidate) {
        var sum = new double[size];
        var shift = new double[size];
        var square = new double[size];
        for (int j = 0; j < candidate.size(); j++) {
            int i = candidate.parent[j];
            double moved = candidate.level[j] - mean[i];
            sum[i] += candidate.weight[j];
            shift[i] += candidate.weight[j] * moved;
            square[i] += candidate.weight[j] * (candidate.levelVariance[j] + moved * moved);
        }
        for (int i = 0; i < size; i++)
            if (sum[i] > 0) {
                double moved = shift[i] / sum[i];
                mean[i] += moved;
                variance[i] = Math.max(LEAST_VARIANCE, square[i] / sum[i] - moved * moved);
            }
        reduce(size, sum, mean, variance, gain);
    }

    /** Forgets the pending keep of that place; if it is revoked, HEAD is from now on without it. */
    void forget(int keep, boolean revoked) {
        if (revoked) for (int i = 0; i < size; i++) mean[i] += knownGain(keep, i);
        var next = new double[gain.length - 1][];
        for (int k = 0; k < next.length; k++) next[k] = gain[k < keep ? k : k + 1];
        reduce(size, weight, mean, variance, next);
    }

    private double knownGain(int keep, int i) {
        return Math.abs(gain[keep][i]) > NOTHING ? gain[keep][i] : 0;
    }

    private void scale(double total) {
        for (int i = 0; i < size; i++) weight[i] /= total;
    }

    /**
     * Takes these components in place of the present ones, heaviest first: negligible ones are left out, and those merged
     * that nearly agree on the level and agree on which keeps are improvements.
     */
    private void reduce(int count, double[] weights, double[] means, double[] variances, double[][] gains) {
        int most = Math.min(count, MOST_COMPONENTS);
        var signs = new long[most];
        weight = new double[most];
        mean = new double[most];
        variance = new double[most];
        gain = new double[gains.length][most];
        size = 0;
        double least = -1;
        for (long key : heaviestFirst(count, weights)) {
            int from = (int) (key & NUMBER);
            if (least < 0) least = NEGLIGIBLE * weights[from];
            if (weights[from] < least) break;
            long sign = signs(from, gains);
            int to = 0;
            while (to < size && !(signs[to] == sign && isNear(to, means[from], variances[from]))) to++;
            if (to == size && size < most) {
                signs[size] = sign;
                append(from, weights[from], means[from], variances[from], gains);
            } else if (to < size) merge(to, from, weights[from], means[from], variances[from], gains);
        }
        double total = 0;
        for (int i = 0; i < size; i++) total += weight[i];
        scale(total);
    }

    /** Numbers of the components in the lowest bits of keys that sort by falling weight. */
    private static long[] heaviestFirst(int count, double[] weights) {
        var keys = new long[count];
        // the bits of positive numbers sort as these do; those that the number takes are beyond any meaning
        for (int i = 0; i < count; i++) keys[i] = (~Double.doubleToLongBits(weights[i]) & ~NUMBER) | i;
        Arrays.sort(keys);
        return keys;
    }

    private static long signs(int component, double[][] gains) {
        long signs = 0;
        for (double[] gain : gains) signs = (signs << 1) | (gain[component] > 0 ? 1 : 0);
        return signs;
    }

    private boolean isNear(int to, double otherMean, double otherVariance) {
        double apart = otherMean - mean[to];
        return apart * apart < NEAR * Math.min(variance[to], otherVariance);
    }

    private void append(int from, double itsWeight, double itsMean, double itsVariance, double[][] gains) {
        weight[size] = itsWeight;
        mean[size] = itsMean;
        variance[size] = itsVariance;
        for (int k = 0; k < gains.length; k++) gain[k][size] = gains[k][from];
        size++;
    }

    private void merge(int to, int from, double itsWeight, double itsMean, double itsVariance, double[][] gains) {
        double sum = weight[to] + itsWeight;
        double share = itsWeight / sum;
        double merged = mean[to] + share * (itsMean - mean[to]);
        double was = mean[to] - merged;
        double other = itsMean - merged;
        variance[to] = (1 - share) * (variance[to] + was * was) + share * (itsVariance + other * other);
        for (int k = 0; k < gains.length; k++) gain[k][to] += share * (gains[k][from] - gain[k][to]);
        mean[to] = merged;
        weight[to] = sum;
    }
}
