package dev.autoresearch.mcp;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.Change;
import dev.autoresearch.Problem;
import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.Direction;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Setup;
import dev.autoresearch.model.Text;
import dev.autoresearch.view.Documents;
import dev.autoresearch.view.Style;
import dev.autoresearch.view.VerdictView;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tools that begin a session, measure and record. Names and parameters are those of the other autoresearch tools. */
final class Experiments {
    private static final Map<String, Object> NUMBERS = Map.of("type", "number");

    private final Jobs jobs;
    private final Waiting waiting;

    Experiments(Jobs jobs, Waiting waiting) {
        this.jobs = jobs;
        this.waiting = waiting;
    }

    List<Tool> tools() {
        return List.of(init(), run(), log(), attempt());
    }

    private Tool init() {
        var schema = Schema.empty()
                .text("name", "The goal in a few words, such as \"parse the log faster\".")
                .text("metric_name", "The number to improve, as the benchmark prints it: METRIC <metric_name>=123.")
                .text("metric_unit", "Its unit, such as ms, s, kb; default: none.")
                .oneOf("direction", "Whether lower or higher is better. Default: lower.", "lower", "higher")
                .text("command", "The benchmark command. Default: the project's autoresearch.sh or benchmark.sh.")
                .texts("guards", "Other metrics that must hold for a keep, such as \"memory_mb <= +2%\".")
                .texts("protect", "Globs of files that no experiment may touch.")
                .flag("reset", "Begin anew although a session with another goal is here. Its journal is kept.")
                .flag("git", "false: only note commits, never commit or put files back. Default: true.")
                .oneOf("layout", "Names of the session's files. Default: sdk.", "sdk", "openclaw", "pi")
                .require("name", "metric_name");
        return new Tool("init_experiment", "Begin an experiment session", """
                Begin a session in this folder, once, before anything else; a session of the same name, metric and direction is \
                continued. The git tree must be clean: commit the benchmark first. Then measure the baseline with attempt (or \
                run_experiment and log_experiment).""", schema, Tool.Effect.WRITES, this::begin);
    }

    private Answer begin(Call call) {
        refuseWhileMeasuring(call, "init_experiment");
        var research = call.session();
        var session = call.flag("reset") && research.isInitialized()
                ? research.reset(setup(call))
                : research.init(setup(call));
        var next = session.totalRuns() == 0 ? "next: attempt {\"description\": \"baseline\"}" : "next: brief";
        return Answer.of(session.setup() + "\n" + next, Documents.status(research.status()));
    }

    private static Setup setup(Call call) {
        var direction = Direction.of(call.text("direction").orElse("lower")).orElseThrow();
        var layout = Layout.of(call.text("layout").orElse("sdk")).orElseThrow();
        var metric = new Metric(
                call.required("metric_name"), call.text("metric_unit").orElse(""), direction);
        var setup = Setup.of(call.required("name"), metric)
                .layout(layout)
                .git(!Boolean.FALSE.equals(call.arguments().get("git")));
        for (var guard : call.texts("guards")) setup = setup.guard(guard);
        for (var glob : call.texts("protect")) setup = setup.protect(glob);
        return call.text("command").map(setup::command).orElse(setup);
    }

    private Tool run() {
        var schema = Waiting.waitSeconds(Schema.empty()
                .text("command", "The shell command to run. Default: the session's benchmark.")
                .amount("timeout_seconds", "End it after so many seconds, 0 for never. Default: 600.")
                .amount("checks_timeout_seconds", "Accepted for compatibility; the checks script has 300 seconds."));
        return new Tool(
                "run_experiment",
                "Run the benchmark",
                """
                Run the benchmark once on the files as they are now and read its METRIC lines. Then call log_experiment with \
                keep or discard. Prefer attempt: it measures side by side and decides by statistics, where one run is luck \
                as often as not.""",
                schema,
                Tool.Effect.COMMANDS,
                call -> waiting.measure("run_experiment", call, job -> measured(call, job)));
    }

    private static Answer measured(Call call, Job job) {
        var research = call.session(job.executor()).onProgress(job);
        var measured =
                research.run(call.text("command"), call.seconds("timeout_seconds", AutoResearch.DEFAULT_TIMEOUT));
        var text = new StringBuilder(measured.toString());
        if (!measured.passed()) text.append('\n').append(tail(measured));
        warnings(measured, text);
        text.append("\nnext: log_experiment {\"status\": \"")
                .append(measured.passed() ? research.better(measured) ? "keep" : "discard" : "crash")
                .append("\", \"description\": \"what you changed\"}");
        var document = Documents.measurement(measured);
        document.put("running", false);
        return Answer.of(text.toString(), document);
    }

    private static String tail(Measurement measured) {
        var lines = measured.tail().strip().split("\n");
        var text = new StringBuilder();
        for (int i = Math.max(0, lines.length - 20); i < lines.length; i++)
            text.append("| ").append(Text.line(lines[i], 200)).append('\n');
        return text.toString().stripTrailing();
    }

    private static void warnings(Measurement measured, StringBuilder text) {
        for (var warning : measured.warnings()) text.append("\nwarning: ").append(Text.line(warning));
    }

