package dev.autoresearch.ideas;

import dev.autoresearch.model.Idea;
import dev.autoresearch.model.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pending idea, seen against what was tried.
 *
 * @param like the latest run that most likely tried the same
 */
public record PendingIdea(Idea idea, Optional<Run> like) {

    /** The pending ideas in the order in which they are offered: oldest first, those that look tried last. */
    public static List<PendingIdea> inOrder(List<Idea> ideas, List<Run> runs) {
        var pending = ideas.stream().filter(idea -> !idea.done()).toList();
        if (pending.isEmpty()) return List.of();
        var tried = new Tried(runs);
        var fresh = new ArrayList<PendingIdea>();
        var stale = new ArrayList<PendingIdea>();
        for (var idea : pending) {
            var offer = new PendingIdea(idea, tried.like(idea.text()));
            (offer.like().isEmpty() ? fresh : stale).add(offer);
        }
        fresh.addAll(stale);
        return List.copyOf(fresh);
    }

    /** The latest of {@code runs} that most likely tried the same as {@code text} says. */
    public static Optional<Run> like(List<Run> runs, String text) {
        return new Tried(runs).like(text);
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

    /** Runs by what they tried; a baseline tries nothing and is passed over. */
    private static final class Tried {
        private final List<Run> runs;
        private final List<TextSignature> signatures;

        Tried(List<Run> runs) {
            this.runs = runs.stream().filter(run -> !run.baseline()).toList();
            signatures = this.runs.stream()
                    .map(run -> TextSignature.of(run.description()))
                    .toList();
        }

        /** The latest one. */
        Optional<Run> like(String text) {
            var signature = TextSignature.of(text);
            for (int i = runs.size() - 1; i >= 0; i--)
                if (signatures.get(i).isLike(signature)) return Optional.of(runs.get(i));
            return Optional.empty();
        }
    }
}
