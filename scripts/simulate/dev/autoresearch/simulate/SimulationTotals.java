package dev.autoresearch.simulate;

import dev.autoresearch.stats.Interval;
import java.util.OptionalDouble;

/** What happened in one session or, added up, in many. */
final class SimulationTotals {
    /** The true gain that counts as large, in logarithms: 3 % less time. */
    private static final double LARGE = -Math.log(1 - 0.03);

    int sessions;
    long decisions;
    long runs;
    long keeps;
    long falseKeeps;
    long harmfulKeeps;
    long large;
    long largeKept;
    long revoked;
    long certified;
    long falselyCertified;
    long intervals;
    long covered;
    double expectedFalse;
    double trueGain;
    double trueGainSquared;
    double claimedGain;

    /** Counts an idea that was decided after so many charged executions. */
    void countIdea(int executions, double gain) {
        decisions++;
        runs += executions;
        large += gain >= LARGE ? 1 : 0;
    }

    /** Counts what the rule said about an idea that it keeps. */
    void countClaim(double claimed, Interval interval, double gain) {
        claimedGain += claimed;
        if (interval.low().isPresent() || interval.high().isPresent()) {
            intervals++;
            covered += interval.contains(gain) ? 1 : 0;
        }
    }

    /** Counts how probable it is, as the rule says, that a keep of the final tree is no improvement. */
    void countExpected(double noImprovement) {
        expectedFalse += noImprovement;
    }

    /** Counts a keep of the final tree that was proven. */
    void countProven(double gain) {
        certified++;
        falselyCertified += gain <= 0 ? 1 : 0;
    }

    /** Counts what is in the tree at the end of the session. */
    void countTree(SimulatedTree tree) {
        sessions = 1;
        for (int idea : tree.kept()) {
            double gain = tree.gain(idea);
            keeps++;
            falseKeeps += gain <= 0 ? 1 : 0;
            harmfulKeeps += gain < 0 ? 1 : 0;
            largeKept += gain >= LARGE ? 1 : 0;
        }
        trueGain = tree.totalGain();
        trueGainSquared = trueGain * trueGain;
    }

    void add(SimulationTotals other) {
        sessions += other.sessions;
        decisions += other.decisions;
        runs += other.runs;
        keeps += other.keeps;
        falseKeeps += other.falseKeeps;
        harmfulKeeps += other.harmfulKeeps;
        large += other.large;
        largeKept += other.largeKept;
        revoked += other.revoked;
        certified += other.certified;
        falselyCertified += other.falselyCertified;
        intervals += other.intervals;
        covered += other.covered;
        expectedFalse += other.expectedFalse;
        trueGain += other.trueGain;
        trueGainSquared += other.trueGainSquared;
        claimedGain += other.claimedGain;
    }

    /** Standard error of the mean true gain of a session, in logarithms; 0 for a single session. */
    double trueGainError() {
        double mean = trueGain / sessions;
        double variance = Math.max(0, trueGainSquared / sessions - mean * mean);
        return sessions > 1 ? Math.sqrt(variance / (sessions - 1)) : 0;
    }

    /** Numerator over denominator; empty if there was nothing to count. */
    static OptionalDouble rate(long part, long whole) {
        return whole > 0 ? OptionalDouble.of((double) part / whole) : OptionalDouble.empty();
    }

    /** The binomial standard error of {@link #rate}, as if what is counted were independent. */
    static OptionalDouble error(long part, long whole) {
        double rate = rate(part, whole).orElse(0);
        return whole > 0 ? OptionalDouble.of(Math.sqrt(rate * (1 - rate) / whole)) : OptionalDouble.empty();
    }
}
