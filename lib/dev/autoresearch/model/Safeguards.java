package dev.autoresearch.model;

import java.util.ArrayList;
import java.util.List;

/**
 * What a candidate must not do to be kept.
 *
 * @param guards conditions on other metrics, such as {@code memory_mb <= +2%}
 * @param protect globs of files that no candidate may touch, besides the benchmark, the checks and the settings; one that
 *     begins with {@code !} lifts the protection
 * @param holdout is there a second benchmark that only decides whether a gain is confirmed?
 */
public record Safeguards(List<String> guards, List<String> protect, boolean holdout) {
    /** None but the usual: the benchmark itself is protected. */
    public static final Safeguards NONE = new Safeguards(List.of(), List.of(), false);

    /** The same with one more guard. */
    public Safeguards guard(String guard) {
        return new Safeguards(plus(guards, guard), protect, holdout);
    }

    /** The same with one more glob. */
    public Safeguards protect(String glob) {
        return new Safeguards(guards, plus(protect, glob), holdout);
    }

    private static List<String> plus(List<String> list, String item) {
        var longer = new ArrayList<>(list);
        longer.add(item);
        return List.copyOf(longer);
    }
}
