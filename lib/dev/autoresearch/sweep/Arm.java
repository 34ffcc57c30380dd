package dev.autoresearch.sweep;

import dev.autoresearch.model.Metric.Direction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A variant on its way through successive halving: rounds in which every variant left is executed, twice as often as in
 * the round before, and the better half goes on (Jamieson and Talwalkar, "Non-stochastic Best Arm Identification and
 * Hyperparameter Optimization", AISTATS 2016, with eta = 2). So every round costs about the same, and most of the time goes
 * to variants that may win.
 *
 * @param values of its executions in the rounds, in order
 * @param isFailed did one of them give no value?
 * @param isClosed was it logged already, so that it is executed no more?
 */
public record Arm(ParameterValues setting, List<Double> values, boolean isFailed, boolean isClosed) {
    /** As many are left for a verdict. */
    public static final int FINALISTS = 2;

    /** Executions of a variant up to the end of a round, counted from 0: 1, 3, 7, … */
    public static int executions(int round) {
        return (1 << Math.min(round + 1, 30)) - 1;
    }

    /** Does the round, counted from 0, want one more execution of it? */
    public boolean isWanted(int round) {
        return !isFailed && !isClosed && values.size() < executions(round);
    }

    /** The same arm after an execution with this value. */
    public Arm plus(double value) {
        var more = new ArrayList<>(values);
        more.add(value);
        return new Arm(setting, List.copyOf(more), isFailed, isClosed);
    }

    /** The same arm after an execution that gave none. */
    public Arm failed() {
        return new Arm(setting, values, true, isClosed);
    }

    /** The better half at the end of a round, best first; of equals the earlier one. An odd number is rounded up. */
    public static List<Arm> betterHalf(List<Arm> arms, int round, Direction direction) {
        return ranked(arms, round, direction).subList(0, (arms.size() + 1) / 2);
    }

    /** Best first by the executions up to the end of a round; those that failed come last. */
    public static List<Arm> ranked(List<Arm> arms, int round, Direction direction) {
        var ranked = new ArrayList<>(arms);
        ranked.sort((one, other) -> {
            if (one.isOut() || other.isOut()) return Boolean.compare(one.isOut(), other.isOut());
            double a = one.median(round);
            double b = other.median(round);
            return direction.better(a, b) ? -1 : direction.better(b, a) ? 1 : 0;
        });
        return ranked;
    }

    private boolean isOut() {
        return isFailed || values.isEmpty();
    }

    /** The lower middle of its values up to the end of a round, of which there must be one. */
    public double median(int round) {
        var sorted = new ArrayList<>(values.subList(0, Math.min(values.size(), executions(round))));
        Collections.sort(sorted);
        return sorted.get((sorted.size() - 1) / 2);
    }
}
