/**
 * One step of the loop: change, measure, decide, record. {@link dev.autoresearch.measure.AttemptRunner} has the whole of it.
 *
 * <p>{@link dev.autoresearch.measure.Benchmark} is executed once at a time. A trial executes it at incumbent and candidate,
 * until the statistics have decided. A {@link dev.autoresearch.measure.Holdout} confirms a keep by a second benchmark. A
 * {@link dev.autoresearch.measure.SweepRunner} attempts the variants of a command.
 *
 * <p>{@link dev.autoresearch.measure.Verify} measures the baseline against HEAD,
 * {@link dev.autoresearch.measure.Audit} HEAD against HEAD without each kept change. Both measure commits in worktrees of
 * their own, and leave the user's tree and branch alone.
 */
package dev.autoresearch.measure;
