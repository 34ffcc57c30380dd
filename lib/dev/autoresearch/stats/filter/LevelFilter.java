package dev.autoresearch.stats.filter;

import dev.autoresearch.model.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What all runs so far say about HEAD's cost, about the open candidate and about keeps that are not certain yet, and what
 * follows: which run to make next, what to keep, what to revoke. It is a bank of Kalman filters over all noises and drifts
 * that a machine may have (West and Harrison, "Bayesian Forecasting and Dynamic Models", 1997; Kalman 1960). Since most
 * candidates change nothing, their runs teach it the noise and the drift as well: it needs no calibration.
 *
 * <p>Costs are those of a {@link CostScale}, smaller is better; gains are costs saved. Time is counted in run-lengths. It
 * draws no random numbers: the same calls give the same state. It changes as it is fed; {@link #copy} is independent of it.
 *
 * <p>What it promises holds as far as its model of the noise does. It proves nothing.
 */
public final class LevelFilter {
    /** Costs further from the first one than this count as this far. */
    private static final double FARTHEST = 1e9;

    /** A candidate that is no improvement with less than this probability needs no further run, … */
    private static final double CERTAIN = 0.002;
    /** … nor with this one a free run. */
    private static final double NEARLY_CERTAIN = 0.003;

    private static final int MOST_LOOKS = 40;
    /** A keep that is no improvement with more than this probability is looked at again before it is final, … */
    private static final double DOUBTFUL = 0.05;
    /** … until it had as many runs. */
    private static final int MOST_BEFORE_KEEP = 8;

    /** An expected loss in cost that is worth another look, … */
    private static final double MUCH = 0.002;
    /** … if as many runs, which it takes to tell, cost less. */
    private static final double RUNS_TO_TELL = 4;

    /** What a free run costs, as a fraction of the price of a run. */
    private static final double FREE = 0.02;

    /**
     * Least probability of an improvement for a provisional keep. By simulation (docs/verdicts.md) a smaller one costs more
     * reverts, and a greater one gains: what is discarded is not looked at again.
     */
    private static final double PROVISIONAL = 0.10;
    /** Probability of being no improvement above which a keep is revoked, … */
    private static final double REVOKED = 0.90;
    /** … and below which it is confirmed. */
    private static final double CONFIRMED = 0.004;

    private static final int MOST_PENDING = 6;
    /** A keep's gain counts for the price of a run with at most this: a single one does not tell what others will gain. */
    private static final double MOST_CREDIT = 0.3;

    private final double origin;
    private final EffectPrior prior;
    private final FilterBank bank;
    private int[] pending = {};
    private int candidateLooks;
    private int headLooks;
    private double gainsKept;

    private LevelFilter(double origin, EffectPrior prior, FilterBank bank) {
        this.origin = origin;
        this.prior = prior;
        this.bank = bank;
    }

    /** After one run of HEAD of this cost, finite. */
    public static LevelFilter of(double firstCost) {
        return new LevelFilter(firstCost, EffectPrior.initial(), FilterBank.initial());
    }

    /** A filter in the same state that goes its own way from here. */
    public LevelFilter copy() {
        var copy = new LevelFilter(origin, prior.copy(), bank.copy());
        copy.pending = pending;
        copy.candidateLooks = candidateLooks;
        copy.headLooks = headLooks;
        copy.gainsKept = gainsKept;
        return copy;
    }

    /** Lets time pass in which nothing ran, in run-lengths, ≥ 0. A run's own time is counted where it is observed. */
    public void elapse(double runLengths) {
        if (!(runLengths >= 0)) throw new IllegalArgumentException("not a time: " + runLengths);
        bank.elapse(runLengths);
    }

    /**
     * Takes one run of HEAD or of the open candidate.
     *
     * @param cost finite
     * @param varianceFactor how many times greater its noise variance is than that of a run on an idle machine; > 0
     * @throws IllegalStateException if it is the candidate's, and none is open
     */
    public void observe(Side side, double cost, double varianceFactor) {
        if (side == Side.CANDIDATE) requireOpen(true);
        if (isOpen()) {
            bank.observeBeside(side == Side.CANDIDATE, relative(cost), positive(varianceFactor));
            if (side == Side.CANDIDATE) candidateLooks++;
            else headLooks++;
        } else bank.observeHead(relative(cost), positive(varianceFactor), -1);
    }

    /**
     * Takes one run of HEAD without a pending keep.
     *
     * @param cost finite
     * @param varianceFactor as for {@link #observe}
     * @throws IllegalStateException if a candidate is open or that keep is not pending
     */
    public void observeWithout(int keep, double cost, double varianceFactor) {
        requireOpen(false);
        bank.observeHead(relative(cost), positive(varianceFactor), place(keep));
    }

    private double relative(double cost) {
        if (!Double.isFinite(cost)) throw new IllegalArgumentException("not a cost: " + cost);
        return Math.max(-FARTHEST, Math.min(FARTHEST, cost - origin));
    }

    private static double positive(double varianceFactor) {
        if (!(varianceFactor > 0)) throw new IllegalArgumentException("not a factor: " + varianceFactor);
        return varianceFactor;
    }

    /**
     * Opens a candidate: HEAD with a change of unknown effect.
     *
     * @throws IllegalStateException if one is open
     */
    public void begin() {
        requireOpen(false);
        candidateLooks = 0;
        headLooks = 0;
        bank.open(prior.probabilities());
    }

    /** Whether a candidate is open. */
    public boolean isOpen() {
        return bank.isOpen();
    }

    private void requireOpen(boolean open) {
        if (isOpen() != open) throw new IllegalStateException(open ? "no candidate is open" : "a candidate is open");
    }

    /** Runs observed since the candidate was opened, of both sides. */
    public int looks() {
        return candidateLooks + headLooks;
    }

    /** The probability that the candidate is no improvement, in [0, 1]; after it is closed, as it was then. */
    public double noImprovement() {
        return bank.noImprovement();
    }

    /** The candidate's expected gain in cost; after it is closed, as it was then. */
    public double expectedGain() {
        return bank.expectedGain();
    }

    /**
     * The gain in cost that the open candidate's is below with a probability: a quantile of its posterior.
     *
     * @param probability in (0, 1)
     * @throws IllegalStateException if none is open
     */
    public double quantile(double probability) {
        requireOpen(true);
        return bank.quantile(probability);
    }

    /**
     * The probability that the open candidate's gain in cost is at most this.
     *
     * @throws IllegalStateException if none is open
     */
    public double probabilityAtMost(double gain) {
        requireOpen(true);
        return bank.gainAtMost(gain);
    }

    /**
     * What the open candidate's further runs are worth.
     *
     * @throws IllegalStateException if none is open
     */
    public ValueOfInformation information() {
        requireOpen(true);
        return bank.information(prior.meanGain(), headLooks < candidateLooks);
    }

    /**
     * Which side of the open candidate to run once more at this price of a run; empty if it is to be decided.
     *
     * @param price as {@link ValueOfInformation#price} has it
     * @throws IllegalStateException if none is open
     */
    public Optional<Side> nextLook(double price) {
        return looks() < MOST_LOOKS && noImprovement() > CERTAIN ? wanted(price) : Optional.empty();
    }

    /** The same for a run that costs nothing but the idle machine's time. */
    public Optional<Side> nextFreeLook(double price) {
        return noImprovement() > NEARLY_CERTAIN ? wanted(FREE * price) : Optional.empty();
    }

    /**
     * Which side to run once more before a candidate is kept for good: keeps are rare, and a doubt of more than 5 % that a
     * run or two can take away is not left in one. Empty if it would not be kept, or is certain enough.
     *
     * @throws IllegalStateException if none is open
     */
    public Optional<Side> nextLookBeforeKeep() {
        boolean doubtful = keepsFinally() && noImprovement() > DOUBTFUL && looks() < MOST_BEFORE_KEEP;
        return doubtful ? Optional.of(fewerLooks()) : Optional.empty();
    }

    /**
     * Which side to run once more before a candidate is thrown away: the value of information asks the likeliest filter alone,
     * which may take a plain gain for drift. Empty if it would be kept, or if little can be lost.
     *
     * @param price as {@link ValueOfInformation#price} has it
     * @throws IllegalStateException if none is open
     */
    public Optional<Side> nextLookBeforeDiscard(double price) {
        boolean dear = bank.missedGain() > Math.max(MUCH, RUNS_TO_TELL * price);
        return !keepsFinally() && dear && looks() < MOST_BEFORE_KEEP ? Optional.of(fewerLooks()) : Optional.empty();
    }

    private Side fewerLooks() {
        return headLooks < candidateLooks ? Side.INCUMBENT : Side.CANDIDATE;
    }

    private Optional<Side> wanted(double price) {
        var information = information();
        return information.perRun() > price ? Optional.of(information.side()) : Optional.empty();
    }

    /** Whether the candidate is to be kept as it stands: its gain outweighs the risk that it is no improvement. */
    public boolean keepsFinally() {
        return ValueOfInformation.utility(expectedGain(), noImprovement(), prior.meanGain()) > 0;
    }

    /** Whether the candidate is to be kept if it may be revoked later. */
    public boolean keepsProvisionally() {
        return expectedGain() > 0 && noImprovement() < 1 - PROVISIONAL;
    }

    /**
     * Closes the candidate and goes on with it as HEAD, as a pending keep.
     *
     * @param id a number that no pending keep has
     * @throws IllegalStateException if none is open
     */
    public void keep(int id) {
        learn();
        bank.keep();
        gainsKept += Math.max(0, Math.min(expectedGain(), MOST_CREDIT));
        pending = Arrays.copyOf(pending, pending.length + 1);
        pending[pending.length - 1] = id;
    }

    /**
     * Closes the candidate and goes on with HEAD as it was.
     *
     * @throws IllegalStateException if none is open
     */
    public void discard() {
        learn();
        bank.discard();
    }

    private void learn() {
        requireOpen(true);
        if (candidateLooks > 0) prior.learn(bank.posterior());
    }

    /** The sum of what keeps were expected to gain when they were kept, for {@link ValueOfInformation#price}; ≥ 0. */
    public double gainsKept() {
        return gainsKept;
    }

    /** Keeps that are not certain yet, oldest first, with what is thought of them now. */
    public List<ProvisionalKeep> pending() {
        var keeps = new ArrayList<ProvisionalKeep>();
        for (int k = 0; k < pending.length; k++) keeps.add(bank.pending(k, pending[k]));
        return keeps;
    }

    /**
     * Revokes the keeps that are likely no improvement, newest first, and confirms those that almost certainly are one. If
     * more than six are left, the most certain ones are frozen: what is thought of them does not change any more.
     *
     * @param removable whether the keep of that number can be taken out of HEAD
     * @throws IllegalStateException if a candidate is open
     */
    public SettledKeeps settle(IntPredicate removable) {
        requireOpen(false);
        var revoked = new ArrayList<ProvisionalKeep>();
        var confirmed = new ArrayList<ProvisionalKeep>();
        var frozen = new ArrayList<ProvisionalKeep>();
        for (int k = pending.length - 1; k >= 0; k--) {
            var keep = bank.pending(k, pending[k]);
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
        requireOpen(false);
        bank.forget(place(id), revoked);
        pending = IntStream.of(pending).filter(one -> one != id).toArray();
    }

    private int place(int id) {
        for (int k = 0; k < pending.length; k++) if (pending[k] == id) return k;
        throw new IllegalStateException(id + " is not pending");
    }

    /** The pending keep that is least certain and can be taken out, while there is doubt about one and no certainty against it. */
    public OptionalInt leastCertain(IntPredicate removable) {
        var least = OptionalInt.empty();
        double most = CONFIRMED;
        for (var keep : pending()) {
            // beyond even odds one doubt is as good as another, and the oldest comes first
            double doubt = Math.min(keep.noImprovement(), 0.5);
            if (doubt > most && keep.noImprovement() < REVOKED && removable.test(keep.id())) {
                most = doubt;
                least = OptionalInt.of(keep.id());
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
        requireOpen(false);
        bank.restart(relative(cost));
        pending = new int[0];
    }

    /** HEAD's expected cost while no candidate is open; with one open, as it was before. */
    public double level() {
        return origin + bank.level();
    }

    /** Standard deviation of one run in cost, from a grid in steps of 30 %. */
    public double noise() {
        return bank.noise();
    }

    /** The shares of runs in a burst, of slow and of fast outliers, each in [0, 1]. */
    double[] outlierShares() {
        return bank.outlierShares();
    }

    /** How many noises and drifts are still possible. */
    int size() {
        return bank.size();
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
}
