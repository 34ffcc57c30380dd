package dev.autoresearch.stats.filter;

import java.util.ArrayList;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A keep on which more runs may still be made, and what is thought of it now.
 *
 * @param id the number it was kept under
 * @param noImprovement the probability that it is no improvement, in [0, 1]
 * @param gain the expected gain in cost, positive is better
 */
public record ProvisionalKeep(int id, double noImprovement, double gain) {
    /** The greatest mean probability of being no improvement that the keeps of a final tree may have. */
    public static final double FINAL_LIMIT = 0.045;

    /**
     * The largest set of keeps whose mean probability of being no improvement, the expected share of false keeps, is at most
     * the limit: the Bayesian false-discovery rate (Efron 2008).
     *
     * @param noImprovement for each keep's number, the probability that it is no improvement, in [0, 1]
     * @param limit greatest mean, in [0, 1]
     * @return the numbers of that set
     */
    public static SortedSet<Integer> finalSelection(Map<Integer, Double> noImprovement, double limit) {
        var safestFirst = new ArrayList<>(noImprovement.entrySet());
        safestFirst.sort(Map.Entry.<Integer, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()));
        var selected = new TreeSet<Integer>();
        double sum = 0;
        for (var keep : safestFirst) {
            sum += keep.getValue();
            if (sum > limit * (selected.size() + 1)) break;
            selected.add(keep.getKey());
        }
        return selected;
    }
}
