/**
 * Running a benchmark command and reading what it printed.
 *
 * <p>{@link dev.autoresearch.process.Executor} is the seam: {@link dev.autoresearch.process.LocalExecutor} starts
 * {@code bash -c} through Apache Commons Exec, tests put a function in its place. A command that fails is a value
 * ({@link dev.autoresearch.process.CommandResult}). A command that could not be started, or was stopped because this
 * program was asked to stop, is a {@link dev.autoresearch.Problem}.
 *
 * <p>Rules: a METRIC line is never lost, however long the output; memory stays bounded, however long the output; at
 * the timeout nothing of the process tree stays alive; nothing here prints.
 */
package dev.autoresearch.process;
