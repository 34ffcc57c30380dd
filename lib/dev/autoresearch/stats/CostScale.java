package dev.autoresearch.stats;

import dev.autoresearch.Problem;
import dev.autoresearch.model.Metric.Direction;
import java.util.OptionalDouble;

/**
 * The coordinate in which measurements are compared: a cost, smaller is better, in which a pair's difference does not
 * depend on the size of the metric. Positive metrics use the natural logarithm (a difference of 0.05 is about 5 %), all
 * others are divided by the magnitude of the baseline.
 *
 * @param direction which way the metric gets better
 * @param logarithmic whether costs are logarithms
 * @param unit the metric value that makes a cost of 1 on the linear scale, positive; 1 on the logarithmic scale
 */
public record CostScale(Direction direction, boolean logarithmic, double unit) {
    /** The scale that fits the calibration's metric values, of which there must be at least one. */
    public static CostScale of(double[] calibration, Direction direction) {
        for (double value : calibration) {
            if (value <= 0) {
                double magnitude = Math.abs(Interval.median(calibration));
                return new CostScale(direction, false, magnitude > 0 ? magnitude : 1.0);
            }
        }
        return new CostScale(direction, true, 1.0);
    }

    /** A linear scale in its place, on which values from zero down are values as well. */
    CostScale linear(double baseline) {
        return new CostScale(direction, false, Math.abs(baseline));
    }

    /**
     * The cost of a metric value.
     *
     * @throws Problem if the value is not finite, or not positive although all before it were
     */
    public double cost(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new Problem("the metric is not a number: " + value, "fix the benchmark, then measure again");
        }
        if (logarithmic && value <= 0) {
            throw new Problem(
                    "the metric is " + value + ", but it was always positive when this segment was calibrated",
                    "fix the benchmark, or begin a new segment if zero is a value it may have");
        }
        double magnitude = logarithmic ? Math.log(value) : value / unit;
        return direction == Direction.LOWER ? magnitude : -magnitude;
    }

    /** The metric value of a cost. */
    double value(double cost) {
        double magnitude = direction == Direction.LOWER ? cost : -cost;
        double value = logarithmic ? Math.exp(magnitude) : magnitude * unit;
        double whole = Math.rint(value);
        // a count comes back from its logarithm as a count
        return Math.abs(value - whole) < 1e-12 * Math.abs(value) ? whole : value;
    }

    /** The costs of several metric values. */
    double[] costs(double[] values) {
        double[] costs = new double[values.length];
        for (int i = 0; i < values.length; i++) costs[i] = cost(values[i]);
        return costs;
    }

    /**
     * What a gain in cost means for the metric: a fraction on the logarithmic scale (−0.054 for a time that is 5.4 %
     * shorter, +0.054 for a throughput that is 5.4 % greater), else a difference in the metric's own unit.
     */
    public double change(double gain) {
        double signed = direction == Direction.LOWER ? -gain : gain;
        return logarithmic ? Math.expm1(signed) : signed * unit;
    }

    /** The same for an end of an interval, which may be open: empty stays empty. */
    public OptionalDouble change(OptionalDouble gain) {
        return gain.isPresent() ? OptionalDouble.of(change(gain.getAsDouble())) : OptionalDouble.empty();
    }

    /** The cost of a tolerated fraction of the metric; 0.01 is 1 %. */
    double margin(double fraction) {
        return logarithmic ? Math.log1p(fraction) : fraction;
    }
}
