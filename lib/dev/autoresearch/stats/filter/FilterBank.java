package dev.autoresearch.stats.filter;

import java.util.ArrayList;
import java.util.Arrays;

/**
 * One filter for each noise and drift that a machine may have, weighted by how well they predicted: multi-process models of
 * the first class (West and Harrison 1997, ch. 12.2). Filters that predicted hopelessly are given up for good. While a
 * candidate is open, each of them follows HEAD and the candidate.
 *
 * <p>Costs are finite and relative to some origin near HEAD's level.
 */
final class FilterBank {
    private static final double LEAST_NOISE = 0.0004;
    private static final double GREATEST_NOISE = 0.25;
    private static final double NOISE_RATIO = 1.3;
    /** Variance of the level's change in a run-length, as a fraction of the noise variance. */
    private static final double[] DRIFTS = {0, .003, .01, .03, .1, .3, 1, 3};

    private static final double PROBABILITY_OF_NO_DRIFT = 0.3;

    /** During the first runs a filter is given up if its weight falls below e to the minus this of the best, … */
    private static final double EARLY_CUT = 40;
    /** … and below this afterwards. */
    private static final double CUT = 9;

    private static final int EARLY_RUNS = 15;
    /** Steps in which a quantile of the gain is bracketed and then bisected. */
    private static final int BISECTIONS = 60;

    private final OutlierShares shares;
    private final ClockResolution clock;
    private LevelMixture[] members;
    private double[] weights;
    /** One for each member while a candidate is open, else none. */
    private CandidateMixture[] candidates = {};

    private final double[] posterior = new double[EffectPrior.EFFECTS];
    private double noImprovement;
    private double expectedGain;
    private double missedGain;

    private FilterBank(OutlierShares shares, ClockResolution clock, LevelMixture[] members, double[] weights) {
        this.shares = shares;
        this.clock = clock;
        this.members = members;
        this.weights = weights;
    }

    /** After one run of HEAD of cost 0. */
    static FilterBank initial() {
        var members = new ArrayList<LevelMixture>();
        for (double noise = LEAST_NOISE; noise < GREATEST_NOISE; noise *= NOISE_RATIO)
            for (double drift : DRIFTS) {
                double probability =
                        drift == 0 ? PROBABILITY_OF_NO_DRIFT : (1 - PROBABILITY_OF_NO_DRIFT) / (DRIFTS.length - 1);
                members.add(LevelMixture.of(noise, drift, probability));
            }
        var weights = new double[members.size()];
        Arrays.fill(weights, 1.0 / weights.length);
        return new FilterBank(
                new OutlierShares(), new ClockResolution(), members.toArray(new LevelMixture[0]), weights);
    }

    FilterBank copy() {
        var copies = new LevelMixture[members.length];
        for (int i = 0; i < copies.length; i++) copies[i] = members[i].copy();
        var copy = new FilterBank(shares.copy(), clock.copy(), copies, weights.clone());
        copy.candidates = new CandidateMixture[candidates.length];
        for (int i = 0; i < candidates.length; i++) copy.candidates[i] = candidates[i].copy(copies[i]);
        System.arraycopy(posterior, 0, copy.posterior, 0, posterior.length);
        copy.noImprovement = noImprovement;
        copy.expectedGain = expectedGain;
        copy.missedGain = missedGain;
        return copy;
    }

    /** Lets time pass in which nothing ran, in run-lengths. */
    void elapse(double runLengths) {
        shares.elapse(runLengths);
        drift(runLengths);
    }

    private void drift(double runLengths) {
        for (var candidate : candidates) candidate.elapse(runLengths);
        if (!isOpen()) for (var member : members) member.elapse(runLengths);
    }

    /** Takes one run of HEAD while none is open; of HEAD without the pending keep of that place if it is not negative. */
    void observeHead(double cost, double varianceFactor, int without) {
        beginRun(cost);
        for (int i = 0; i < members.length; i++) {
            var step = step(i, varianceFactor);
            members[i].observe(cost, without, step);
            shares.add(weights[i], step);
        }
        endRun();
    }

