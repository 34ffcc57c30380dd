package dev.autoresearch.model;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The figures behind a judgement.
 *
 * @param runs executions spent on it
 * @param pairs pairs that count
 * @param screenGain gain in cost of the first look
 * @param sigma scale of a pair's difference in cost at that moment; 0 for a deterministic metric
 * @param alpha risk of a false keep that was taken
 * @param change the effect on the metric: a fraction ({@code relative}), else in the metric's unit
 * @param low the metric's change at the worse end of the 90 % interval
 * @param high the metric's change at the better end
 * @param relative are the changes fractions of the metric?
 * @param gains each pair's gain in cost
 */
public record ComparisonFigures(
        int runs,
        int pairs,
        double screenGain,
        OptionalDouble sigma,
        OptionalDouble alpha,
        OptionalDouble change,
        OptionalDouble low,
        OptionalDouble high,
        boolean relative,
        List<Double> gains) {

    /** The effect alone: {@code -4.1%}, or in the metric's unit; empty where none was measured. */
    public String effect() {
        return change.isPresent() ? signed(change.getAsDouble()) + (relative ? "%" : "") : "";
    }

    /** The 90 % interval, its better end first: {@code -5.9…-2.2}; empty where there is none or it is a point. */
    public String interval() {
        if ((low.isEmpty() && high.isEmpty()) || low.equals(high)) return "";
        return (high.isPresent() ? signed(high.getAsDouble()) : "") + "…"
                + (low.isPresent() ? signed(low.getAsDouble()) : "");
    }

    private String signed(double value) {
        if (!relative) return (value > 0 ? "+" : "") + Format.number(value);
        var percent = Format.percent(100 * value);
        return percent.substring(0, percent.length() - 1);
    }
}
