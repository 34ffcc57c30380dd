package dev.autoresearch.stats;

import java.util.Arrays;

/** The newest values of a series, an immutable value. */
final class SlidingWindow {
    private final int limit;
    private final double[] values;

    private SlidingWindow(int limit, double[] values) {
        this.limit = limit;
        this.values = values;
    }

    /** The last {@code limit} of {@code values}. */
    static SlidingWindow of(int limit, double... values) {
        return new SlidingWindow(limit, Arrays.copyOfRange(values, Math.max(0, values.length - limit), values.length));
    }

    /** This window moved over {@code newer} values. */
    SlidingWindow plus(double... newer) {
        if (newer.length >= limit) return of(limit, newer);
        int old = Math.min(values.length, limit - newer.length);
        double[] moved = Arrays.copyOfRange(values, values.length - old, values.length + newer.length);
        System.arraycopy(newer, 0, moved, old, newer.length);
        return new SlidingWindow(limit, moved);
    }

    double median() {
        return Interval.median(values);
    }

    int size() {
        return values.length;
    }

    double[] toArray() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SlidingWindow that && limit == that.limit && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
