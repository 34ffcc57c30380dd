package dev.autoresearch.model;

import java.nio.file.Path;
import java.util.List;

/**
 * What a person may know of the holdout, and the loop may not.
 *
 * @param command the second benchmark
 * @param file where its numbers are kept, outside the project
 * @param runs one for each candidate so far; kept where the gain was confirmed
 */
public record HoldoutResult(String command, Path file, List<Run> runs) {
    /** One line: {@code ./second.sh, 3 candidates, 2 confirmed}. */
    @Override
    public String toString() {
        long confirmed = runs.stream().filter(Run::kept).count();
        return SafeText.line(command, 80) + ", " + Format.count(runs.size(), "candidate") + ", " + confirmed
                + " confirmed";
    }
}
