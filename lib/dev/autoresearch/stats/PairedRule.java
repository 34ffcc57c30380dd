package dev.autoresearch.stats;

import java.util.OptionalDouble;

/**
 * Our rule: screen a candidate with one run, then measure it and the incumbent in pairs until the evidence suffices.
 * What it remembers is the noise, the incumbent's newest costs and the budget of risk. The steps and their constants are
 * in docs/verdicts.md.
 *
 * @param scale the coordinate in which it compares
 * @param screenedOut candidates in a row that a screening run was enough for
 */
public record PairedRule(
        Preset preset, CostScale scale, Noise noise, IncumbentEstimate incumbent, RiskBudget budget, int screenedOut)
        implements DecisionRule {
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
    public static PairedRule calibrated(Preset preset, CostScale scale, double... calibration) {
        double[] costs = scale.costs(calibration);
        return new PairedRule(
                preset, scale, Noise.ofCalibration(costs), IncumbentEstimate.of(costs), preset.budget(0, 0), 0);
    }

    @Override
    public Comparison begin(KeepCriterion aim) {
        return new PairedComparison(this, aim);
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
        return noise.sigma() > 0 ? PairedComparison.unscreened(this, aim, alpha) : new ExactComparison(this, aim);
    }

    /** Scale of a pair's difference in cost between identical codes; 0 for a deterministic metric. */
    public double sigma() {
        return noise.sigma();
    }

    /** The same judge, spending on the next candidates as another preset says. */
    public PairedRule with(Preset other) {
        if (other == preset) return this;
        var risk = other.budget(budget.spent(), budget.kept());
        return new PairedRule(other, scale, noise, incumbent, risk, screenedOut);
    }

    /** The incumbent's metric value, by its newest runs; empty where it has seen none, so that it asks for one first. */
    public OptionalDouble incumbentValue() {
        return incumbent.runs() == 0 ? OptionalDouble.empty() : OptionalDouble.of(scale.value(incumbent.median()));
    }

    /** The pairs after which the next comparison gives up, unless one pair confirms an exact metric. */
    public int mostPairs(KeepCriterion aim) {
        return tuning(aim).maxPairs();
    }

    /**
     * The pairs that the next comparison needs at least to keep a candidate, however good it is: each pair can double
     * the evidence at most. A limit of pairs below it keeps nothing.
     */
    public int fewestPairs() {
        double greatest = budget.next(Double.POSITIVE_INFINITY);
        return noise.sigma() == 0 ? 1 : (int) Math.ceil(Math.log(1 / greatest) / Math.log(2));
    }

    /** The same judge where the incumbent has become other code that it knows nothing of. */
    PairedRule ofOtherCode() {
        return new PairedRule(preset, scale, noise, incumbent.replacedBy(), budget, 0);
    }

    PairedRule refreshed(double cost) {
        return new PairedRule(preset, scale, noise, incumbent.plus(cost), budget, 0);
    }

    PairedRule afterScreen(boolean kept, double cost) {
        return kept
                ? new PairedRule(preset, scale, noise, incumbent.replacedBy(cost), budget, 0)
                : new PairedRule(preset, scale, noise, incumbent, budget, screenedOut + 1);
    }

    PairedRule afterExactPair(boolean kept, double cost) {
        IncumbentEstimate known = kept ? incumbent.replacedBy(cost, cost) : incumbent;
        return new PairedRule(preset, scale, noise, known, budget, 0);
    }

    PairedRule afterPairs(double alpha, boolean kept, double[] gains, double[] incumbents, double[] candidates) {
        IncumbentEstimate again = incumbent.plus(incumbents);
        IncumbentEstimate known = kept && candidates.length > 0 ? again.replacedBy(candidates) : again;
        Noise learned = noise.plus(Noise.residualsOf(gains));
        return new PairedRule(preset, scale, learned, known, budget.after(alpha, kept), 0);
    }

    /** The metric turned out not to be deterministic after all. */
    PairedRule noisier(double... residuals) {
        return new PairedRule(preset, scale, noise.plus(residuals), incumbent, budget, screenedOut);
    }

    Preset.Parameters tuning(KeepCriterion aim) {
        Preset.Parameters tuning = preset.at(noise.sigma());
        return aim.maxPairs().isPresent() ? tuning.withMaxPairs(aim.maxPairs().getAsInt()) : tuning;
    }

    /** Looks by the noise, or once at a fixed threshold? */
    boolean looksByTheNoise() {
        return preset == Preset.AUTO;
    }

    double incumbentCost() {
        return incumbent.median();
    }

    boolean incumbentIsStale() {
        if (incumbent.runs() == 0) return true;
        return noise.sigma() > 0 && screenedOut >= (looksByTheNoise() && isWellKnown() ? RARE_REFRESH : REFRESH);
    }

    /** Does the incumbent's level add less than half of a run's own noise? */
    private boolean isWellKnown() {
        double single = noise.sigma() * noise.sigma() / 2;
        return incumbent.variance(single) < single / 2;
    }

    @Override
    public String toString() {
        return "pairs, " + preset.word() + ", sigma " + noise.sigma();
    }
}
