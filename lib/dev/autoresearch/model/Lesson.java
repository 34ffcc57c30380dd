package dev.autoresearch.model;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What was learned from an experiment, by the stems that it speaks of.
 *
 * @param text the whole lesson
 * @param assumed what stands behind while, because and the like, up to the end of the sentence
 * @param others what else it speaks of
 */
record Lesson(String text, Set<String> assumed, Set<String> others) {
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

    /**
     * Reads a lesson.
     *
     * @param own stems that do not count, since the experiment itself is about them
     */
    static Lesson of(String text, Set<String> own) {
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
        return word.substring(0, end).toLowerCase(Locale.ROOT);
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

    /** All stems that it speaks of, those of the assumption first. */
    Set<String> words() {
        var words = new LinkedHashSet<>(assumed);
        words.addAll(others);
        return words;
    }
}
