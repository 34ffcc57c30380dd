package dev.autoresearch.mcp;

import dev.autoresearch.mcp.Tool.Effect;
import java.util.List;
import java.util.Map;

/**
 * What an agent sees: the tools with their descriptions and parameters. The first three have the names and parameters of
 * the other autoresearch tools, so that prompts written for those work here.
 */
final class ToolCatalog {
    private static final Map<String, Object> ANY = Map.of();
    private static final Map<String, Object> NUMBERS = Map.of("type", "number");

    private final ExperimentTools experiments;
    private final LongCalls waiting;
    private final SessionTools looks;

    ToolCatalog(Jobs jobs, LongCalls waiting) {
        this.experiments = new ExperimentTools(jobs);
        this.waiting = waiting;
        this.looks = new SessionTools(jobs);
    }

    List<Tool> tools() {
        return List.of(
                init(), run(), log(), attempt(), await(), cancel(), brief(), status(), ideas(), show(), restore());
    }

    private Tool init() {
        var schema = new ToolSchema()
                .text("name", "The goal in a few words, such as \"parse the log faster\".")
                .text("metric_name", "The number to improve, as the benchmark prints it: METRIC <metric_name>=123.")
                .text("metric_unit", "Its unit, such as ms, s, kb. Default: none.")
                .oneOf("direction", "Whether lower or higher is better. Default: lower.", "lower", "higher")
                .text("command", "The benchmark command. Default: the project's autoresearch.sh or benchmark.sh.")
                .text(
                        "report",
                        "Where the benchmark reports the metric, such as jmh:out.json#Bench.run. Default: it prints it.")
                .texts("guards", "Other metrics that must hold for a keep, such as \"memory_mb <= +2%\".")
                .texts("protect", "Globs of files that no experiment may touch.")
                .flag("reset", "Begin anew although a session is here. The old journal is kept.")
                .flag("git", "false: only note commits, never commit or put files back. Default: true.")
                .oneOf("layout", "Names of the session's files. Default: sdk.", "sdk", "openclaw", "pi")
                .require("name", "metric_name");
        var description = "Begin a session in this folder, once, before anything else; one of the same name, metric and"
                + " direction is continued. The git tree must be clean, so commit the benchmark first. Then measure the"
                + " baseline with attempt (or run_experiment and log_experiment).";
        return new Tool("init_experiment", "Begin a session", description, schema, Effect.COMMANDS, experiments::init);
    }

    private Tool run() {
        var schema = new ToolSchema()
                .text("command", "The shell command to run. Default: the session's benchmark.")
                .amount("timeout_seconds", "End it after so many seconds, 0 for never. Default: 600.")
                .amount("checks_timeout_seconds", "End the checks script after so many seconds. Default: 300.");
        var description = "Run the benchmark once on the files as they are now, and the checks script if there is one;"
                + " read its METRIC lines. Then call log_experiment. Prefer attempt: it measures as long as needed and"
                + " decides by statistics, where one better run is luck as often as not, and it alone holds to guards.";
        return new Tool(
                "run_experiment",
                "Run the benchmark",
                description,
                waitable(schema),
                Effect.COMMANDS,
                call -> waiting.measure("run_experiment", call, ExperimentTools::run));
    }

    private Tool log() {
        var schema = new ToolSchema()
                .text("description", "What this experiment tried, in a line.")
                .oneOf(
                        "status",
                        "What becomes of it; your word is taken for it. Default: keep when the run passed, else what it"
                                + " failed by.",
                        "keep",
                        "discard",
                        "crash",
                        "checks_failed")
                .number("metric", "The metric, if the benchmark did not print it. A measured value is never replaced.")
                .object("metrics", "Other numbers worth remembering, by name.", NUMBERS)
                .object("asi", "Free-form notes: hypothesis, learned, next_action_hint …", ANY)
                .text("idea", "What to try instead, for the backlog.")
                .text("commit", "Accepted for compatibility: commits are made and named here.")
                .flag("force", "Accepted for compatibility: new metrics need no permission.")
                .require("description");
        var description = "Record what run_experiment measured: keep commits exactly the measured files, and asks"
                + " neither statistics, guards nor a holdout (attempt does); discard, crash and checks_failed store them"
                + " and put the tree back (restore brings them back). Do not commit or revert yourself.";
        return new Tool("log_experiment", "Log the run", description, schema, Effect.WRITES, experiments::log);
    }

