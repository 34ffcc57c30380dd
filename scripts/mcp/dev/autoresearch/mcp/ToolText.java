package dev.autoresearch.mcp;

/** Texts that an agent reads. */
final class ToolText {
    /** What the hints of the library, written for the shell, mean here. */
    static final String TRANSLATION = """
            (here `autoresearch init`, `run` and `log` are the tools init_experiment, run_experiment and log_experiment, \
            the others have the same name; an option --name VALUE is the parameter "name", --no-git is "git": false)""";

    /** What a client may show its model when it connects. */
    static final String INSTRUCTIONS = """
            autoresearch tries ideas on a project and keeps what measurably helps. The benchmark is a command that prints \
            lines "METRIC name=number".
            1. init_experiment once (the git tree must be clean), then attempt "baseline".
            2. Call brief: it says where you are, what was tried, which ideas wait.
            3. Change one thing in the files, then call attempt with a description: it measures your change side by side with \
            the best so far, keeps it as a git commit or stores it and puts the tree back. Never commit yourself, never touch \
            the benchmark.
            4. Go on with step 2. Write ideas for later down with the tool ideas.
            run_experiment and log_experiment are for what attempt cannot do: they take your word for it, and ask neither \
            statistics, guards nor a holdout.
            When an answer has "running": true, call wait until it is finished, and edit no files meanwhile.""";

    /** What the brief, written for the shell, means here. */
    static final String TOOLS = """
            `autoresearch attempt`, `ideas` and `brief` are tools here, not commands: attempt {"description": …, \
            "hypothesis": …}, ideas {"action": "add", "text": …}, brief {}.""";

    private ToolText() {}
}
