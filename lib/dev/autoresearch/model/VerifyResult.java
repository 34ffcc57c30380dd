package dev.autoresearch.model;

import java.util.OptionalDouble;

/**
 * The honest total: the segment's baseline measured against HEAD, side by side.
 *
 * @param baseline full id of the baseline's commit
 * @param head full id of HEAD
 * @param pairs pairs that count
 * @param change of the metric from the baseline to HEAD: a fraction ({@code relative}), else in the metric's unit
 * @param low the metric's change at the worse end of the 90 % interval; empty where the pairs do not bound it
 * @param high the metric's change at the better end
 */
public record VerifyResult(
        String baseline,
        String head,
        int pairs,
        double change,
        OptionalDouble low,
        OptionalDouble high,
        boolean relative)
        implements Event {
    private static final double INVISIBLE = 5e-4;

    /**
     * Does a total change, in the same terms, lie within the interval? An open end excludes nothing. Neither does a difference
     * too small to be shown, below 0.05 percentage points.
     */
    public boolean covers(double total) {
        if (low.isEmpty() || high.isEmpty()) return coversHalf(total);
        // which end is the smaller number depends on the metric's direction
        double least = Math.min(low.getAsDouble(), high.getAsDouble());
        double greatest = Math.max(low.getAsDouble(), high.getAsDouble());
        return total >= least - slack() && total <= greatest + slack();
    }

    /** On the side of the only end, seen from it, or anywhere if there is none. */
    private boolean coversHalf(double total) {
        var end = low.isPresent() ? low : high;
        if (end.isEmpty()) return true;
        double towards = Math.signum(change - end.getAsDouble());
        return towards * (total - end.getAsDouble()) >= -slack();
    }

    private double slack() {
        return relative ? INVISIBLE : INVISIBLE * Math.abs(change);
    }

    /** For a status line: {@code verified -29.4% (90% -31.2 … -27.5)}. */
    public String brief() {
        return "verified " + size() + " (90% " + interval() + ")";
    }

    /** The change alone: {@code -29.4%}. */
    public String size() {
        return Format.effect(change, relative);
    }

    /** The ends of the 90 % interval, the better one first: {@code -31.2 … -27.5}. */
    public String interval() {
        return Format.end(high, relative) + " … " + Format.end(low, relative);
    }

    private String full(OptionalDouble change) {
        return Format.end(change, relative) + (relative && change.isPresent() ? "%" : "");
    }

    @Override
    public String toString() {
        return "verified: " + size() + " (90% interval " + full(high) + " … " + full(low) + "), "
                + Format.count(pairs, "pair");
    }
}
