package dev.autoresearch.report;

import dev.autoresearch.model.Metric.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One figure of one benchmark with its raw samples.
 *
 * @param key the benchmark with its parameters, as in {@code b.B.sum[n=64] avgt}; a secondary figure
 *     follows after {@code #}, as in {@code b.B.sum[n=64] avgt#gc.alloc.rate.norm}
 * @param main is it the main figure, or a secondary one?
 * @param unit as the report says it, such as {@code s}, {@code ns/op}, {@code ops/us}; empty where it does not say
 * @param samples independent measurements, in order: one a fork for JMH, one a run, repetition or round for the others
 * @param better which way it gets better, where that is known
 * @param failure why its samples are not to be believed
 */
public record ReportedBenchmark(
        String key,
        boolean main,
        String unit,
        List<Double> samples,
        Optional<Direction> better,
        Optional<String> failure) {
    public ReportedBenchmark {
        samples = List.copyOf(samples);
    }

    /** The main figure of a benchmark. */
    static ReportedBenchmark main(String key, String unit, List<Double> samples) {
        return new ReportedBenchmark(key, true, unit, samples, better(unit), Optional.empty());
    }

    /** A secondary figure. A rate may be one of allocation, so the direction is known of times only. */
    static ReportedBenchmark secondary(String key, String unit, List<Double> samples) {
        var better = better(unit).filter(direction -> direction == Direction.LOWER);
        return new ReportedBenchmark(key, false, unit, samples, better, Optional.empty());
    }

    ReportedBenchmark better(Direction direction) {
        return new ReportedBenchmark(key, main, unit, samples, Optional.of(direction), failure);
    }

    ReportedBenchmark key(String other) {
        return new ReportedBenchmark(other, main, unit, samples, better, failure);
    }

    /** The same, not to be believed. */
    ReportedBenchmark failed(String why) {
        return new ReportedBenchmark(key, main, unit, samples, better, Optional.of(why));
    }

    /** The samples of both, which have the same key. */
    ReportedBenchmark and(ReportedBenchmark later) {
        var both = new ArrayList<>(samples);
        both.addAll(later.samples);
        return new ReportedBenchmark(key, main, unit, both, better, failure.or(later::failure));
    }

    /** A rate (x/s) rises as it gets better, a time falls; nothing is known of others. */
    private static Optional<Direction> better(String unit) {
        if (Units.isRate(unit)) return Optional.of(Direction.HIGHER);
        return Units.isTime(unit) ? Optional.of(Direction.LOWER) : Optional.empty();
    }
}
