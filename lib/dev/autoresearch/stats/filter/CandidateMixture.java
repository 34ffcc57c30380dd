package dev.autoresearch.stats.filter;

/**
 * HEAD's level and the open candidate's cost under one noise and one drift: a mixture of bivariate normal distributions, one
 * for each component of the level and each effect of {@link EffectPrior}. A run of one side teaches about both, by their
 * covariance.
 */
final class CandidateMixture {
    private static final double LEAST_VARIANCE = 1e-18;

    private final LevelMixture base;
    private int size;
    double[] weight;
    /** Which of the base's components it comes from. */
    int[] parent;
    /** Which effect it assumes. */
    int[] effect;
    /** Mean of HEAD's level. */
    double[] level;
    /** Mean of the candidate's cost. */
    double[] cost;

    double[] levelVariance;
    double[] costVariance;
    double[] covariance;

    private CandidateMixture(LevelMixture base, int size) {
        this.base = base;
        this.size = size;
        weight = new double[size];
        parent = new int[size];
        effect = new int[size];
        level = new double[size];
        cost = new double[size];
        levelVariance = new double[size];
        costVariance = new double[size];
        covariance = new double[size];
    }

    /** A new candidate, before any of its runs. */
    static CandidateMixture of(LevelMixture base, double[] effects) {
        var mixture = new CandidateMixture(base, base.size() * effects.length);
        for (int j = 0; j < mixture.size; j++) {
            int i = j / effects.length;
            int effect = j % effects.length;
            mixture.weight[j] = base.weight[i] * effects[effect];
            mixture.parent[j] = i;
            mixture.effect[j] = effect;
            mixture.level[j] = base.mean[i];
            mixture.cost[j] = base.mean[i] - EffectPrior.gain(effect);
            mixture.levelVariance[j] = base.variance[i];
            mixture.costVariance[j] = base.variance[i] + EffectPrior.variance(effect);
            mixture.covariance[j] = base.variance[i];
        }
        return mixture;
    }

    /** The same on a copy of the base. */
    CandidateMixture copy(LevelMixture copyOfBase) {
        var copy = new CandidateMixture(copyOfBase, size);
        for (int j = 0; j < size; j++) copy.move(this, j, j);
        return copy;
    }

    int size() {
        return size;
    }

    LevelMixture base() {
        return base;
    }

    /** Whether what component j assumes is an improvement. */
    boolean improves(int j) {
        return EffectPrior.improves(effect[j], base.noise);
    }

    /** The probability that the candidate's gain is at most this. */
    double gainAtMost(double gain) {
        double sum = 0;
        for (int j = 0; j < size; j++) {
            double variance = levelVariance[j] + costVariance[j] - 2 * covariance[j];
            double apart = gain - (level[j] - cost[j]);
            // an effect of exactly nothing has no variance
            if (variance < LEAST_VARIANCE) sum += apart >= 0 ? weight[j] : 0;
            else sum += weight[j] * normalBelow(apart / Math.sqrt(variance));
        }
        return sum;
    }

    /** Lets time pass, in run-lengths. */
    void elapse(double runLengths) {
        double growth = base.drift(runLengths);
        if (growth == 0) return;
        for (int j = 0; j < size; j++) {
            levelVariance[j] += growth;
            costVariance[j] += growth;
            covariance[j] += growth;
        }
    }

    /** Takes one run, of the candidate or of HEAD, and drops what it leaves without weight. */
    void observe(double value, boolean ofCandidate, OutlierShares.Step step) {
        var seen = ofCandidate ? cost : level;
        var seenVariance = ofCandidate ? costVariance : levelVariance;
        for (int j = 0; j < size; j++) {
            step.explain(value - seen[j], seenVariance[j]);
            weight[j] = step.count(weight[j]);
            double toCost = ofCandidate ? costVariance[j] : covariance[j];
            double toLevel = ofCandidate ? covariance[j] : levelVariance[j];
            cost[j] += toCost * step.gain;
            level[j] += toLevel * step.gain;
            costVariance[j] += step.spread * toCost * toCost;
            levelVariance[j] += step.spread * toLevel * toLevel;
            covariance[j] += step.spread * toCost * toLevel;
        }
        base.logWeight += Math.log(step.evidence());
        drop(LevelMixture.NEGLIGIBLE * step.evidence());
    }

    private void drop(double least) {
        int kept = 0;
        double total = 0;
        for (int j = 0; j < size; j++)
            if (weight[j] > least) {
                if (kept < j) move(this, j, kept);
                total += weight[kept++];
            }
        size = kept;
        for (int j = 0; j < size; j++) weight[j] /= total;
    }

    private void move(CandidateMixture from, int j, int to) {
        weight[to] = from.weight[j];
        parent[to] = from.parent[j];
        effect[to] = from.effect[j];
        level[to] = from.level[j];
        cost[to] = from.cost[j];
        levelVariance[to] = from.levelVariance[j];
        costVariance[to] = from.costVariance[j];
        covariance[to] = from.covariance[j];
    }

    /** Distribution function of the standard normal distribution, to 7.5e-8 (Abramowitz and Stegun 1964, 26.2.17). */
    private static double normalBelow(double x) {
        double t = 1 / (1 + 0.2316419 * Math.abs(x));
        double series =
                t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        double tail = series * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
        return x < 0 ? tail : 1 - tail;
    }
}
