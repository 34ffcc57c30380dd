package dev.autoresearch.stats;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * How much two measurements of the same code differ: a pool of the newest residuals and their robust scale σ. A spike
 * now and then hardly moves it.
 */
final class Noise {
    static final int POOL = 200;

    /** Makes the median absolute deviation of a normal distribution its standard deviation. */
    static final double MEDIAN_TO_SIGMA = 1.4826;
    /** √(π/2) makes the mean absolute deviation of a normal distribution its standard deviation. */
    private static final double MEAN_TO_SIGMA = 1.2533141373155003;

    private static final double CONFIDENCE = 0.9;

    private final SlidingWindow residuals;
    private final double sigma;

    private Noise(SlidingWindow residuals) {
        this.residuals = residuals;
        this.sigma = scaleOf(residuals.toArray());
    }

    static Noise of(double... residuals) {
        return new Noise(SlidingWindow.of(POOL, residuals));
    }

    /** The residuals of a calibration: differences of successive costs of the same code. */
    static Noise ofCalibration(double[] costs) {
        return of(successive(costs));
    }

    Noise plus(double... newer) {
        return newer.length == 0 ? this : new Noise(residuals.plus(newer));
    }

    /** σ, the scale of a pair's difference in cost; 0 means that the metric is deterministic. */
    double sigma() {
        return sigma;
    }

    /**
     * What the pairs of one comparison say about the noise: their deviations from their median, widened by
     * √(n/(n−1)) for the degree of freedom that the median took. Fewer than three pairs say nothing.
     */
    static double[] residualsOf(double[] differences) {
        int n = differences.length;
        if (n < 3) return new double[0];
        double median = Interval.median(differences);
        double widened = Math.sqrt(n / (n - 1.0));
        double[] residuals = new double[n];
        for (int i = 0; i < n; i++) residuals[i] = (differences[i] - median) * widened;
        return residuals;
    }

    /** Differences of successive costs of the same code. */
    static double[] successive(double[] costs) {
        double[] differences = new double[Math.max(0, costs.length - 1)];
        for (int i = 0; i < differences.length; i++) differences[i] = costs[i + 1] - costs[i];
        return differences;
    }

    /**
     * How far one pair's difference may lie from the truth in nine of ten cases, as the pool has it: the conformal
     * quantile (Vovk et al. 2005; Lei et al. 2018, arXiv 1604.04173), which asks nothing of the noise but that the next
     * deviation is one like those before. A median of several pairs is nearer. Empty while the pool has fewer than nine.
     */
    OptionalDouble usualError() {
        double[] sizes = residuals.toArray();
        int rank = (int) Math.ceil(CONFIDENCE * (sizes.length + 1));
        if (rank > sizes.length) return OptionalDouble.empty();
        for (int i = 0; i < sizes.length; i++) sizes[i] = Math.abs(sizes[i]);
        Arrays.sort(sizes);
        return OptionalDouble.of(sizes[rank - 1]);
    }

    private static double scaleOf(double[] residuals) {
        if (residuals.length == 0) return 0;
        double sum = 0;
        for (int i = 0; i < residuals.length; i++) {
            residuals[i] = Math.abs(residuals[i]);
            sum += residuals[i];
        }
        double sigma = MEDIAN_TO_SIGMA * Interval.median(residuals);
        // half of the pool may be ties of a coarse clock: the mean still sees the rest
        return sigma > 0 ? sigma : MEAN_TO_SIGMA * (sum / residuals.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Noise that && residuals.equals(that.residuals);
    }

    @Override
    public int hashCode() {
        return residuals.hashCode();
    }

    @Override
    public String toString() {
        return "sigma " + sigma;
    }
}
