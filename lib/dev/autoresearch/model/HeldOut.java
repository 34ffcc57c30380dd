package dev.autoresearch.model;

import java.nio.file.Path;
import java.util.List;

/**
 * What a person may know of the holdout, and the loop may not.
 *
 * @param command the second benchmark
 * @param file where its numbers are kept, outside the project
 * @param runs a run for each candidate that came so far; kept where the gain was confirmed
 */
public record HeldOut(String command, Path file, List<Run> runs) {}