    /** Takes one run of the open candidate, or of HEAD beside it. */
    void observeBeside(boolean ofCandidate, double cost, double varianceFactor) {
        beginRun(cost);
        for (int i = 0; i < members.length; i++) {
            var step = step(i, varianceFactor);
            candidates[i].observe(cost, ofCandidate, step);
            shares.add(weights[i], step);
        }
        endRun();
        summarise();
    }

    private OutlierShares.Step step(int member, double varianceFactor) {
        return shares.step(members[member].noise * members[member].noise * varianceFactor);
    }

    private void beginRun(double cost) {
        clock.add(cost);
        drift(1);
        shares.begin();
    }

    private void endRun() {
        shares.end();
        double finest = clock.leastNoise();
        // a clock coarser than any noise on the grid tells nothing
        double best = keepMembers(Arrays.stream(members).anyMatch(member -> member.noise >= finest) ? finest : 0);
        double total = 0;
        weights = new double[members.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.exp(members[i].logWeight - best);
            total += weights[i];
        }
        for (int i = 0; i < weights.length; i++) weights[i] /= total;
    }

    /** Gives up the others; the logarithm of the best one's weight. */
    private double keepMembers(double leastNoise) {
        double best = Double.NEGATIVE_INFINITY;
        for (var member : members) if (member.noise >= leastNoise) best = Math.max(best, member.logWeight);
        double least = best - (clock.values() < EARLY_RUNS ? EARLY_CUT : CUT);
        int kept = 0;
        for (int i = 0; i < members.length; i++)
            if (members[i].noise >= leastNoise && members[i].logWeight >= least) {
                if (isOpen()) candidates[kept] = candidates[i];
                members[kept++] = members[i];
            }
        members = Arrays.copyOf(members, kept);
        if (isOpen()) candidates = Arrays.copyOf(candidates, kept);
        return best;
    }

    boolean isOpen() {
        return candidates.length > 0;
    }

    /** Opens a candidate with these probabilities of its effects. */
    void open(double[] effects) {
        candidates = new CandidateMixture[members.length];
        for (int i = 0; i < members.length; i++) candidates[i] = CandidateMixture.of(members[i], effects);
        summarise();
    }

    private void summarise() {
        Arrays.fill(posterior, 0);
        noImprovement = 0;
        expectedGain = 0;
        missedGain = 0;
        for (int i = 0; i < candidates.length; i++) {
            var candidate = candidates[i];
            for (int j = 0; j < candidate.size(); j++) {
                double weight = weights[i] * candidate.weight[j];
                posterior[candidate.effect[j]] += weight;
                double gain = candidate.level[j] - candidate.cost[j];
                expectedGain += weight * gain;
                if (candidate.improves(j)) missedGain += weight * gain;
                else noImprovement += weight;
            }
        }
        noImprovement = Math.min(1, noImprovement);
    }

    /** What throwing away the candidate that is open, or was, loses on average: its gain, times the probability of one. */
    double missedGain() {
        return missedGain;
    }

    /** The probability of each effect of the candidate that is open, or was. */
    double[] posterior() {
        return posterior;
    }

    /** The probability that the candidate that is open, or was, is no improvement. */
    double noImprovement() {
        return noImprovement;
    }

    /** The expected gain of the candidate that is open, or was. */
    double expectedGain() {
        return expectedGain;
    }

