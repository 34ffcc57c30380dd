package dev.autoresearch.ideas;

import dev.autoresearch.model.Idea;
import dev.autoresearch.model.Run;
import java.util.Comparator;
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
        var tried = pending.isEmpty() ? List.<TextSignature>of() : signatures(runs);
        return pending.stream()
                .map(idea -> new PendingIdea(idea, like(runs, tried, idea.text())))
                .sorted(Comparator.comparing(offer -> offer.like().isPresent()))
                .toList();
    }

    /** The latest of {@code runs} that most likely tried the same as {@code text} says. */
    public static Optional<Run> like(List<Run> runs, String text) {
        return like(runs, signatures(runs), text);
    }

    /** A baseline tries nothing and is passed over. */
    private static Optional<Run> like(List<Run> runs, List<TextSignature> tried, String text) {
        var signature = TextSignature.of(text);
        for (int i = runs.size() - 1; i >= 0; i--)
            if (!runs.get(i).baseline() && tried.get(i).isLike(signature)) return Optional.of(runs.get(i));
        return Optional.empty();
    }

    private static List<TextSignature> signatures(List<Run> runs) {
        return runs.stream().map(run -> TextSignature.of(run.description())).toList();
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
