package dev.autoresearch.stats;

import dev.autoresearch.model.Verdict;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What was decided on a candidate, and why.
 *
 * @param verdict what the measurements say
 * @param scale the coordinate of all gains here
 * @param screenGain gain in cost that the first run showed against the incumbent
 * @param sigma scale of a pair's difference in cost at that moment; 0 for a deterministic metric, empty if the judge does
 *     not look at noise
 * @param runs executions spent on the candidate, those of the incumbent and of dropped pairs included
 * @param pairs pairs that count
 * @param effect how large the gain is; empty if it was only screened or crashed
 * @param sure the probability that it is good enough, where a model tells one
 * @param test what came of the sequential test; empty without one
 */
public record Decision(
        Verdict verdict,
        CostScale scale,
        double screenGain,
        OptionalDouble sigma,
        int runs,
        int pairs,
        Optional<Effect> effect,
        OptionalDouble sure,
        Optional<SequentialTest.Result> test) {

    static Decision crashed(CostScale scale, OptionalDouble sigma, int runs, int pairs) {
        return new Decision(
                Verdict.CRASHED,
                scale,
                0,
                sigma,
                runs,
                pairs,
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty());
    }

    /** The effect on the metric, as {@link CostScale#change(double)} tells it; empty if none was measured. */
    public OptionalDouble change() {
        return effect.isPresent() ? OptionalDouble.of(scale.change(effect.get().gain())) : OptionalDouble.empty();
    }

    /** The metric's change at the worse end of the interval; empty if there is none. */
    public OptionalDouble low() {
        return effect.isPresent() ? scale.change(effect.get().interval().low()) : OptionalDouble.empty();
    }

    /** The metric's change at the better end of the interval; empty if there is none. */
    public OptionalDouble high() {
        return effect.isPresent() ? scale.change(effect.get().interval().high()) : OptionalDouble.empty();
    }

    /** The verdict in one line: {@code improved: -5.4% (90% interval -8.8% … -3.0%), 8 pairs}. */
    @Override
    public String toString() {
        return DecisionText.of(this);
    }
}
