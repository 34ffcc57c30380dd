package dev.autoresearch;

/**
 * The one exception of this library: a user's expectation that cannot be met. It says what happened and what to do
 * next (I7). A failing benchmark is not a problem, it is a value.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Exit code of an ordinary problem. */
    public static final int GENERAL = 1;
    /** Exit code of a command line that cannot be understood. */
    public static final int USAGE = 2;
    /** Exit code of what was asked to stop. */
    public static final int INTERRUPTED = 130;

    private final String hint;
    private final int exit;

    /**
     * An ordinary problem (exit code 1).
     *
     * @param what what happened, one sentence without a full stop
     * @param hint what to do next; may have several lines
     */
    public Problem(String what, String hint) {
        this(what, hint, GENERAL);
    }

    /** A problem with its own exit code. */
    public Problem(String what, String hint, int exit) {
        super(what);
        this.hint = hint;
        this.exit = exit;
    }

    /** The same problem with the failure that led to it. */
    public Problem because(Throwable cause) {
        initCause(cause);
        return this;
    }

    /** What to do next; may have several lines. */
    public String hint() {
        return hint;
    }

    /** What happened, and what to do next on the lines below it. */
    public String explanation() {
        return "autoresearch: " + getMessage() + "\n" + hint.indent(2).stripTrailing();
    }

    /** The exit code that the command line returns for it. */
    public int exit() {
        return exit;
    }
}
