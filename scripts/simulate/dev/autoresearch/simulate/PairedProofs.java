package dev.autoresearch.simulate;

import dev.autoresearch.stats.Certificates;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which kept idea to prove next by a pair of idle runs, HEAD and HEAD without it in the order of a coin. */
final class PairedProofs {
    /** More than that many pairs are not spent on one idea. */
    private static final int MOST_PAIRS = 60;

    private final Map<Integer, Integer> pairs = new HashMap<>();
    private Certificates certificates = Certificates.NONE;

    void kept(int idea) {
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
    int next(int[] standing, IntPredicate removable) {
        double needed = certificates.needed(asSet(standing));
        int next = SimulatedTree.NONE;
        double best = Double.NEGATIVE_INFINITY;
        for (int idea : standing) {
            double evidence = certificates.evidence(idea);
            boolean open = evidence < needed && pairs.getOrDefault(idea, 0) < MOST_PAIRS && removable.test(idea);
            if (!open || evidence <= best) continue;
            best = evidence;
            next = idea;
        }
        return next;
    }

    /** Those of the ideas in the tree that are proven. */
    Set<Integer> proven(int[] standing) {
        return certificates.proven(asSet(standing));
    }

    private static Set<Integer> asSet(int[] ideas) {
        return IntStream.of(ideas).boxed().collect(Collectors.toCollection(TreeSet::new));
    }
}
