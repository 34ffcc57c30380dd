package dev.autoresearch.process;

/** Runs commands. The one seam for tests: a function may stand in for real processes. */
@FunctionalInterface
public interface Executor {
    /**
     * Runs the command to its end, or to its timeout.
     *
     * @return what happened; a failing command is a value
     * @throws dev.autoresearch.Problem when the command cannot be started; with exit code 130 when this program was asked to stop
     */
    CommandResult execute(Command task, OutputListener listener);
}
