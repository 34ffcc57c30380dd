package dev.autoresearch.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What makes an idea this one and no other: its words without endings and small change, and its numbers. "Use a larger
 * read buffer" and "Larger read-buffer" have the same gist, "batch 32" and "batch 64" have not.
 *
 * @param words stems in the order in which they first appear
 * @param numbers in the order in which they appear
 * @param ordered does the order of the words matter, as in "A instead of B"?
 */
public record Gist(Set<String> words, List<String> numbers, boolean ordered) {
    private static final int LONGEST = 500;
    private static final int FEWEST_TO_CONTAIN = 3;

    private static final Set<String> SMALL = Set.of(
            "a", "an", "the", "of", "for", "to", "in", "on", "at", "by", "with", "from", "into", "via", "as", "is",
            "are", "be", "it", "its", "this", "that", "and", "or", "then", "use", "using", "used", "try", "trying",
            "let", "also", "just", "our", "we", "i", "instead", "rather", "than");

    private static final Set<String> ORDERING =
            Set.of("instead", "rather", "than", "from", "into", "replace", "replaced", "before", "after", "over");

    /** Stems that say of the rest that it is undone. */
    private static final Set<String> TURNING = Set.of(
            "no", "not", "without", "never", "remov", "disabl", "undo", "revert", "except", "avoid", "skip", "off");

    private static final Map<String, String> SAME = Map.ofEntries(
            Map.entry("larger", "larg"),
            Map.entry("big", "larg"),
            Map.entry("biger", "larg"),
            Map.entry("increas", "larg"),
            Map.entry("enlarg", "larg"),
            Map.entry("rais", "larg"),
            Map.entry("more", "larg"),
            Map.entry("smaler", "smal"),
            Map.entry("reduc", "smal"),
            Map.entry("decreas", "smal"),
            Map.entry("shrink", "smal"),
            Map.entry("fewer", "smal"),
            Map.entry("drop", "remov"),
            Map.entry("delet", "remov"),
            Map.entry("eliminat", "remov"),
            Map.entry("kib", "kb"),
            Map.entry("k", "kb"),
            Map.entry("mib", "mb"),
            Map.entry("faster", "fast"));

    /** The gist of a text; of a long one, that of its first 500 characters. */
    public static Gist of(String text) {
        var words = new LinkedHashSet<String>();
        var numbers = new ArrayList<String>();
        boolean ordered = false;
        for (var token : tokens(text)) {
            if (Character.isDigit(token.charAt(0))) numbers.add(plain(token));
            else {
                var word = token.toLowerCase(Locale.ROOT);
                ordered |= ORDERING.contains(word);
                if (!SMALL.contains(word)) words.add(stem(word));
            }
        }
        return new Gist(Collections.unmodifiableSet(words), List.copyOf(numbers), ordered);
    }

    /**
     * Do two texts most likely mean the same? They do when their numbers are equal and their words are, or when one says
     * all that the other says (three words or more) and at most half as much besides. A missed pair is told twice; a
     * wrong one hides an idea, so that in doubt they differ.
     */
    public boolean isLike(Gist other) {
        if (size() == 0 || !numbers.equals(other.numbers)) return false;
        boolean shorter = words.size() <= other.words.size();
        var less = shorter ? this : other;
        var more = shorter ? other : this;
        if (!more.words.containsAll(less.words)) return false;
        if (less.words.size() < more.words.size() && !less.isMostOf(more)) return false;
        return !(ordered || other.ordered) || less.isInOrderOf(more);
    }

    private int size() {
        return words.size() + numbers.size();
    }

    private boolean isMostOf(Gist more) {
        if (size() < FEWEST_TO_CONTAIN || 3 * size() < 2 * more.size()) return false;
        for (var word : more.words) if (TURNING.contains(word) && !words.contains(word)) return false;
        return true;
    }

    private boolean isInOrderOf(Gist more) {
        var common = new ArrayList<String>();
        for (var word : more.words) if (words.contains(word)) common.add(word);
        return common.equals(new ArrayList<>(words));
    }

    /** Runs of letters, cut where a capital begins a word, and numbers; everything else is between them. */
    private static List<String> tokens(String text) {
        var tokens = new ArrayList<String>();
        int end = Math.min(text.length(), LONGEST);
        for (int i = 0; i < end; ) {
            int start = i;
            char c = text.charAt(i);
            if (isDigit(c)) i = numberEnd(text, i, end);
            else if (isWordCharacter(c)) i = wordEnd(text, i, end);
            else i++;
            if (isDigit(c) || isWordCharacter(c)) tokens.add(text.substring(start, i));
        }
        return tokens;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Letters of any script; what is written with surrogates counts as one. */
    private static boolean isWordCharacter(char c) {
        return Character.isLetter(c) || Character.isSurrogate(c) || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    private static int numberEnd(String text, int start, int end) {
        int i = start;
        while (i < end && isDigit(text.charAt(i))) i++;
        if (i + 1 < end && text.charAt(i) == '.' && isDigit(text.charAt(i + 1))) {
            i++;
            while (i < end && isDigit(text.charAt(i))) i++;
        }
        return i;
    }

    private static int wordEnd(String text, int start, int end) {
        int i = start + 1;
        while (i < end && isWordCharacter(text.charAt(i)) && !beginsWord(text, i, end)) i++;
        return i;
    }

    /** {@code hash|Map}, {@code XML|Parser}, but {@code KiB}. */
    private static boolean beginsWord(String text, int at, int end) {
        if (!Character.isUpperCase(text.charAt(at))) return false;
        char before = text.charAt(at - 1);
        if (before == 'i' && text.charAt(at) == 'B') return false;
        return Character.isLowerCase(before)
                || (Character.isUpperCase(before) && at + 1 < end && Character.isLowerCase(text.charAt(at + 1)));
    }

    /** A number without idle zeros: 08 is 8, 1.0 is 1. */
    private static String plain(String number) {
        int start = 0;
        int end = number.length();
        if (number.indexOf('.') >= 0) {
            while (number.charAt(end - 1) == '0') end--;
            if (number.charAt(end - 1) == '.') end--;
        }
        while (start < end - 1 && number.charAt(start) == '0' && number.charAt(start + 1) != '.') start++;
        return number.substring(start, end);
    }

    /** The word without its English ending; crude, but the same for all forms of a word, as a rule. */
    static String stem(String word) {
        var stem = word;
        if (stem.endsWith("ies") && stem.length() > 4) stem = cut(stem, 3) + "y";
        else if (stem.endsWith("s") && stem.length() > 3 && !stem.endsWith("ss") && !stem.endsWith("us"))
            stem = cut(stem, 1);
        if (stem.endsWith("ing") && stem.length() > 5) stem = cut(stem, 3);
        else if (stem.endsWith("ed") && stem.length() > 4) stem = cut(stem, 2);
        if (stem.endsWith("e") && stem.length() > 3) stem = cut(stem, 1);
        stem = withoutDoubles(stem);
        return SAME.getOrDefault(stem, stem);
    }

    private static String cut(String word, int letters) {
        return word.substring(0, word.length() - letters);
    }

    /** {@code mapping} and {@code map}, {@code calling} and {@code call} must come to the same. */
    private static String withoutDoubles(String word) {
        var single = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++)
            if (i == 0 || word.charAt(i) != word.charAt(i - 1)) single.append(word.charAt(i));
        return single.toString();
    }
}
