package dev.autoresearch.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When a loop ends: at the limit that is reached first. Without any it goes on until it is interrupted.
 *
 * @param all looked at in this order
 */
public record Limits(List<Limit> all) {
    public static final Limits NONE = new Limits(List.of());

    public Limits {
        all = List.copyOf(all);
    }

    public Limits and(Limit limit) {
        var more = new ArrayList<>(all);
        more.add(limit);
        return new Limits(more);
    }

    public Optional<Limit> reached(Limit.LoopUsage usage) {
        return all.stream().filter(limit -> limit.isReached().test(usage)).findFirst();
    }

    /** Hours left until the tightest limit of time; infinite when there is none. */
    public double hoursLeft(Limit.LoopUsage usage) {
        return all.stream()
                .mapToDouble(limit -> Math.max(0, limit.hours() - usage.hours()))
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    public List<String> words() {
        return all.stream().map(Limit::text).toList();
    }

    @Override
    public String toString() {
        return all.isEmpty() ? "until Ctrl-C" : "until " + String.join(", or ", words());
    }
}