    /** The gain that the open candidate's is below with this probability. */
    double quantile(double probability) {
        double reach = 1;
        for (int i = 0; i < BISECTIONS && (gainAtMost(-reach) >= probability || gainAtMost(reach) < probability); i++)
            reach *= 2;
        double low = -reach;
        double high = reach;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (gainAtMost(middle) >= probability) high = middle;
            else low = middle;
        }
        return high;
    }

    /** The probability that the open candidate's gain is at most this. */
    double gainAtMost(double gain) {
        double sum = 0;
        for (int i = 0; i < candidates.length; i++) sum += weights[i] * candidates[i].gainAtMost(gain);
        return sum;
    }

    /** What the open candidate's further runs are worth, according to the likeliest filter. */
    ValueOfInformation information(double penalty, boolean lessOfHead) {
        double noise = noise();
        return ValueOfInformation.of(
                candidates[likeliest()], noise * noise * shares.varianceFactor(), penalty, lessOfHead);
    }

    /** Closes the open candidate; it is HEAD from now on, and the last pending keep. */
    void keep() {
        for (int i = 0; i < members.length; i++) members[i].keep(candidates[i]);
        candidates = new CandidateMixture[0];
    }

    /** Closes the open candidate; HEAD is as it was. */
    void discard() {
        for (int i = 0; i < members.length; i++) members[i].discard(candidates[i]);
        candidates = new CandidateMixture[0];
    }

    /** What is thought now of the pending keep of that place, which has this number. */
    ProvisionalKeep pending(int place, int id) {
        double risk = 0;
        double gain = 0;
        for (int i = 0; i < members.length; i++) {
            risk += weights[i] * members[i].noImprovement(place);
            gain += weights[i] * members[i].expectedGain(place);
        }
        return new ProvisionalKeep(id, Math.min(1, risk), gain);
    }

    /** Follows the pending keep of that place no longer; if it is revoked, HEAD is from now on without it. */
    void forget(int place, boolean revoked) {
        for (var member : members) member.forget(place, revoked);
    }

    /** Begins HEAD anew with a level known from one run of this cost, without pending keeps. */
    void restart(double cost) {
        for (var member : members) member.restart(cost);
    }

    /** HEAD's expected cost, as it was before a candidate was opened. */
    double level() {
        double sum = 0;
        for (int i = 0; i < members.length; i++) sum += weights[i] * members[i].expected();
        return sum;
    }

    /** Standard deviation of one run, that of the likeliest filter. */
    double noise() {
        return members[likeliest()].noise;
    }

    private int likeliest() {
        int likeliest = 0;
        for (int i = 1; i < weights.length; i++) if (weights[i] > weights[likeliest]) likeliest = i;
        return likeliest;
    }

    /** How many filters are left. */
    int size() {
        return members.length;
    }

    /** The shares of runs in a burst, of slow and of fast outliers. */
    double[] outlierShares() {
        return shares.shares();
    }

    /**
     * The least noise that a clock can have whose ticks are seen: where more than a fifth of the values repeat an earlier one,
     * half of the smallest gap between different ones.
     */
    private static final class ClockResolution {
        private static final double SAME = 1e-12;
        private static final int COARSE = 5;

        /** Different values, sorted; the first one, which all are relative to, is there from the beginning. */
        private double[] different = {0};

        private double gap = Double.POSITIVE_INFINITY;
        private int values;
        private int repeated;

        ClockResolution copy() {
            var copy = new ClockResolution();
            copy.different = different;
            copy.gap = gap;
            copy.values = values;
            copy.repeated = repeated;
            return copy;
        }

        void add(double value) {
            values++;
            int found = Arrays.binarySearch(different, value);
            int at = found < 0 ? -found - 1 : found;
            double below = at > 0 ? value - different[at - 1] : Double.POSITIVE_INFINITY;
            double above = at < different.length ? different[at] - value : Double.POSITIVE_INFINITY;
            if (Math.min(below, above) < SAME) {
                repeated++;
            } else {
                gap = Math.min(gap, Math.min(below, above));
                var more = Arrays.copyOf(different, different.length + 1);
                System.arraycopy(different, at, more, at + 1, different.length - at);
                more[at] = value;
                different = more;
            }
        }

        int values() {
            return values;
        }

        /** 0 if the clock is fine enough, or no gap in sight. */
        double leastNoise() {
            return repeated * COARSE > values && gap < 1 ? gap / 2 : 0;
        }
    }
}
