package dev.autoresearch.stats;

import dev.autoresearch.model.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What all runs so far say about HEAD's cost, about the open candidate and about keeps that are not certain yet. It is a bank
 * of Kalman filters, one for each noise and drift that a machine may have, weighted by how well they predicted (multi-process
 * models: West and Harrison, "Bayesian Forecasting and Dynamic Models", 1997, ch. 12; Kalman 1960). Since most candidates
 * change nothing, their runs teach it the noise and the drift as well: it needs no calibration.
 *
 * <p>Costs are those of a {@link CostScale}, smaller is better; gains are costs saved. Time is counted in run-lengths. It
 * draws no random numbers: the same calls give the same state. It changes as it is fed; {@link #copy} is independent of it.
 *
 * <p>What it promises holds as far as its model of the noise does. It proves nothing.
 */
public final class LevelFilter {
    private static final double LEAST_NOISE = 0.0004;
    private static final double GREATEST_NOISE = 0.25;
    private static final double NOISE_RATIO = 1.3;
    /** Variance of the level's change in a run-length, as a fraction of the noise variance. */
    private static final double[] DRIFTS = {0, .003, .01, .03, .1, .3, 1, 3};

    private static final double PROBABILITY_OF_NO_DRIFT = 0.3;

    /** Costs further from the first one than this count as this far. */
    private static final double FARTHEST = 1e9;
    /** During the first runs a filter is given up if its weight falls below e to the minus this of the best, … */
    private static final double EARLY_CUT = 40;
    /** … and below this afterwards. */
    private static final double CUT = 9;

    private static final int EARLY_RUNS = 15;

    /** A candidate that is no improvement with less than this probability needs no further run, … */
    private static final double CERTAIN = 0.002;
    /** … nor with this one a free run. */
    private static final double NEARLY_CERTAIN = 0.003;

    private static final int MOST_LOOKS = 40;
    /** What a free run costs, as a fraction of the price of a run. */
    private static final double FREE = 0.02;

    /** Least probability of an improvement for a provisional keep. */
    private static final double PROVISIONAL = 0.30;
    /** Probability of being no improvement above which a keep is revoked, … */
    private static final double REVOKED = 0.90;
    /** … and below which it is confirmed. */
    private static final double CONFIRMED = 0.004;

    private static final int MOST_PENDING = 6;
    /** The interval leaves out this probability at each end. */
    private static final double TAIL = 0.05;

    private static final int BISECTIONS = 60;

    private final double origin;
    private final EffectPrior prior;
    private final OutlierShares shares;
    private final ClockResolution clock;
    private LevelMixture[] members;
    private double[] weights;
    /** One for each member while a candidate is open, else none. */
    private CandidateMixture[] candidates = {};

    private int[] pending = {};
    private boolean lookedWithout;

    // of the open candidate
    private int candidateLooks;
    private int headLooks;
    private final double[] posterior = new double[EffectPrior.EFFECTS];
    private double noImprovement;
    private double expectedGain;

    private LevelFilter(
            double origin, EffectPrior prior, OutlierShares shares, ClockResolution clock, LevelMixture[] bank) {
        this.origin = origin;
        this.prior = prior;
        this.shares = shares;
        this.clock = clock;
        this.members = bank;
        this.weights = new double[bank.length];
        Arrays.fill(weights, 1.0 / bank.length);
    }

    /** After one run of HEAD of this cost, finite. */
    public static LevelFilter of(double firstCost) {
        var bank = new ArrayList<LevelMixture>();
        for (double noise = LEAST_NOISE; noise < GREATEST_NOISE; noise *= NOISE_RATIO)
            for (double drift : DRIFTS) {
                double probability =
                        drift == 0 ? PROBABILITY_OF_NO_DRIFT : (1 - PROBABILITY_OF_NO_DRIFT) / (DRIFTS.length - 1);
                bank.add(LevelMixture.of(noise, drift, probability));
            }
        return new LevelFilter(
                firstCost,
                EffectPrior.initial(),
                new OutlierShares(),
                new ClockResolution(),
                bank.toArray(new LevelMixture[0]));
    }

    /** A filter in the same state that goes its own way from here. */
    public LevelFilter copy() {
        var bank = new LevelMixture[members.length];
        for (int i = 0; i < bank.length; i++) bank[i] = members[i].copy();
        var copy = new LevelFilter(origin, prior.copy(), shares.copy(), clock.copy(), bank);
        copy.weights = weights.clone();
        if (isOpen()) {
            copy.candidates = new CandidateMixture[bank.length];
            for (int i = 0; i < bank.length; i++) copy.candidates[i] = candidates[i].copy(bank[i]);
        }
        copy.pending = pending.clone();
        copy.lookedWithout = lookedWithout;
        copy.candidateLooks = candidateLooks;
        copy.headLooks = headLooks;
        System.arraycopy(posterior, 0, copy.posterior, 0, posterior.length);
        copy.noImprovement = noImprovement;
        copy.expectedGain = expectedGain;
        return copy;
    }

    /** Lets time pass in which nothing ran, in run-lengths, ≥ 0. A run's own time is counted where it is observed. */
    public void elapse(double runLengths) {
        shares.elapse(runLengths);
        drift(runLengths);
    }

    private void drift(double runLengths) {
        if (!isOpen()) for (var member : members) member.elapse(runLengths);
        else for (var candidate : candidates) candidate.elapse(runLengths);
    }

    /**
     * Takes one run of HEAD or of the open candidate.
     *
     * @param varianceFactor how many times greater its noise variance is than that of a run on an idle machine; > 0
     * @throws IllegalStateException if it is the candidate's, and none is open
     */
    public void observe(Side side, double cost, double varianceFactor) {
        if (isOpen()) observeOpen(side, cost, varianceFactor);
        else if (side == Side.CANDIDATE) throw new IllegalStateException("no candidate is open");
        else observeClosed(cost, varianceFactor, -1);
    }

    /**
     * Takes one run of HEAD without a pending keep.
     *
     * @throws IllegalStateException if a candidate is open or that keep is not pending
     */
    public void observeWithout(int keep, double cost, double varianceFactor) {
        if (isOpen()) throw new IllegalStateException("a candidate is open");
        observeClosed(cost, varianceFactor, place(keep));
    }

    private void observeClosed(double cost, double varianceFactor, int without) {
        double value = relative(cost);
        begin(value);
        for (int i = 0; i < members.length; i++) {
            var step = shares.step(members[i].noise * members[i].noise * varianceFactor);
            members[i].observe(value, without, step);
            shares.add(weights[i], step);
        }
        lookedWithout = without >= 0;
        shares.end();
        weigh();
    }

    private void observeOpen(Side side, double cost, double varianceFactor) {
        var open = open();
        double value = relative(cost);
        begin(value);
        for (int i = 0; i < members.length; i++) {
            var step = shares.step(members[i].noise * members[i].noise * varianceFactor);
            open[i].observe(value, side == Side.CANDIDATE, step);
            shares.add(weights[i], step);
        }
        if (side == Side.CANDIDATE) candidateLooks++;
        else headLooks++;
        shares.end();
        weigh();
        summarise();
    }

    private void begin(double value) {
        clock.add(value);
        drift(1);
        shares.begin();
    }

    private double relative(double cost) {
        if (!Double.isFinite(cost)) throw new IllegalArgumentException("not a cost: " + cost);
        return Math.max(-FARTHEST, Math.min(FARTHEST, cost - origin));
    }

    /** Gives up members that are out of the question, and weights the others. */
    private void weigh() {
        double least = clock.leastNoise();
        double best = Double.NEGATIVE_INFINITY;
        double finest = 0;
        for (var member : members) finest = Math.max(finest, member.noise);
        // a clock so coarse that no member can have it tells nothing
        double floor = finest >= least ? least : 0;
        for (var member : members) if (member.noise >= floor) best = Math.max(best, member.logWeight);
        double lowest = best - (clock.values() < EARLY_RUNS ? EARLY_CUT : CUT);
        int kept = 0;
        for (int i = 0; i < members.length; i++)
            if (members[i].noise >= floor && members[i].logWeight >= lowest) {
                if (isOpen()) candidates[kept] = candidates[i];
                members[kept++] = members[i];
            }
        members = Arrays.copyOf(members, kept);
        if (isOpen()) candidates = Arrays.copyOf(candidates, kept);
        weights = new double[kept];
        double total = 0;
        for (int i = 0; i < kept; i++) {
            weights[i] = Math.exp(members[i].logWeight - best);
            total += weights[i];
        }
        for (int i = 0; i < kept; i++) weights[i] /= total;
    }

    /**
     * Opens a candidate: HEAD with a change of unknown effect.
     *
     * @throws IllegalStateException if one is open
     */
    public void begin() {
        if (isOpen()) throw new IllegalStateException("a candidate is open");
        candidateLooks = 0;
        headLooks = 0;
        var effects = prior.probabilities();
        candidates = new CandidateMixture[members.length];
        for (int i = 0; i < members.length; i++) candidates[i] = CandidateMixture.of(members[i], effects);
        summarise();
    }

    /** Whether a candidate is open. */
    public boolean isOpen() {
        return candidates.length > 0;
    }

    /** Runs observed since the candidate was opened, of both sides. */
    public int looks() {
        return candidateLooks + headLooks;
    }

    private void summarise() {
        var open = open();
        Arrays.fill(posterior, 0);
        noImprovement = 0;
        expectedGain = 0;
        for (int i = 0; i < open.length; i++)
            for (int j = 0; j < open[i].size(); j++) {
                double weight = weights[i] * open[i].weight[j];
                posterior[open[i].effect[j]] += weight;
                expectedGain += weight * (open[i].level[j] - open[i].cost[j]);
                if (!open[i].improves(j)) noImprovement += weight;
            }
        noImprovement = Math.min(1, noImprovement);
    }

    /** The probability that the candidate is no improvement, in [0, 1]; after it is closed, as it was then. */
    public double noImprovement() {
        return noImprovement;
    }

    /** The candidate's expected gain in cost; after it is closed, as it was then. */
    public double expectedGain() {
        return expectedGain;
    }

    /**
     * The 90 % credible interval of the open candidate's gain in cost: the 5 % and the 95 % quantile of its posterior.
     *
     * @throws IllegalStateException if none is open
     */
    public Interval interval() {
        return new Interval(OptionalDouble.of(quantile(TAIL)), OptionalDouble.of(quantile(1 - TAIL)));
    }

    private double quantile(double probability) {
        double low = -1;
        double high = 1;
        while (below(low) >= probability && low > -FARTHEST) low *= 2;
        while (below(high) < probability && high < FARTHEST) high *= 2;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (below(middle) >= probability) high = middle;
            else low = middle;
        }
        return high;
    }

    /** The probability that the open candidate's gain is at most this. */
    private double below(double gain) {
        double sum = 0;
        var open = open();
        for (int i = 0; i < open.length; i++) sum += weights[i] * open[i].gainAtMost(gain);
        return sum;
    }

    /**
     * What the open candidate's further runs are worth.
     *
     * @throws IllegalStateException if none is open
     */
    public ValueOfInformation information() {
        int likely = likeliest();
        double noise = members[likely].noise;
        return ValueOfInformation.of(
                open()[likely], noise * noise * shares.varianceFactor(), prior.meanGain(), headLooks < candidateLooks);
    }

    /**
     * Which side of the open candidate to run once more at this price of a run; empty if it is to be decided.
     *
     * @param price as {@link ValueOfInformation#price} has it
     */
    public Optional<Side> nextLook(double price) {
        return looks() >= MOST_LOOKS || noImprovement <= CERTAIN ? Optional.empty() : wanted(price);
    }

    /** The same for a run that costs nothing but the idle machine's time. */
    public Optional<Side> nextFreeLook(double price) {
        return noImprovement <= NEARLY_CERTAIN ? Optional.empty() : wanted(FREE * price);
    }

    private Optional<Side> wanted(double price) {
        var information = information();
        return information.perRun() > price ? Optional.of(information.side()) : Optional.empty();
    }

    /** Whether the candidate is to be kept as it stands: its gain outweighs the risk that it is no improvement. */
    public boolean keepsFinally() {
        return ValueOfInformation.utility(expectedGain, noImprovement, prior.meanGain()) > 0;
    }

    /** Whether the candidate is to be kept if it may be revoked later. */
    public boolean keepsProvisionally() {
        return expectedGain > 0 && noImprovement < 1 - PROVISIONAL;
    }

    /**
     * Closes the candidate and goes on with it as HEAD, as a pending keep.
     *
     * @param id a number that no pending keep has
     * @throws IllegalStateException if none is open
     */
    public void keep(int id) {
        var open = close();
        for (int i = 0; i < members.length; i++) members[i].keep(open[i]);
        pending = Arrays.copyOf(pending, pending.length + 1);
        pending[pending.length - 1] = id;
    }

    /**
     * Closes the candidate and goes on with HEAD as it was.
     *
     * @throws IllegalStateException if none is open
     */
    public void discard() {
        var open = close();
        for (int i = 0; i < members.length; i++) members[i].discard(open[i]);
    }

    private CandidateMixture[] close() {
        var open = open();
        if (looks() > 0) prior.learn(posterior);
        candidates = new CandidateMixture[0];
        return open;
    }

    private CandidateMixture[] open() {
        if (!isOpen()) throw new IllegalStateException("no candidate is open");
        return candidates;
    }

    /** Keeps that are not certain yet, oldest first, with what is thought of them now. */
    public List<ProvisionalKeep> pending() {
        var keeps = new ArrayList<ProvisionalKeep>();
        for (int k = 0; k < pending.length; k++) keeps.add(pendingAt(k));
        return keeps;
    }

    private ProvisionalKeep pendingAt(int place) {
        double gain = 0;
        for (int i = 0; i < members.length; i++) gain += weights[i] * members[i].expectedGain(place);
        return new ProvisionalKeep(pending[place], noImprovement(place), gain);
    }

    private double noImprovement(int place) {
        double sum = 0;
        for (int i = 0; i < members.length; i++) sum += weights[i] * members[i].noImprovement(place);
        return Math.min(1, sum);
    }

    /**
     * Revokes the keeps that are likely no improvement, newest first, and confirms those that almost certainly are one. If
     * more than six are left, the most certain ones are frozen: what is thought of them does not change any more.
     *
     * @param removable whether the keep of that number can be taken out of HEAD
     * @throws IllegalStateException if a candidate is open
     */
    public SettledKeeps settle(IntPredicate removable) {
        var revoked = new ArrayList<ProvisionalKeep>();
        var confirmed = new ArrayList<ProvisionalKeep>();
        var frozen = new ArrayList<ProvisionalKeep>();
        for (int k = pending.length - 1; k >= 0; k--) {
            var keep = pendingAt(k);
            if (keep.noImprovement() > REVOKED && removable.test(keep.id())) {
                revoke(keep.id());
                revoked.add(keep);
            } else if (keep.noImprovement() < CONFIRMED) {
                confirm(keep.id());
                confirmed.add(keep);
            }
        }
        while (pending.length > MOST_PENDING) {
            var safest = Collections.min(pending(), Comparator.comparingDouble(ProvisionalKeep::noImprovement));
            confirm(safest.id());
            frozen.add(safest);
        }
        return new SettledKeeps(revoked, confirmed, frozen, pending());
    }

    /**
     * Takes a pending keep out of HEAD.
     *
     * @throws IllegalStateException if it is not pending or a candidate is open
     */
    public void revoke(int id) {
        forget(id, true);
    }

    /**
     * Leaves a pending keep in HEAD for good.
     *
     * @throws IllegalStateException if it is not pending or a candidate is open
     */
    public void confirm(int id) {
        forget(id, false);
    }

    private void forget(int id, boolean revoked) {
        if (isOpen()) throw new IllegalStateException("a candidate is open");
        int place = place(id);
        for (var member : members) member.forget(place, revoked);
        pending = IntStream.of(pending).filter(one -> one != id).toArray();
    }

    private int place(int id) {
        for (int k = 0; k < pending.length; k++) if (pending[k] == id) return k;
        throw new IllegalStateException(id + " is not pending");
    }

    /**
     * What to run in idle time while no candidate is open: HEAD without the keep of that number, the least certain one that
     * can be taken out, in turn with HEAD itself (empty).
     */
    public OptionalInt nextIdleLook(IntPredicate removable) {
        var least = OptionalInt.empty();
        double most = CONFIRMED;
        for (int k = 0; k < pending.length && !lookedWithout; k++) {
            double doubt = noImprovement(k);
            // beyond even odds one doubt is as good as another, the oldest first
            if (doubt < REVOKED && Math.min(doubt, 0.5) > most && removable.test(pending[k])) {
                most = Math.min(doubt, 0.5);
                least = OptionalInt.of(pending[k]);
            }
        }
        return least;
    }

    /**
     * Begins HEAD anew with other code than was measured so far, from one run of this cost. What was learned of the machine
     * and of ideas stays; pending keeps are confirmed as they stand.
     *
     * @throws IllegalStateException if a candidate is open
     */
    public void newHead(double cost) {
        if (isOpen()) throw new IllegalStateException("a candidate is open");
        double value = relative(cost);
        for (var member : members) member.restart(value);
        pending = new int[0];
        lookedWithout = false;
    }

    /** HEAD's expected cost, while no candidate is open; with one open, as it was before. */
    public double level() {
        double sum = 0;
        for (int i = 0; i < members.length; i++) sum += weights[i] * members[i].expected();
        return origin + sum;
    }

    /** Standard deviation of one run in cost, that of the likeliest filter: it is within 15 % of the truth at best. */
    public double noise() {
        return members[likeliest()].noise;
    }

    /** What share of runs is in a burst, a slow or a fast outlier, as far as is known. */
    double[] outlierShares() {
        return shares.shares();
    }

    /** How many noises and drifts are still possible. */
    int size() {
        return members.length;
    }

    private int likeliest() {
        int likeliest = 0;
        for (int i = 1; i < weights.length; i++) if (weights[i] > weights[likeliest]) likeliest = i;
        return likeliest;
    }

    /**
     * What became of the pending keeps, each with what was thought of it then.
     *
     * @param revoked taken out, newest first
     * @param confirmed almost certainly improvements, newest first
     * @param frozen no longer followed since too many were pending
     * @param open pending still, oldest first
     */
    public record SettledKeeps(
            List<ProvisionalKeep> revoked,
            List<ProvisionalKeep> confirmed,
            List<ProvisionalKeep> frozen,
            List<ProvisionalKeep> open) {}

    /**
     * The least noise that a clock can have whose ticks are seen: where more than a fifth of the values repeat an earlier one,
     * half of the smallest gap between different ones.
     */
    private static final class ClockResolution {
        private static final double SAME = 1e-12;
        private static final int COARSE = 5;

        /** Different values, sorted. */
        private double[] different = {};

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
