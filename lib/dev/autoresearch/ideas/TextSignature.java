package dev.autoresearch.ideas;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What makes an idea this one and no other: its numbers, and its words without the smallest ones. The texts "Use a
 * larger read buffer" and "Larger read-buffers" have the same signature. Those of "batch 32" and "batch 64" differ.
 *
 * @param words in lower case without a plural's s, in the order in which they first appear
 * @param numbers in the order in which they appear
 * @param ordered does the order of the words matter, as in "A instead of B"?
 */
public record TextSignature(Set<String> words, List<String> numbers, boolean ordered) {
    private static final int LONGEST = 500;
    private static final int FEWEST_TO_CONTAIN = 3;

    /** A number, or a word; a capital within one begins the next, as in HashMap and XMLParser. */
    private static final Pattern TOKEN = Pattern.compile(
            "[0-9]+(?:\\.[0-9]+)?|\\p{Lu}+(?!\\p{Ll})|\\p{Lu}?[\\p{L}\\p{M}\\p{So}&&[^\\p{Lu}]]+|\\p{Lu}");

    private static final Set<String> SMALL = Set.of(
            "a", "an", "the", "of", "for", "to", "in", "on", "at", "by", "with", "from", "into", "via", "as", "is",
            "are", "be", "it", "its", "this", "that", "and", "or", "then", "use", "using", "used", "try", "trying",
            "let", "also", "just", "our", "we", "i", "instead", "rather", "than");

    private static final Set<String> ORDERING =
            Set.of("instead", "rather", "than", "from", "into", "replace", "replaced", "before", "after", "over");

    /** Words that say of the rest that it is undone. */
    private static final Set<String> TURNING = Set.of(
            "no", "not", "without", "never", "remove", "disable", "drop", "undo", "revert", "except", "avoid", "skip",
            "off");

    /** The signature of a text; of a long one, that of its first 500 characters. */
    public static TextSignature of(String text) {
        var words = new LinkedHashSet<String>();
        var numbers = new ArrayList<String>();
        boolean ordered = false;
        var tokens = TOKEN.matcher(text.substring(0, Math.min(text.length(), LONGEST)));
        while (tokens.find()) {
            var word = tokens.group().toLowerCase(Locale.ROOT);
            if (word.charAt(0) >= '0' && word.charAt(0) <= '9')
                numbers.add(new BigDecimal(word).stripTrailingZeros().toPlainString());
            else if (!SMALL.contains(word)) words.add(singular(word));
            ordered |= ORDERING.contains(word);
        }
        return new TextSignature(Collections.unmodifiableSet(words), List.copyOf(numbers), ordered);
    }

    private static String singular(String word) {
        boolean plural = word.length() > 3 && word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us");
        return plural ? word.substring(0, word.length() - 1) : word;
    }

    /**
     * Do two texts most likely mean the same? Their numbers must be equal. Either their words are equal, or one has
     * all words of the other and at most half as many more. The shorter one needs three words then. A missed pair is
     * offered twice, a wrong one hides an idea: in doubt they differ.
     */
    public boolean isLike(TextSignature other) {
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

    private boolean isMostOf(TextSignature more) {
        return size() >= FEWEST_TO_CONTAIN
                && 3 * size() >= 2 * more.size()
                && more.words.stream().noneMatch(word -> TURNING.contains(word) && !words.contains(word));
    }

    private boolean isInOrderOf(TextSignature more) {
        return more.words.stream().filter(words::contains).toList().equals(List.copyOf(words));
    }
}
