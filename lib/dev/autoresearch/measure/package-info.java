/**
 * One step of the loop: change, measure, decide, record. {@link dev.autoresearch.measure.AttemptRunner} has the whole of it.
 *
 * <p>{@link dev.autoresearch.measure.Benchmark} executes the benchmark once. A trial executes it again and again, incumbent
 * and candidate each in its place, until the statistics have decided; a {@link dev.autoresearch.measure.Holdout} confirms
 * by a second benchmark what would be kept. A {@link dev.autoresearch.measure.SweepRunner} attempts the variants of a
 * command.
 *
 * <p>What was kept is put to the test again: {@link dev.autoresearch.measure.Verify} measures the baseline against HEAD,
 * {@link dev.autoresearch.measure.Audit} HEAD against HEAD without each kept change. Both measure commits in worktrees of
 * their own, and leave the user's tree and branch alone.
 */
package dev.autoresearch.measure;
