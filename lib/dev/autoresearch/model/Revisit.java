package dev.autoresearch.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A discard that is worth another look, since a later keep changed what it was discarded for.
 *
 * <p>The rule: of what was learned from a discard, the words that follow while, because, until, since, unless, assuming,
 * given or "as long as", up to the end of the sentence, name an assumption and count 2 each; other words count 1. Words that every
 * lesson has, those of the discard's own description, and those of more than half of the keeps do not count. A keep after
 * the discard whose description or changed file names have words worth 2 or more changed the assumption. A discard that was
 * tried again after that keep, or whose idea is that keep, is settled.
 *
 * @param run the discard
 * @param lesson the text that names the assumption
 * @param keep the latest kept run that changed it
 * @param words what both speak of
 */
public record Revisit(Run run, String lesson, Run keep, List<String> words) {
    private static final int MOST_DISCARDS = 500;
    private static final int MOST_KEEPS = 200;
    private static final int MOST_KEEPS_WITH_FILES = 30;
    private static final int ENOUGH = 2;
    private static final int FEWEST_TO_COMPARE = 4;

    /** A kept run at its place among the runs, with the stems that it speaks of. */
    private record Keep(int place, Run run, Set<String> words) {}

    /**
     * The discards among runs that are worth another look, the one whose assumption changed last first. Only the newest 500
     * discards and 200 keeps are looked at, and the files of the newest 30 keeps.
     *
     * @param runs of one segment, oldest first
     * @param changedFiles paths that a kept run changed; asked only where a lesson is there to compare them with
     */
    public static List<Revisit> among(List<Run> runs, Function<Run, ? extends Collection<String>> changedFiles) {
        var lessons = lessons(runs);
        if (lessons.isEmpty()) return List.of();
        var keeps = keeps(runs, lessons.keySet().iterator().next(), changedFiles);
        if (keeps.isEmpty()) return List.of();
        var index = index(keeps);
        var found = new ArrayList<Revisit>();
        lessons.forEach(
                (place, texts) -> of(runs.get(place), place, texts, index).ifPresent(found::add));
        found.removeIf(isSettledBy(runs));
        found.sort(Comparator.comparingInt((Revisit revisit) -> -revisit.keep.number()));
        return List.copyOf(found);
    }

    /** Place of a discard → its lessons. */
    private static Map<Integer, List<Lesson>> lessons(List<Run> runs) {
        var lessons = new TreeMap<Integer, List<Lesson>>();
        for (int i = runs.size() - 1; i >= 0 && lessons.size() < MOST_DISCARDS; i--) {
            var run = runs.get(i);
            if (run.status() != Status.DISCARD || run.baseline() || run.asi().isEmpty()) continue;
            var own = Gist.of(run.description()).words();
            var found = new ArrayList<Lesson>();
            for (var text : Insight.of(run).learned()) found.add(Lesson.of(text, own));
            if (!found.isEmpty()) lessons.put(i, found);
        }
        return lessons;
    }

    private static List<Keep> keeps(
            List<Run> runs, int after, Function<Run, ? extends Collection<String>> changedFiles) {
        var keeps = new ArrayList<Keep>();
        for (int i = runs.size() - 1; i > after && keeps.size() < MOST_KEEPS; i--) {
            var run = runs.get(i);
            if (!run.kept()) continue;
            var words = new HashSet<>(Gist.of(run.description()).words());
            if (keeps.size() < MOST_KEEPS_WITH_FILES)
                for (var path : changedFiles.apply(run))
                    words.addAll(Gist.of(name(path)).words());
            keeps.add(new Keep(i, run, words));
        }
        return keeps;
    }

    /** A file's name without folder and ending. */
    private static String name(String path) {
        var name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** Stem → the keeps that speak of it, latest first; without those that most keeps speak of. */
    private static Map<String, List<Keep>> index(List<Keep> keeps) {
        var index = new HashMap<String, List<Keep>>();
        for (var keep : keeps)
            for (var word : keep.words())
                index.computeIfAbsent(word, none -> new ArrayList<>()).add(keep);
        if (keeps.size() >= FEWEST_TO_COMPARE) index.values().removeIf(list -> 2 * list.size() > keeps.size());
        return index;
    }

    private static Optional<Revisit> of(Run run, int place, List<Lesson> lessons, Map<String, List<Keep>> index) {
        Optional<Revisit> latest = Optional.empty();
        for (var lesson : lessons) {
            var keep = changing(lesson, place, index);
            if (keep.isPresent()
                    && (latest.isEmpty()
                            || latest.get().keep.number() < keep.get().run().number()))
                latest = Optional.of(revisit(run, lesson, keep.get()));
        }
        return latest;
    }

    /** The latest keep after a place whose words weigh enough against a lesson. */
    private static Optional<Keep> changing(Lesson lesson, int place, Map<String, List<Keep>> index) {
        Map<Integer, Integer> weights = new HashMap<>();
        Optional<Keep> latest = Optional.empty();
        for (var word : lesson.words()) {
            for (var keep : index.getOrDefault(word, List.of())) {
                if (keep.place() < place) break;
                int weight = weights.merge(keep.place(), lesson.assumed().contains(word) ? 2 : 1, Integer::sum);
                boolean later = latest.isEmpty() || latest.get().place() < keep.place();
                if (weight >= ENOUGH && later) latest = Optional.of(keep);
            }
        }
        return latest;
    }

    private static Revisit revisit(Run run, Lesson lesson, Keep keep) {
        var words = new ArrayList<String>();
        for (var word : lesson.words()) if (keep.words().contains(word)) words.add(word);
        return new Revisit(run, lesson.text(), keep.run(), List.copyOf(words));
    }

    /** Is the latest run that tried the same the keep, or one after it? */
    private static Predicate<Revisit> isSettledBy(List<Run> runs) {
        var tried = new Tried(runs);
        return revisit -> tried.like(revisit.run.description())
                .map(run -> run.number() >= revisit.keep.number())
                .orElse(false);
    }

    /** Why, on one line: {@code run 4 learned "…"; run 9 (Intern the keys) changed that}. */
    @Override
    public String toString() {
        return "run " + run.number() + " (" + Text.line(run.description(), 60) + ") learned \"" + Text.line(lesson, 120)
                + "\"; run " + keep.number() + " (" + Text.line(keep.description(), 60) + ") changed that";
    }
}
