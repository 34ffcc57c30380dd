package dev.autoresearch.stats;

import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Plan;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Our rule: screen a candidate with one run, then measure it and the incumbent in pairs until the evidence suffices.
 * What it remembers is the noise, the incumbent's newest costs and the budget of risk. The steps and their constants are
 * in docs/verdicts.md.
 *
 * @param scale the coordinate in which it compares
 * @param screenedOut candidates in a row that a screening run was enough for
 */
public record PairedRule(CostScale scale, Noise noise, IncumbentEstimate incumbent, AlphaWealth budget, int screenedOut)
        implements DecisionRule {
    /** What a trial's rule is called if it is this one; the last three are words of older journals. */
    private static final Set<String> NAMES = Set.of(Plan.AUTO, Plan.PAIRED, "fast", "balanced", "thorough");

    /** The incumbent's newest costs that a screening run is compared with. */
    static final int WINDOW = 8;
    /** After as many candidates in a row that were screened out, the incumbent is measured again. */
    static final int REFRESH = 4;
    /** The same where the incumbent is well known. */
    static final int RARE_REFRESH = 8;

    /**
     * The judge of a new segment.
     *
     * @param calibration metric values of the baseline in the order of execution, warm-ups left out, at least one
     */
    public static PairedRule calibrated(CostScale scale, double... calibration) {
        double[] costs = scale.costs(calibration);
        var wealth = new AlphaWealth(0, 0);
        return new PairedRule(scale, Noise.ofCalibration(costs), IncumbentEstimate.of(costs), wealth, 0);
    }

    /** The rule where another one has learned the noise. */
    static PairedRule of(PosteriorRule learned) {
        // a pool of one residual has this scale
        var noise = Noise.of(learned.sigma() / Noise.MEDIAN_TO_SIGMA);
        var value = learned.incumbentValue();
        var known = value.isEmpty()
                ? IncumbentEstimate.of()
                : IncumbentEstimate.of(learned.scale().cost(value.getAsDouble()));
        return new PairedRule(learned.scale(), noise, known, new AlphaWealth(0, 0), 0);
    }

    /** Is a trial's rule of that name this one? */
    public static boolean isCalled(String name) {
        return NAMES.contains(name);
    }

    @Override
    public Comparison begin(KeepCriterion aim) {
        return new PairedComparison(this, aim, Optional.empty());
    }

    /**
     * A comparison that was decided before, to be fed again: it ends where it ended then, at the risk that it took then,
     * whatever this version of the rule would decide.
     */
    Comparison recorded(KeepCriterion aim, Judgement recorded) {
        return new PairedComparison(
                this, aim, Optional.of(recorded).filter(one -> one.comparison().isPresent()));
    }

    /**
     * A comparison without a screening run at a risk of its own, for an A/A check: identical code on both sides is called
     * improved with a chance of at most {@code alpha}. A deterministic metric is tried as usual.
     */
    public Comparison beginPairs(KeepCriterion aim, double alpha) {
        return PairedComparison.unscreened(this, aim, alpha);
    }

    /**
     * A check beside the sequence of candidates: pairs at once, at a risk of its own; a deterministic metric takes one
     * pair. It does not look at the incumbent's earlier values, so that both sides may be new.
     */
    public Comparison check(KeepCriterion aim, double alpha) {
        return PairedComparison.check(this, aim, alpha);
    }

    /** Scale of a pair's difference in cost between identical codes; 0 for a deterministic metric. */
    @Override
    public double sigma() {
        return noise.sigma();
    }

    /** The incumbent's metric value, by its newest runs; empty where it has seen none, so that it asks for one first. */
    @Override
    public OptionalDouble incumbentValue() {
        return incumbent.runs() == 0 ? OptionalDouble.empty() : OptionalDouble.of(scale.value(incumbent.median()));
    }

    /** The pairs after which the next comparison gives up, unless one pair confirms an exact metric. */
    public int mostPairs(KeepCriterion aim) {
        return aim.maxPairs().orElse(SequentialTest.MOST_PAIRS);
    }

    /**
     * The pairs that the next comparison needs at least to keep a candidate, however good it is: each pair can hardly
     * double the evidence. A limit of pairs below it keeps nothing.
     */
    public int fewestPairs() {
        if (noise.sigma() == 0) return 1;
        double needed = -Math.log(budget.next(Double.POSITIVE_INFINITY));
        int pairs = 0;
        for (var best = CoinBet.about(CoinBet.CLIP); best.logEvidence() < needed; pairs++)
            best = best.plus(CoinBet.CLIP);
        return pairs;
    }

    /** The same judge where the incumbent has become other code that it knows nothing of. */
    PairedRule ofOtherCode() {
        return new PairedRule(scale, noise, incumbent.replacedBy(), budget, 0);
    }

    PairedRule refreshed(double cost) {
        return new PairedRule(scale, noise, incumbent.plus(cost), budget, 0);
    }

    PairedRule afterScreen(boolean kept, double cost) {
        return kept
                ? new PairedRule(scale, noise, incumbent.replacedBy(cost), budget, 0)
                : new PairedRule(scale, noise, incumbent, budget, screenedOut + 1);
    }

    PairedRule afterExactPair(boolean kept, double cost) {
        IncumbentEstimate known = kept ? incumbent.replacedBy(cost, cost) : incumbent;
        return new PairedRule(scale, noise, known, budget, 0);
    }

    PairedRule afterPairs(double alpha, boolean kept, double[] gains, double[] incumbents, double[] candidates) {
        IncumbentEstimate again = incumbent.plus(incumbents);
        IncumbentEstimate known = kept && candidates.length > 0 ? again.replacedBy(candidates) : again;
        Noise learned = noise.plus(Noise.residualsOf(gains));
        return new PairedRule(scale, learned, known, budget.after(alpha, kept), 0);
    }

    /** The metric turned out not to be deterministic after all. */
    PairedRule noisier(double... residuals) {
        return new PairedRule(scale, noise.plus(residuals), incumbent, budget, screenedOut);
    }

    double incumbentCost() {
        return incumbent.median();
    }

    boolean incumbentIsStale() {
        if (incumbent.runs() == 0) return true;
        return noise.sigma() > 0 && screenedOut >= (isWellKnown() ? RARE_REFRESH : REFRESH);
    }

    /** Does the incumbent's level add less than half of a run's own noise? */
    private boolean isWellKnown() {
        double single = noise.sigma() * noise.sigma() / 2;
        return incumbent.variance(single) < single / 2;
    }

    @Override
    public String toString() {
        return "pairs, sigma " + noise.sigma();
    }
}
