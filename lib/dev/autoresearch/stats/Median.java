package dev.autoresearch.stats;

import java.util.Arrays;

/** The sample median; an even count averages the two middle values. */
public final class Median {
    private Median() {}

    /** The median of {@code values}, which must not be empty and stay as they are. */
    public static double of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return ofSorted(sorted);
    }

    /** The median of values that are in ascending order already. */
    static double ofSorted(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
