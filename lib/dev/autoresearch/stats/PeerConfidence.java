package dev.autoresearch.stats;

import dev.autoresearch.model.Metric.Direction;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The confidence that pi-autoresearch, the OpenClaw plugin and the Python SDK write beside each run: the distance of
 * the best kept run from the baseline in units of the median absolute deviation (MAD) of all positive metrics of the
 * segment. We write it so that they can read our journals; we never decide by it, because it takes signal for noise.
 */
public final class PeerConfidence {
    private static final int FEWEST_RUNS = 3;
    static final double LIKELY = 2.0;
    private static final double MARGINAL = 1.0;

    private PeerConfidence() {}

    /**
     * |best − baseline| / MAD, in O(n log n).
     *
     * @param runs all runs of one segment in log order, the run being logged included; the first one is the baseline,
     *     whatever became of it
     * @param direction which way the metric gets better
     * @return a number ≥ 0; empty with fewer than three positive metrics, a MAD of 0, no kept run among the positive
     *     ones, a best equal to the baseline, or a ratio too large for a double
     */
    public static OptionalDouble of(List<Sample> runs, Direction direction) {
        double[] positive = new double[runs.size()];
        int count = 0;
        double best = Double.NaN;
        for (Sample run : runs) {
            double value = run.value();
            if (value > 0) {
                positive[count++] = value;
                if (run.kept() && (Double.isNaN(best) || direction.better(value, best))) best = value;
            }
        }
        if (count < FEWEST_RUNS || Double.isNaN(best)) return OptionalDouble.empty();
        double baseline = runs.get(0).value();
        double ratio = Math.abs(best - baseline) / medianAbsoluteDeviation(Arrays.copyOf(positive, count));
        // 0 is "best equals baseline", infinite or NaN is "MAD is 0" (or overflow): the peers write null for each
        return ratio > 0 && ratio < Double.POSITIVE_INFINITY ? OptionalDouble.of(ratio) : OptionalDouble.empty();
    }

    /** The confidence of a segment as it stands. */
    public static OptionalDouble of(Segment segment) {
        List<Sample> samples = new ArrayList<>(segment.runs().size());
        for (Run run : segment.runs()) samples.add(new Sample(run.metric(), run.kept()));
        return of(samples, segment.setup().metric().direction());
    }

    /** The words that the peers show beside a confidence. */
    public static String words(OptionalDouble confidence) {
        if (confidence.isEmpty()) return "n/a";
        double value = confidence.getAsDouble();
        if (value >= LIKELY) return "likely real";
        return value >= MARGINAL ? "above noise but marginal" : "within noise — re-run to confirm";
    }

    /** Sorts {@code values}, then reuses them for the deviations: one array for sessions of 100,000 runs. */
    private static double medianAbsoluteDeviation(double[] values) {
        Arrays.sort(values);
        double median = Interval.median(values);
        for (int i = 0; i < values.length; i++) values[i] = Math.abs(values[i] - median);
        Arrays.sort(values);
        return Interval.median(values);
    }

    /**
     * One logged run as the peers' confidence sees it.
     *
     * @param value the run's metric in the session's unit, finite; 0 for a crash that measured nothing
     * @param kept whether the run was kept
     */
    public record Sample(double value, boolean kept) {}
}
