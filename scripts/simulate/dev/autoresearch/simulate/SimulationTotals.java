package dev.autoresearch.simulate;

import dev.autoresearch.stats.Decision;
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
    long intervals;
    long covered;
    double trueGain;
    double claimedGain;

    /** Counts the decision on an idea whose true gain is known. */
    void count(Decision decision, double gain) {
        boolean keep = decision.verdict().keep();
        decisions++;
        runs += decision.runs();
        large += gain >= LARGE ? 1 : 0;
        if (!keep) return;
        keeps++;
        falseKeeps += gain <= 0 ? 1 : 0;
        harmfulKeeps += gain < 0 ? 1 : 0;
        largeKept += gain >= LARGE ? 1 : 0;
        trueGain += gain;
        decision.effect().ifPresent(effect -> {
            claimedGain += effect.cautious();
            count(effect.interval(), gain);
        });
    }

    private void count(Interval interval, double gain) {
        if (interval.low().isPresent() || interval.high().isPresent()) {
            intervals++;
            covered += interval.contains(gain) ? 1 : 0;
        }
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
        intervals += other.intervals;
        covered += other.covered;
        trueGain += other.trueGain;
        claimedGain += other.claimedGain;
    }

    /** Numerator over denominator; empty if there was nothing to count. */
    static OptionalDouble rate(long part, long whole) {
        return whole > 0 ? OptionalDouble.of((double) part / whole) : OptionalDouble.empty();
    }
}
