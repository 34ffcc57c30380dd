package dev.autoresearch.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A discard that is worth another look, since a later keep changed what it was discarded for.
 *
 * <p>The rule: of what was learned from a discard (and of its hypothesis), the words that follow while, because, until,
 * since, unless, assuming, given or "as long as" name an assumption and count 2 each; other words count 1. Words that every
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
    private static final int ENOUGH = 2;
    private static final int FEWEST_TO_COMPARE = 4;

    private static final Set<String> INTRODUCING =
            Set.of("while", "because", "until", "since", "unless", "assuming", "given");

    /** Stems of what lessons say of any experiment. */
    private static final Set<String> GENERAL = new HashSet<>();

    static {
        for (var word : """
                time fast slow better worse good bad benchmark bench gain noise cost change improve improvement run result
                measure test dominate bound still already only much less there does help here was were has have had no not
                none effect difference performance speed code one too very most mostly spend spent main where which what
                when now later again anyway hide hidden limit baseline metric lower higher total same matter real work idea
                could would should can will may might never nothing but all any other over under without off out if so
                because while until since unless assume given long regression worthwhile win lose loss need mean show
                """.split("\\s+")) GENERAL.add(Gist.stem(word));
    }

    private record Keep(int place, Run run, Set<String> words) {}

    /** The text of a lesson with the stems that it speaks of. */
    private record Lesson(String text, Set<String> assumed, Set<String> others) {}

    /**
     * The discards among runs that are worth another look, the one whose assumption changed last first. Only the newest 500
     * discards and 200 keeps are looked at.
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
        lessons.forEach((place, texts) -> of(runs, place, texts, index).ifPresent(found::add));
        found.sort(Comparator.comparingDouble((Revisit revisit) -> -revisit.keep.number()));
        return List.copyOf(found);
    }

    /** Place of a discard → its lessons. */
    private static Map<Integer, List<Lesson>> lessons(List<Run> runs) {
        var lessons = new TreeMap<Integer, List<Lesson>>();
        for (int i = runs.size() - 1; i >= 0 && lessons.size() < MOST_DISCARDS; i--) {
            var run = runs.get(i);
            if (run.status() != Status.DISCARD || run.baseline() || run.asi().isEmpty()) continue;
            var insight = Insight.of(run);
            var texts = new ArrayList<>(insight.learned());
            insight.hypothesis().ifPresent(texts::add);
            var own = Gist.of(run.description()).words();
            var found = new ArrayList<Lesson>();
            for (var text : texts) found.add(lesson(text, own));
            if (!found.isEmpty()) lessons.put(i, found);
        }
        return lessons;
    }

    private static Lesson lesson(String text, Set<String> own) {
        var assumed = new StringBuilder();
        var others = new StringBuilder();
        boolean inside = false;
        var before = List.of("", "");
        for (var word : text.split("\\s+")) {
            var bare = bare(word);
            boolean introduces =
                    INTRODUCING.contains(bare) || (bare.equals("as") && before.equals(List.of("as", "long")));
            if (introduces) inside = true;
            else (inside ? assumed : others).append(word).append(' ');
            if (endsSentence(word)) inside = false;
            before = List.of(before.get(1), bare);
        }
        var stems = telling(Gist.of(assumed.toString()).words(), own);
        var rest = telling(Gist.of(others.toString()).words(), own);
        rest.removeAll(stems);
        return new Lesson(text, stems, rest);
    }

    private static String bare(String word) {
        int end = word.length();
        while (end > 0 && !Character.isLetterOrDigit(word.charAt(end - 1))) end--;
        return word.substring(0, end).toLowerCase(java.util.Locale.ROOT);
    }

    private static boolean endsSentence(String word) {
        return !word.isEmpty() && ".;!?".indexOf(word.charAt(word.length() - 1)) >= 0;
    }

    private static Set<String> telling(Set<String> words, Set<String> own) {
        var telling = new LinkedHashSet<String>();
        for (var word : words)
            if (word.length() > 2 && !GENERAL.contains(word) && !own.contains(word)) telling.add(word);
        return telling;
    }

    private static List<Keep> keeps(
            List<Run> runs, int after, Function<Run, ? extends Collection<String>> changedFiles) {
        var keeps = new ArrayList<Keep>();
        for (int i = runs.size() - 1; i > after && keeps.size() < MOST_KEEPS; i--) {
            var run = runs.get(i);
            if (!run.kept()) continue;
            var words = new HashSet<>(Gist.of(run.description()).words());
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

    private static Optional<Revisit> of(
            List<Run> runs, int place, List<Lesson> lessons, Map<String, List<Keep>> index) {
        var run = runs.get(place);
        Optional<Revisit> latest = Optional.empty();
        for (var lesson : lessons) {
            var weights = new HashMap<Keep, Integer>();
            weigh(lesson.assumed(), 2, place, index, weights);
            weigh(lesson.others(), 1, place, index, weights);
            for (var entry : weights.entrySet()) {
                var keep = entry.getKey();
                boolean later = latest.isEmpty()
                        || latest.get().keep.number() < keep.run().number();
                if (entry.getValue() >= ENOUGH && later) latest = Optional.of(revisit(run, lesson, keep));
            }
        }
        return latest.filter(revisit -> !isSettled(runs, place, revisit));
    }

    private static void weigh(
            Set<String> words, int weight, int place, Map<String, List<Keep>> index, Map<Keep, Integer> weights) {
        for (var word : words)
            for (var keep : index.getOrDefault(word, List.of()))
                if (keep.place() > place) weights.merge(keep, weight, Integer::sum);
    }

    private static Revisit revisit(Run run, Lesson lesson, Keep keep) {
        var words = new ArrayList<String>();
        for (var word : lesson.assumed()) if (keep.words().contains(word)) words.add(word);
        for (var word : lesson.others()) if (keep.words().contains(word)) words.add(word);
        return new Revisit(run, lesson.text(), keep.run(), List.copyOf(words));
    }

    private static boolean isSettled(List<Run> runs, int place, Revisit revisit) {
        var gist = Gist.of(revisit.run.description());
        for (int i = runs.size() - 1; i > place; i--) {
            if (runs.get(i).number() < revisit.keep.number()) break;
            if (Gist.of(runs.get(i).description()).isLike(gist)) return true;
        }
        return false;
    }

    /** Why, on one line: {@code run 4 learned "…"; run 9 (Intern the keys) changed that}. */
    @Override
    public String toString() {
        return "run " + run.number() + " (" + Text.line(run.description(), 60) + ") learned \"" + Text.line(lesson, 120)
                + "\"; run " + keep.number() + " (" + Text.line(keep.description(), 60) + ") changed that";
    }
}
