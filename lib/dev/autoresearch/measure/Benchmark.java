package dev.autoresearch.measure;

import dev.autoresearch.Problem;
import dev.autoresearch.git.Git;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Measurement.Outcome;
import dev.autoresearch.model.Measurement.Role;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Side;
import dev.autoresearch.model.TreeState;
import dev.autoresearch.process.Command;
import dev.autoresearch.process.CommandResult;
import dev.autoresearch.process.OutputFiles;
import dev.autoresearch.session.SessionContext;
import dev.autoresearch.session.UserDirs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

/**
 * The benchmark of a session, executed once at a time, here or in another folder.
 *
 * @param timeout zero for none
 * @param report where it reports its samples, if it does
 */
public record Benchmark(
        SessionContext context, Session session, String command, Duration timeout, Optional<ReportedMetric> report) {
    private static final int TAIL = 4096;

    /** What a plan comes to in this session. */
    public static Benchmark of(SessionContext context, Session session, Plan plan) {
        var report = context.report(session).map(spec -> new ReportedMetric(spec, session.metric()));
        var command = new BenchmarkCommands(context).of(session, plan.command());
        return new Benchmark(context, session, command, plan.timeout(), report);
    }

    Benchmark command(String other) {
        return new Benchmark(context, session, other, timeout, report);
    }

    /** Runs the benchmark once on the tree as it is, then the checks. */
    public Measurement measure(Optional<String> attempt) {
        var git = context.git(session);
        var before = git.map(Git::snapshotOnHead);
        var measured = execute(context.tree(), true).about(attempt);
        if (before.isEmpty()) return measured;
        var after = git.get().snapshot();
        var candidate = before.get().after(after);
        return measured.on(candidate).warning(writtenFiles(git.get(), candidate.tree(), after));
    }

    /** Runs the benchmark once on the candidate of a trial, which must still be this tree. */
    Measurement candidate(Role role, String tree) {
        var git = tree.isEmpty() ? Optional.<Git>empty() : context.git(session);
        git.ifPresent(repository -> refuseEdited(repository, tree));
        boolean firstLook = context.session().trial().stream()
                .flatMap(trial -> trial.executions().stream())
                .noneMatch(execution -> execution.isAt(Side.CANDIDATE));
        var measured = execute(context.tree(), firstLook).as(role);
        if (git.isEmpty() || !firstLook) return measured;
        var after = git.get().snapshotOnHead();
        var candidate = new TreeState(after.commit(), tree, after.tree());
        return measured.on(candidate).warning(writtenFiles(git.get(), tree, after.tree()));
    }

    /** The candidate must be what it was when its trial began. */
    void refuseEdited(Git git, String tree) {
        var now = git.snapshot();
        if (now.equals(tree)) return;
        throw new Problem(
                "the tree was edited while it is being measured: " + SafeText.names(git.changed(tree, now)), """
                undo these edits and attempt again to go on where it stopped
                or attempt the tree as it is now: what was measured so far is left behind""");
    }

    /** Runs the benchmark once in another folder: the incumbent's. */
    public Measurement elsewhere(Role role, Path folder) {
        return execute(folder, false).as(role);
    }

    /** Runs a command that makes a fresh worktree ready. */
    static void prepare(SessionContext context, String command, Path folder) {
        var output = new OutputFiles(context.outputs()).next();
        var done =
                context.executor().execute(Command.of(command, folder, Plan.TIMEOUT, output), context.progress()::line);
        if (done.passed()) return;
        var ending = done.timedOut() ? "timed out" : "exit " + done.exitCode().orElse(-1);
        throw new Problem(
                "--prepare failed in the worktree (" + ending + "): " + SafeText.line(command, 80),
                "see " + output + "; run it by hand in " + folder);
    }

    private Measurement execute(Path folder, boolean withChecks) {
        var outputs = new OutputFiles(context.outputs());
        var output = outputs.next();
        long started = context.clock().millis();
        var earlier = report.map(reported -> reported.earlier(folder, started));
        var task = Command.of(command, folder, timeout, output);
        var execution = context.executor().execute(task, context.progress()::line);
        var checks = withChecks && execution.passed() ? checks(outputs.next()) : Optional.<CommandResult>empty();
        var values = new LinkedHashMap<>(execution.metrics());
        var warnings = new ArrayList<>(execution.warnings());
        var samples = repeated(execution.samples());
        var primary = earlier.isPresent() && execution.passed()
                ? report.orElseThrow().read(folder, earlier.get(), values, samples, warnings)
                : primary(session.metric(), values, execution.passed(), warnings);
        var outcome = outcome(execution, checks);
        var last = outcome == Outcome.CHECKS_FAILED ? checks.orElseThrow() : execution;
        return new Measurement(
                UUID.randomUUID().toString(),
                started,
                command,
                outcome,
                last.exitCode(),
                execution.durationSeconds(),
                primary,
                values,
                samples,
                last.tail().substring(Math.max(0, last.tail().length() - TAIL)),
                List.copyOf(warnings),
                Optional.empty(),
                UserDirs.host(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(context.files().root().relativize(output).toString()),
                0);
    }

    private Optional<CommandResult> checks(Path output) {
        return new BenchmarkCommands(context)
                .checks()
                .map(command -> Command.of(command, context.tree(), context.checksTimeout(), output))
                .map(task -> context.executor().execute(task, context.progress()::line));
    }

    private static Outcome outcome(CommandResult execution, Optional<CommandResult> checks) {
        if (execution.timedOut()) return Outcome.TIMED_OUT;
        if (!execution.passed()) return Outcome.FAILED;
        return checks.map(CommandResult::passed).orElse(true) ? Outcome.PASSED : Outcome.CHECKS_FAILED;
    }

    private static OptionalDouble primary(
            Metric metric, Map<String, Double> values, boolean passed, List<String> warnings) {
        var value = values.get(metric.name());
        if (value != null) return OptionalDouble.of(value);
        if (values.size() == 1) {
            var only = values.entrySet().iterator().next();
            warnings.add("METRIC " + metric.name() + " was not printed; took " + only.getKey() + ", the only one");
            return OptionalDouble.of(only.getValue());
        }
        if (passed)
            warnings.add("METRIC " + metric.name() + "=… was not printed"
                    + (values.isEmpty() ? ", nor any other" : "; there are " + String.join(", ", values.keySet())));
        return OptionalDouble.empty();
    }

    private static List<String> writtenFiles(Git git, String before, String after) {
        if (before.equals(after)) return List.of();
        return List.of("the benchmark changed " + SafeText.names(git.changed(before, after))
                + " in the tree, so this run cannot be kept; ignore what it writes (.gitignore or .git/info/exclude)");
    }

    private static Map<String, List<Double>> repeated(Map<String, List<Double>> samples) {
        var repeated = new LinkedHashMap<>(samples);
        repeated.values().removeIf(values -> values.size() < 2);
        return repeated;
    }
}
