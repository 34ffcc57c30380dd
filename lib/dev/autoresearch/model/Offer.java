package dev.autoresearch.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pending idea, seen against what was tried.
 *
 * @param like the latest run that most likely tried the same
 */
public record Offer(Idea idea, Optional<Run> like) {

    /** The pending ideas in the order in which they are offered: oldest first, those that look tried last. */
    public static List<Offer> inOrder(List<Idea> ideas, List<Run> runs) {
        var pending = ideas.stream().filter(idea -> !idea.done()).toList();
        if (pending.isEmpty()) return List.of();
        var tried = new Tried(runs);
        var fresh = new ArrayList<Offer>();
        var stale = new ArrayList<Offer>();
        for (var idea : pending) {
            var offer = new Offer(idea, tried.like(idea.text()));
            (offer.like().isEmpty() ? fresh : stale).add(offer);
        }
        fresh.addAll(stale);
        return List.copyOf(fresh);
    }

    /** {@code  (like run 12, discarded)}; empty for a new idea. */
    public String warning() {
        return like.map(run ->
                        "  (like run " + run.number() + ", " + run.status().past() + ")")
                .orElse("");
    }

    @Override
    public String toString() {
        return idea + warning();
    }
}
