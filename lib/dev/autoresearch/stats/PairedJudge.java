package dev.autoresearch.stats;

import java.util.OptionalDouble;

/**
 * Our rule: screen a candidate with one run, then measure it and the incumbent in pairs until the evidence suffices.
 * What it remembers is the noise, the incumbent's newest costs and the budget of risk. The steps and their constants are
 * in docs/verdicts.md.
 */
public final class PairedJudge implements Judge {
    /** The incumbent's newest costs that a screening run is compared with. */
    static final int WINDOW = 8;
    /** After as many candidates in a row that were screened out, the incumbent is measured again. */
    static final int REFRESH = 4;

    private final Preset preset;
    private final Scale scale;
    private final Noise noise;
    private final Window incumbent;
    private final AlphaBudget budget;
    private final int screenedOut;

    PairedJudge(Preset preset, Scale scale, Noise noise, Window incumbent, AlphaBudget budget, int screenedOut) {
        this.preset = preset;
        this.scale = scale;
        this.noise = noise;
        this.incumbent = incumbent;
        this.budget = budget;
        this.screenedOut = screenedOut;
    }

    /**
     * The judge of a new segment.
     *
     * @param calibration metric values of the baseline in the order of execution, warm-ups left out, at least one
     */
    public static PairedJudge calibrated(Preset preset, Scale scale, double... calibration) {
        double[] costs = scale.costs(calibration);
        AlphaBudget budget = AlphaBudget.of(preset.falseDiscoveryRate());
        return new PairedJudge(preset, scale, Noise.ofCalibration(costs), Window.of(WINDOW, costs), budget, 0);
    }

    @Override
    public Trial begin(Aim aim) {
        return new PairedTrial(this, aim);
    }

    /**
     * A trial without a screening run at a risk of its own, for an A/A check: identical code on both sides is called
     * improved with a chance of at most {@code alpha}. A deterministic metric is tried as usual.
     */
    public Trial beginPairs(Aim aim, double alpha) {
        return PairedTrial.unscreened(this, aim, alpha);
    }

    /**
     * A check beside the sequence of candidates: pairs at once, at a risk of its own; a deterministic metric takes one
     * pair. It does not look at the incumbent's earlier values, so that both sides may be new.
     */
    public Trial check(Aim aim, double alpha) {
        return noise.sigma() > 0 ? PairedTrial.unscreened(this, aim, alpha) : new ExactPair(this, aim);
    }

    @Override
    public OptionalDouble sigma() {
        return OptionalDouble.of(noise.sigma());
    }

    /** The same judge, spending on the next candidates as another preset says. */
    public PairedJudge with(Preset other) {
        if (other == preset) return this;
        var risk = new AlphaBudget(other.falseDiscoveryRate(), budget.spent(), budget.kept());
        return new PairedJudge(other, scale, noise, incumbent, risk, screenedOut);
    }

    /** The coordinate in which it compares. */
    public Scale scale() {
        return scale;
    }

    /** The incumbent's metric value, by its newest runs. */
    public double incumbentValue() {
        return scale.value(incumbent.median());
    }

    /** The pairs after which the next comparison gives up. */
    public int mostPairs(Aim aim) {
        return noise.sigma() == 0 ? 1 : tuning(aim).maxPairs();
    }

    /**
     * The pairs that the next comparison needs at least to keep a candidate, however good it is: each pair can double
     * the evidence at most. A limit of pairs below it keeps nothing.
     */
    public int fewestPairs() {
        return noise.sigma() == 0 ? 1 : (int) Math.ceil(Math.log(1 / budget.next()) / Math.log(2));
    }

    /** This judge with one more run of the incumbent, measured outside a trial. */
    public PairedJudge remeasured(double value) {
        return refreshed(scale.cost(value));
    }

    PairedJudge refreshed(double cost) {
        return new PairedJudge(preset, scale, noise, incumbent.plus(cost), budget, 0);
    }

    PairedJudge afterScreen(boolean kept, double cost) {
        return kept
                ? new PairedJudge(preset, scale, noise, Window.of(WINDOW, cost), budget, 0)
                : new PairedJudge(preset, scale, noise, incumbent, budget, screenedOut + 1);
    }

    PairedJudge afterExactPair(boolean kept, double cost) {
        Window costs = kept ? Window.of(WINDOW, cost, cost) : incumbent;
        return new PairedJudge(preset, scale, noise, costs, budget, 0);
    }

    PairedJudge afterPairs(double alpha, boolean kept, double[] gains, double[] incumbents, double[] candidates) {
        Window costs = kept && candidates.length > 0 ? Window.of(WINDOW, candidates) : incumbent.plus(incumbents);
        Noise learned = noise.plus(Noise.residualsOf(gains));
        return new PairedJudge(preset, scale, learned, costs, budget.after(alpha, kept), 0);
    }

    /** The metric turned out not to be deterministic after all. */
    PairedJudge noisier(double... residuals) {
        return new PairedJudge(preset, scale, noise.plus(residuals), incumbent, budget, screenedOut);
    }

    Tuning tuning(Aim aim) {
        Tuning tuning = preset.at(noise.sigma());
        return aim.maxPairs().isPresent() ? tuning.withMaxPairs(aim.maxPairs().getAsInt()) : tuning;
    }

    Noise noise() {
        return noise;
    }

    AlphaBudget budget() {
        return budget;
    }

    double incumbentCost() {
        return incumbent.median();
    }

    boolean incumbentIsStale() {
        return screenedOut >= REFRESH && noise.sigma() > 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PairedJudge that
                && preset == that.preset
                && scale.equals(that.scale)
                && noise.equals(that.noise)
                && incumbent.equals(that.incumbent)
                && budget.equals(that.budget)
                && screenedOut == that.screenedOut;
    }

    @Override
    public int hashCode() {
        return 31 * noise.hashCode() + incumbent.hashCode();
    }

    @Override
    public String toString() {
        return "pairs, " + preset.word() + ", sigma " + noise.sigma();
    }
}
