package dev.autoresearch.mcp;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.Change;
import dev.autoresearch.Problem;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Measurement.Outcome;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Metric.Direction;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Plan.PairMode;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Setup;
import dev.autoresearch.view.AttemptView;
import dev.autoresearch.view.RunJson;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalInt;

/** The tools that begin a session, measure and record. */
final class ExperimentTools {
    /** How sure a keep must be. */
    static final String[] RULES = Plan.RULES.toArray(String[]::new);

    private static final int TAIL_LINES = 20;

    private final Jobs jobs;

    ExperimentTools(Jobs jobs) {
        this.jobs = jobs;
    }

    /** Begins a session, continues it, or begins anew. */
    ToolResult init(ToolCall call) {
        jobs.refuseWhileMeasured(call, "init_experiment");
        var research = call.session();
        var session = call.flag("reset") && research.session().initialized()
                ? research.reset(setup(call))
                : research.init(setup(call));
        var next = session.totalRuns() == 0 ? "next: attempt {\"description\": \"baseline\"}" : "next: brief";
        return ToolResult.of(session.setup() + "\n" + next, RunJson.status(research.status()));
    }

    private static Setup setup(ToolCall call) {
        var direction = Direction.of(call.text("direction").orElse("lower")).orElseThrow();
        var layout = Layout.of(call.text("layout").orElse("sdk")).orElseThrow();
        var metric = new Metric(
                call.required("metric_name"), call.text("metric_unit").orElse(""), direction);
        var setup = Setup.of(call.required("name"), metric)
                .layout(layout)
                .git(!Boolean.FALSE.equals(call.arguments().get("git")));
        for (var guard : call.texts("guards")) setup = setup.guard(guard);
        for (var glob : call.texts("protect")) setup = setup.protect(glob);
        var measured = call.text("command").map(setup::command).orElse(setup);
        return call.text("report").map(measured::report).orElse(measured);
    }

    /** Runs the benchmark once. */
    static ToolResult run(ToolCall call, Job job) {
        var research = call.session(job.executor()).onProgress(job);
        if (call.number("checks_timeout_seconds").isPresent())
            research.checksWithin(call.seconds("checks_timeout_seconds", Duration.ZERO));
        var measured =
                research.run(call.text("command"), call.seconds("timeout_seconds", AutoResearch.DEFAULT_TIMEOUT));
        var text = new StringBuilder(measured.toString());
        if (!measured.passed()) text.append('\n').append(tail(measured));
        warnings(measured, text);
        text.append("\nnext: log_experiment {\"status\": \"")
                .append(status(measured, research))
                .append("\", \"description\": \"what you changed\"}");
        var document = RunJson.measurement(measured);
        document.put("running", false);
        return ToolResult.of(text.toString(), document);
    }

    /** What becomes of a run, if nobody has a reason to decide otherwise. */
    private static String status(Measurement measured, AutoResearch research) {
        if (measured.outcome() == Outcome.CHECKS_FAILED) return "checks_failed";
        if (!measured.passed()) return "crash";
        return research.better(measured) ? "keep" : "discard";
    }

    private static String tail(Measurement measured) {
        var lines = measured.tail().strip().split("\n");
        var text = new StringBuilder();
        for (int i = Math.max(0, lines.length - TAIL_LINES); i < lines.length; i++)
            text.append("| ").append(SafeText.line(lines[i], 200)).append('\n');
        return text.toString().stripTrailing();
    }

    private static void warnings(Measurement measured, StringBuilder text) {
        for (var warning : measured.warnings()) text.append("\nwarning: ").append(SafeText.line(warning));
    }

    /** Records the run that waits. */
    ToolResult log(ToolCall call) {
        jobs.refuseWhileMeasured(call, "log_experiment");
        var research = call.session();
        var pending = research.session().pending();
        var run = research.log(RunEntries.of(call, pending));
        var answer = recorded(research, run).with(told(call, run));
        var measured = pending.map(Measurement::primary);
        var given = call.number("metric");
        if (given.isEmpty()
                || measured.isEmpty()
                || measured.get().isEmpty()
                || measured.get().equals(given)) return answer;
        return answer.with("metric_given", given, "the measured value is logged, not the one given");
    }

    /** What the hook after a run wants to be known. It is not part of the job: what is recorded cannot be cancelled. */
    private static Optional<String> told(ToolCall call, Run run) {
        return call.session().afterHook(run);
    }

    private static ToolResult recorded(AutoResearch research, Run run) {
        var status = research.status();
        var metric = status.session().metric();
        var text = "#" + run.number() + " " + run.status().label() + "  "
                + (run.measured() ? metric.text(run.metric()) : "not measured") + "  "
                + SafeText.line(run.description(), 200);
        if (run.kept() && !run.commit().isEmpty()) text += "\nkept as " + run.commit();
        if (run.evidence().stored().isPresent())
            text += "\nput back; bring it back: " + ToolText.call(NextStep.of("restore", run.number()));
        return ToolResult.of(
                text + next(run, status.session().setup().git()) + "\n" + SessionTools.standing(research),
                RunJson.run(run, status.layout(), metric.name()));
    }

    /** What to do after a run that leaves something to be done. */
    private static String next(Run run, boolean git) {
        if (run.baseline() && !run.measured())
            return "\nthere is no baseline: correct the benchmark, commit it, then call init_experiment with"
                    + " \"reset\": true";
        boolean isLeft =
                !run.kept() && !run.baseline() && run.evidence().stored().isEmpty();
        if (!isLeft || git && !run.commit().isEmpty()) return "";
        return "\nwithout git nothing is put back: undo the change by yourself";
    }

    private static Plan plan(ToolCall call) {
        double noWorse = call.number("no_worse_than_percent").orElse(0);
        double least = call.number("min_effect_percent").orElse(0);
        if (noWorse > 0 && least > 0)
            throw new Problem("no_worse_than_percent and min_effect_percent exclude each other", "give one of them");
        if (noWorse >= 100 || least >= 100) throw new Problem("a percentage must be below 100", "1 stands for 1%");
        return new Plan(
                call.text("rule").orElse(Plan.AUTO),
                (noWorse - least) / 100,
                call.number("max_pairs").isPresent() ? OptionalInt.of(call.whole("max_pairs")) : OptionalInt.empty(),
                call.text("pairing").flatMap(PairMode::of),
                call.text("prepare"),
                call.text("carry"),
                call.flag("accept_bias"),
                call.text("command"),
                call.seconds("timeout_seconds", Plan.TIMEOUT),
                false);
    }

    /** Measures the change in the files, decides, records. */
    static ToolResult attempt(ToolCall call, Job job) {
        var research = call.session(job.executor()).onProgress(job);
        call.text("report").ifPresent(research::report);
        var attempt = research.attempt(RunEntries.of(call), Change.NONE, plan(call));
        var document =
                new LinkedHashMap<>(RunJson.attempt(attempt, research.status().layout()));
        document.put("kept", attempt.kept());
        document.put("running", false);
        boolean git = research.session().setup().git();
        var next = attempt.run().map(run -> next(run, git)).orElse("");
        var answer = ToolResult.of(text(attempt) + next + "\n" + SessionTools.standing(research), document);
        return attempt.run().map(run -> answer.with(told(call, run))).orElse(answer);
    }

    private static String text(Attempt attempt) {
        var text = new StringBuilder(String.join("\n", new AttemptView(ToolText.STYLE).lines(attempt)));
        attempt.run().flatMap(run -> run.evidence().measurement()).ifPresent(measured -> {
            if (!measured.passed()) text.append('\n').append(tail(measured));
            warnings(measured, text);
        });
        return text.toString();
    }
}
