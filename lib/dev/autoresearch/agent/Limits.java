package dev.autoresearch.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When a loop ends: at whatever comes first. Without any it goes on until it is interrupted.
 *
 * @param all looked at in this order
 */
public record Limits(List<Limit> all) {
    /** No limit. */
    public static final Limits NONE = new Limits(List.of());

    public Limits {
        all = List.copyOf(all);
    }

    /** The same with one more. */
    public Limits and(Limit limit) {
        var more = new ArrayList<>(all);
        more.add(limit);
        return new Limits(more);
    }

    /** The first limit that is reached. */
    public Optional<Limit> reached(Limit.LoopUsage usage) {
        for (var limit : all) if (limit.isReached().test(usage)) return Optional.of(limit);
        return Optional.empty();
    }

    /** Hours left until the tightest limit of time; infinite when there is none. */
    public double hoursLeft(Limit.LoopUsage usage) {
        double left = Double.POSITIVE_INFINITY;
        for (var limit : all) left = Math.min(left, Math.max(0, limit.hours() - usage.hours()));
        return left;
    }

    /** Each in words. */
    public List<String> words() {
        return all.stream().map(Limit::text).toList();
    }

    @Override
    public String toString() {
        return all.isEmpty() ? "until Ctrl-C" : "until " + String.join(", or ", words());
    }
}
