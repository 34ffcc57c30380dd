package dev.autoresearch.simulate;

import dev.autoresearch.stats.Certificates;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/** Which kept idea to prove next by a pair of idle runs, HEAD and HEAD without it in the order of a coin. */
final class PairedProofs {
    /** More than that many pairs are not spent on one idea. */
    private static final int MOST_PAIRS = 60;
    /** How much more than needed now the evidence is to be: more keeps to come raise what is needed. */
    private static final double RESERVE = 1.1;
    /** What a gain as large as the noise is worth beside evidence, as a logarithm: it is proven sooner. */
    private static final double CLEAR_GAIN = 5;

    private final Map<Integer, Double> gainsInNoise = new HashMap<>();
    private final Map<Integer, Integer> pairs = new HashMap<>();
    private Certificates certificates = Certificates.NONE;

    /** An idea was kept whose gain is expected to be so many times the noise of a run. */
    void kept(int idea, double gainInNoise) {
        gainsInNoise.put(idea, gainInNoise);
        certificates = certificates.kept(idea);
    }

    /**
     * Takes a pair.
     *
     * @param gain cost without the idea minus cost with it
     * @param sigma scale of such a difference, known before the pair
     */
    void add(int idea, double gain, double sigma) {
        pairs.merge(idea, 1, Integer::sum);
        certificates = certificates.plus(idea, gain, sigma);
    }

    /** Of what is in the tree and can be taken out, the idea that is nearest to a proof; none: all are proven or given up. */
    int next(Set<Integer> standing, IntPredicate removable) {
        double goal = RESERVE * certificates.needed(standing);
        int next = SimulatedTree.NONE;
        double best = Double.NEGATIVE_INFINITY;
        for (int idea : standing) {
            double evidence = certificates.evidence(idea);
            if (evidence >= goal || pairs.getOrDefault(idea, 0) >= MOST_PAIRS || !removable.test(idea)) continue;
            double value = Math.log(evidence) + CLEAR_GAIN * Math.min(1, gainsInNoise.getOrDefault(idea, 0.0));
            if (value > best) {
                best = value;
                next = idea;
            }
        }
        return next;
    }

    /** Those of the ideas in the tree that are proven. */
    Set<Integer> proven(Set<Integer> standing) {
        return certificates.proven(standing);
    }
}
