/**
 * One step of the loop: change, measure, decide, record. {@link dev.autoresearch.attempt.Attempts} has the whole of it.
 *
 * <p>{@link dev.autoresearch.attempt.Bench} executes the benchmark once. A contest executes it again and again, incumbent
 * and candidate each in its place, until the statistics have decided; a {@link dev.autoresearch.attempt.Holdout} confirms
 * by a second benchmark what would be kept. A {@link dev.autoresearch.attempt.Sweeping} attempts the variants of a command.
 */
package dev.autoresearch.attempt;
