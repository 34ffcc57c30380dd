package dev.autoresearch.model;

import java.util.List;

/**
 * What a candidate must not do to be kept.
 *
 * @param guards conditions on other metrics, such as {@code memory_mb <= +2%}
 * @param protect globs of files that no candidate may touch, besides the benchmark, the checks and the settings
 * @param holdout is there a second benchmark that only decides whether a gain is confirmed?
 */
public record Safeguards(List<String> guards, List<String> protect, boolean holdout) {
    /** None but the usual: the benchmark itself is protected. */
    public static final Safeguards NONE = new Safeguards(List.of(), List.of(), false);
}