    private Tool log() {
        var schema = Schema.empty()
                .text("description", "What this experiment tried, in a line.")
                .oneOf(
                        "status",
                        "What becomes of it. Default: keep when the run passed, else what it failed by.",
                        "keep",
                        "discard",
                        "crash",
                        "checks_failed")
                .number(
                        "metric",
                        "The metric, when the benchmark did not print it. A measured value is never replaced.")
                .object("metrics", "Other numbers worth remembering, by name.", NUMBERS)
                .object("asi", "Free-form notes: hypothesis, learned, next_action_hint …", Map.of())
                .text("idea", "What to try instead, for the backlog.")
                .text("commit", "Accepted for compatibility: commits are made and named here.")
                .flag("force", "Accepted for compatibility: new metrics need no permission.")
                .require("description");
        return new Tool("log_experiment", "Log the run", """
                Record the run that run_experiment measured: keep commits exactly the measured files; discard, crash and \
                checks_failed store them and put the tree back (restore brings them back). Do not commit or revert yourself.""", schema, Tool.Effect.WRITES, this::record);
    }

    private Answer record(Call call) {
        refuseWhileMeasuring(call, "log_experiment");
        var research = call.session();
        var pending = research.session().pending();
        var run = research.log(Entries.of(call, pending));
        var answer = recorded(research, run);
        var measured = pending.map(Measurement::primary);
        var given = call.number("metric");
        if (given.isEmpty()
                || measured.isEmpty()
                || measured.get().isEmpty()
                || measured.get().equals(given)) return answer;
        return answer.with("metric_given", given, "the measured value is logged, not the one given");
    }

    private static Answer recorded(AutoResearch research, Run run) {
        var status = research.status();
        var metric = status.session().metric();
        var text = "#" + run.number() + " " + run.status().label() + "  "
                + (run.measured() ? metric.text(run.metric()) : "not measured") + "  "
                + Text.line(run.description(), 200);
        if (run.kept() && !run.commit().isEmpty()) text += "\nkept as " + run.commit();
        if (run.evidence().stored().isPresent())
            text += "\nput back; bring it back: restore {\"run\": " + run.number() + "}";
        return Answer.of(text + "\n" + Looks.standing(research), Documents.run(run, status.layout(), metric.name()));
    }

    private Tool attempt() {
        var schema = Waiting.waitSeconds(Schema.empty()
                .text("description", "What you changed, in a line.")
                .text("hypothesis", "Why it should help.")
                .text("learned", "What you found out on the way.")
                .text("idea", "What to try next, for the backlog.")
                .object("asi", "Other free-form notes.", Map.of())
                .oneOf(
                        "rule",
                        "How sure a keep must be. Default: auto.",
                        "auto",
                        "fast",
                        "balanced",
                        "thorough",
                        "single")
                .amount("no_worse_than_percent", "For a simplification: keep it unless it is worse by more than this.")
                .amount("min_effect_percent", "Keep only a gain of at least this.")
                .count("max_pairs", "Give up after so many pairs of measurements.")
                .amount("timeout_seconds", "End each execution after so many seconds, 0 for never. Default: 600.")
                .require("description"));
        return new Tool("attempt", "Measure, decide, record", """
                Judge the change that is in the files now: measures it side by side with the best so far, decides by statistics, \
                then keeps it as a git commit, or stores it and puts the tree back. The first attempt of a session is its \
                baseline. Make one change, then call this; do not commit or revert yourself.""", schema, Tool.Effect.MEASURES, call -> {
            var plan = plan(call);
            return waiting.measure("attempt", call, job -> attempted(call, plan, job));
        });
    }

    private static Plan plan(Call call) {
        double noWorse = call.number("no_worse_than_percent").orElse(0);
        double least = call.number("min_effect_percent").orElse(0);
        if (noWorse > 0 && least > 0)
            throw new Problem("no_worse_than_percent and min_effect_percent exclude each other", "give one of them");
        if (noWorse >= 100 || least >= 100) throw new Problem("a percentage must be below 100", "1 stands for 1%");
        var plan = Plan.DEFAULT
                .rule(call.text("rule").orElse(Plan.AUTO))
                .noWorseThan((noWorse - least) / 100)
                .command(java.util.Optional.empty(), call.seconds("timeout_seconds", Duration.ofMinutes(10)));
        return call.number("max_pairs").isPresent() ? plan.maxPairs(call.whole("max_pairs")) : plan;
    }

    private static Answer attempted(Call call, Plan plan, Job job) {
        var research = call.session(job.executor()).onProgress(job);
        var attempt = research.attempt(Entries.of(call), Change.NONE, plan);
        var document =
                new LinkedHashMap<>(Documents.attempt(attempt, research.status().layout()));
        document.put("kept", attempt.kept());
        document.put("running", false);
        return Answer.of(text(attempt) + "\n" + Looks.standing(research), document);
    }

    private static String text(Attempt attempt) {
        var text = new StringBuilder(String.join("\n", new VerdictView(Style.PLAIN).lines(attempt)));
        attempt.run().flatMap(run -> run.evidence().measurement()).ifPresent(measured -> {
            if (!measured.passed()) text.append('\n').append(tail(measured));
            warnings(measured, text);
        });
        return text.toString().replaceFirst("autoresearch restore (\\d+)", "restore {\"run\": $1}");
    }

    private void refuseWhileMeasuring(Call call, String tool) {
        jobs.running()
                .filter(job -> job.folder().equals(call.folder()))
                .ifPresent(job -> jobs.refuseWhileRunning(tool));
    }
}
