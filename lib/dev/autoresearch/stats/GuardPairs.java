package dev.autoresearch.stats;

import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Role;
import dev.autoresearch.model.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A trial's executions as a guard sees them.
 *
 * @param candidates every execution of the candidate that counts, the first look included
 * @param pairs incumbent and candidate run next to each other
 * @param half the place of a pair's first execution whose second is still to come
 * @param failures executions of the candidate that gave no value
 */
public record GuardPairs(List<Measurement> candidates, List<Pair> pairs, Optional<Side> half, int failures) {

    /** Two executions side by side. */
    record Pair(Measurement incumbent, Measurement candidate) {}

    /** Takes them in their order: whatever precedes the first look is no pair, and a crash drops the half of one. */
    public static GuardPairs of(List<Measurement> executions) {
        var candidates = new ArrayList<Measurement>();
        var pairs = new ArrayList<Pair>();
        var half = Optional.<Measurement>empty();
        int failures = 0;
        for (var execution : executions) {
            if (!isOfTrial(execution)) continue;
            boolean candidate = execution.isAt(Side.CANDIDATE);
            boolean first = candidate && candidates.isEmpty();
            if (candidate && !execution.counts()) failures++;
            if (candidate && execution.counts()) candidates.add(execution);
            if (first || candidates.isEmpty() || !execution.counts()) half = Optional.empty();
            else if (half.isEmpty() || half.get().isAt(Side.CANDIDATE) == candidate) half = Optional.of(execution);
            else {
                pairs.add(candidate ? new Pair(half.get(), execution) : new Pair(execution, half.get()));
                half = Optional.empty();
            }
        }
        var open = half.map(first -> first.isAt(Side.CANDIDATE) ? Side.CANDIDATE : Side.INCUMBENT);
        return new GuardPairs(List.copyOf(candidates), List.copyOf(pairs), open, failures);
    }

    private static boolean isOfTrial(Measurement execution) {
        return execution.role().isPresent() && execution.role().get().purpose() == Role.Purpose.TRIAL;
    }
}