    private Tool attempt() {
        var schema = new ToolSchema()
                .text("description", "What you changed, in a line.")
                .text("hypothesis", "Why it should help.")
                .text("learned", "What you found out on the way.")
                .text("idea", "What to try next, for the backlog.")
                .object("asi", "Other free-form notes.", ANY)
                .oneOf("rule", "How sure a keep must be. Default: auto.", ExperimentTools.RULES)
                .amount("no_worse_than_percent", "For a simplification: keep it unless it is worse by more than this.")
                .amount("min_effect_percent", "Keep only a gain of at least this.")
                .count("max_pairs", "Give up after so many pairs of measurements.")
                .oneOf(
                        "pairing",
                        "Where the best so far is measured. Default: in a worktree beside this tree.",
                        "worktree",
                        "in-place",
                        "none")
                .text("carry", "Ignored files that the worktree needs, such as \"node_modules,.env\". Default: all.")
                .text("prepare", "A shell command that builds what the worktree needs, run there after each keep.")
                .flag("accept_bias", "Go on although identical code measures differently in the two places.")
                .text("command", "The benchmark. Default: the session's.")
                .text("report", "Where it reports the metric, such as jmh:out.json#Bench.run. Default: the session's.")
                .amount("timeout_seconds", "End each execution after so many seconds, 0 for never. Default: 600.")
                .require("description");
        var description = "Judge the change that is in the files now: measures it against the best so far,"
                + " decides by statistics, then keeps it as a git commit, or stores it and puts the tree back. The first"
                + " attempt of a session is its baseline. Make one change, then call this; do not commit or revert"
                + " yourself.";
        return new Tool(
                "attempt",
                "Measure, decide, record",
                description,
                waitable(schema),
                Effect.COMMANDS,
                call -> waiting.measure("attempt", call, ExperimentTools::attempt));
    }

    private Tool await() {
        var schema = waitable(new ToolSchema().text("job", "The job's id. Default: the latest."));
        var description = "Get the result of a run_experiment or attempt that answered \"running\": true. Waits up to"
                + " wait_seconds, then says how far it is. A result can be fetched any number of times.";
        return new Tool("wait", "Wait for a measurement", description, schema, Effect.READS, waiting::await);
    }

    private Tool cancel() {
        var schema = new ToolSchema().text("job", "The job's id. Default: the latest.");
        var description = "Stop the benchmark that is running, with everything it started. Nothing is logged, and your"
                + " changes stay in the tree.";
        return new Tool("cancel", "Cancel a measurement", description, schema, Effect.WRITES, waiting::cancel);
    }

    private Tool brief() {
        var description = "Everything worth knowing before the next change: goal, rules, what was tried and learned,"
                + " ideas that wait. Call it when you begin, and whenever you have lost the thread.";
        return new Tool("brief", "Brief", description, new ToolSchema(), Effect.READS, looks::brief);
    }

    private Tool status() {
        var schema = new ToolSchema().count("runs", "How many runs the table shows. Default: 20.");
        var description = "Where the session is: baseline, best, improvement, confidence, the latest runs, and what is"
                + " being measured.";
        return new Tool("status", "Status", description, schema, Effect.READS, looks::status);
    }

    private Tool ideas() {
        var schema = new ToolSchema()
                .oneOf("action", "What to do. Default: list.", "list", "add", "done")
                .text("text", "The idea, for add.")
                .count("number", "The idea's number in the list, for done.");
        var description = "The backlog of things to try: list them, add one, or mark one as done.";
        return new Tool("ideas", "Ideas backlog", description, schema, Effect.WRITES, looks::ideas);
    }

    private Tool show() {
        var schema = new ToolSchema().count("run", "The run's number.").require("run");
        var description = "A logged run with its evidence, its notes and the diff of what it changed.";
        return new Tool("show", "Show a run", description, schema, Effect.READS, looks::show);
    }

    private Tool restore() {
        var schema = new ToolSchema().count("run", "The run's number.").require("run");
        var description = "Put the files of a logged run, such as a discarded one, into the clean tree. Nothing is"
                + " recorded; call attempt to judge them anew.";
        return new Tool("restore", "Restore a run", description, schema, Effect.WRITES, looks::restore);
    }

    private static ToolSchema waitable(ToolSchema schema) {
        return schema.amount(
                "wait_seconds",
                "Answer \"running\": true after so many seconds if there is no result yet; the benchmark goes on, and"
                        + " wait has its result. Default: 45.");
    }
}
