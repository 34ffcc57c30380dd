package dev.autoresearch.cli;

import java.util.List;
import java.util.Optional;

/** Finds the word that was probably meant. */
final class NearestWord {
    private NearestWord() {}

    /** The nearest of these words by edits (Levenshtein), if it is near enough to be meant. */
    static Optional<String> to(String typed, List<String> words) {
        Optional<String> nearest = Optional.empty();
        int least = Math.max(2, typed.length() / 3) + 1;
        for (var word : words) {
            int distance = distance(typed, word);
            if (distance >= least) continue;
            least = distance;
            nearest = Optional.of(word);
        }
        return nearest;
    }

    private static int distance(String a, String b) {
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) row[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
