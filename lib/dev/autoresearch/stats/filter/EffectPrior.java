package dev.autoresearch.stats.filter;

/**
 * What ideas do here, as far as is known: a distribution over a grid of effects on the cost, learned from candidate to
 * candidate. It has one effect of exactly nothing, gains and harms; a gain or harm is a normal distribution about its grid
 * point. The weights have a Dirichlet distribution, to which each finished candidate adds its posterior. This is the
 * two-groups model with more than two groups (Efron, "Microarrays, Empirical Bayes and the Two-Groups Model", 2008).
 */
final class EffectPrior {
    private static final int GAINS = 14;
    private static final int HARMS = 8;
    /** Gains beyond a third of the cost, up to a thousandth of it, which are rare enough not to be mistaken for outliers. */
    private static final int GREAT_GAINS = 7;
    /** Harms beyond a third of the cost. */
    private static final int GREAT_HARMS = 5;
    /** The effects on the grid: 0 is none, then gains, then harms, each from small to great. */
    static final int EFFECTS = 1 + GAINS + GREAT_GAINS + HARMS + GREAT_HARMS;

    private static final int FIRST_HARM = 1 + GAINS + GREAT_GAINS;
    /** How much evidence the initial weights are worth, in candidates. */
    private static final double STRENGTH = 20;
    /** The share of ideas that gain, initially; as many harm, the rest changes nothing. */
    static final double GAIN_SHARE = 0.15;
    /** The share of each great gain, initially, … */
    private static final double GREAT_GAIN_SHARE = 0.0003;
    /** … and of each great harm. */
    private static final double GREAT_HARM_SHARE = 0.002;

    /** The smallest effect, in cost: 0.07 %. */
    private static final double SMALLEST = 0.0007;
    /** A true gain below so many standard deviations of one run does not count as an improvement. */
    private static final double NEGLIGIBLE = 0.3;

    private static final double[] GAIN = new double[EFFECTS];
    private static final double[] VARIANCE = new double[EFFECTS];

    static {
        for (int i = 1; i < FIRST_HARM; i++) set(i, SMALLEST * Math.pow(1.6, i - 1), 0.15);
        for (int i = FIRST_HARM; i < EFFECTS; i++) set(i, -SMALLEST * Math.pow(2.2, i - FIRST_HARM), 0.25);
    }

    private final double[] weights;

    private EffectPrior(double[] weights) {
        this.weights = weights;
    }

    /** Before any candidate. */
    static EffectPrior initial() {
        var weights = new double[EFFECTS];
        for (int i = 0; i < EFFECTS; i++) weights[i] = STRENGTH * initialShare(i);
        return new EffectPrior(weights);
    }

    private static double initialShare(int effect) {
        if (effect == 0) return 1 - 2 * GAIN_SHARE;
        if (effect < FIRST_HARM) return effect <= GAINS ? GAIN_SHARE / GAINS : GREAT_GAIN_SHARE;
        return effect < FIRST_HARM + HARMS ? GAIN_SHARE / HARMS : GREAT_HARM_SHARE;
    }

    EffectPrior copy() {
        return new EffectPrior(weights.clone());
    }

    /** The mean gain in cost of an effect; harms are negative. */
    static double gain(int effect) {
        return GAIN[effect];
    }

    /** The variance of an effect about its mean. */
    static double variance(int effect) {
        return VARIANCE[effect];
    }

    /** Whether an effect is an improvement where one run has this standard deviation. */
    static boolean improves(int effect, double noise) {
        return GAIN[effect] > 0 && GAIN[effect] >= NEGLIGIBLE * noise;
    }

    /** The probability of each effect, of sum 1. */
    double[] probabilities() {
        double total = 0;
        for (double weight : weights) total += weight;
        var probabilities = new double[EFFECTS];
        for (int i = 0; i < EFFECTS; i++) probabilities[i] = weights[i] / total;
        return probabilities;
    }

    /** The mean gain in cost of those ideas that gain, great gains left out: one of them would outweigh all others. */
    double meanGain() {
        double sum = 0;
        double total = 0;
        for (int i = 1; i <= GAINS; i++) {
            sum += weights[i] * GAIN[i];
            total += weights[i];
        }
        return sum / total;
    }

    /** Takes the posterior of a finished candidate's effect, a probability for each. */
    void learn(double[] posterior) {
        for (int i = 0; i < EFFECTS; i++) weights[i] += posterior[i];
    }

    private static void set(int effect, double gain, double relativeSpread) {
        double spread = relativeSpread * gain;
        GAIN[effect] = gain;
        VARIANCE[effect] = spread * spread;
    }
}
