package dev.autoresearch;

import dev.autoresearch.exec.Execution;
import dev.autoresearch.exec.OutputFiles;
import dev.autoresearch.exec.Task;
import dev.autoresearch.git.Git;
import dev.autoresearch.model.Candidate;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Outcome;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

/** Measures the candidate: one execution of the benchmark, then the checks. */
final class Bench {
    private static final Duration CHECKS_TIMEOUT = Duration.ofMinutes(5);
    private static final int TAIL = 4096;

    private final Workshop shop;

    Bench(Workshop shop) {
        this.shop = shop;
    }

    /** The command to run: the given one, the session's, or the script that is there. */
    String command(Session session, Optional<String> given) {
        var command = given.or(session.setup()::command)
                .or(() -> shop.files().benchmark().map(this::call));
        if (command.isEmpty() || command.get().isBlank())
            throw new Problem(
                    "there is nothing to run: no command was given, and there is no "
                            + String.join(" or ", shop.files().layout().benchmarks()),
                    "autoresearch run -c ./benchmark.sh (a command that prints METRIC "
                            + session.metric().name() + "=123)");
        refuseMissingScript(command.get());
        return command.get();
    }

    private String call(String script) {
        return Files.isExecutable(shop.files().root().resolve(script)) ? "./" + script : "bash " + script;
    }

    /** A script that is not there or may not be executed says nothing about the candidate, so it is not run. */
    private void refuseMissingScript(String command) {
        int end = command.indexOf(' ');
        var word = end < 0 ? command : command.substring(0, end);
        if (!word.startsWith("./") && !word.startsWith("../") && !word.startsWith("/")) return;
        for (int i = 0; i < word.length(); i++) if ("$`*?[\\'\";&|<>(){}~".indexOf(word.charAt(i)) >= 0) return;
        var script = shop.files().root().resolve(word);
        if (!Files.exists(script))
            throw new Problem(
                    "there is no " + Text.line(word) + " in " + shop.files().root(),
                    "check the name, or give a command with -c");
        if (Files.isDirectory(script))
            throw new Problem(
                    Text.line(word) + " is a folder, not a command", "check the name, or give a command with -c");
        if (!Files.isExecutable(script))
            throw new Problem(Text.line(word) + " is not executable", "chmod +x " + Text.line(word));
    }

    /** Runs the benchmark once. */
    Measurement measure(Session session, String command, Duration timeout, Optional<String> attempt) {
        var git = shop.git(session);
        var head = git.map(Git::head).orElse("");
        var before = git.map(Git::snapshot);
        var outputs = new OutputFiles(shop.files().makeState().resolve("output"));
        var output = outputs.next();
        long started = shop.clock().millis();
        var execution = execute(command, timeout, output);
        var checks = execution.passed() ? checks(outputs.next()) : Optional.<Execution>empty();
        var after = git.map(Git::snapshot);
        var values = new LinkedHashMap<>(execution.metrics());
        var warnings = new ArrayList<>(execution.warnings());
        var primary = primary(session.metric(), values, execution.passed(), warnings);
        if (git.isPresent()) warnOfWrittenFiles(git.get(), before.orElseThrow(), after.orElseThrow(), warnings);
        var outcome = outcome(execution, checks);
        var told = outcome == Outcome.CHECKS_FAILED ? checks.orElseThrow() : execution;
        return new Measurement(
                UUID.randomUUID().toString(),
                started,
                command,
                outcome,
                told.exitCode(),
                execution.durationSeconds(),
                primary,
                values,
                repeated(execution.samples()),
                end(told.tail()),
                List.copyOf(warnings),
                before.map(tree -> new Candidate(head, tree, after.orElse(tree))),
                host(),
                attempt,
                Optional.of(output)
                        .filter(Files::exists)
                        .map(file -> shop.files().root().relativize(file).toString()));
    }

    private Execution execute(String command, Duration timeout, Path output) {
        var listener = shop.progress();
        return shop.executor().execute(Task.of(command, shop.files().root(), timeout, output), listener::accept);
    }

    private Optional<Execution> checks(Path output) {
        var script = shop.files().checks();
        if (!Files.isRegularFile(script)) return Optional.empty();
        return Optional.of(execute(call(shop.files().layout().checks()), CHECKS_TIMEOUT, output));
    }

    private static Outcome outcome(Execution execution, Optional<Execution> checks) {
        if (execution.timedOut()) return Outcome.TIMED_OUT;
        if (!execution.passed()) return Outcome.FAILED;
        return checks.map(Execution::passed).orElse(true) ? Outcome.PASSED : Outcome.CHECKS_FAILED;
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

    private static void warnOfWrittenFiles(Git git, String before, String after, List<String> warnings) {
        if (before.equals(after)) return;
        warnings.add("the benchmark changed " + names(git.changed(before, after))
                + " in the tree, so this run cannot be kept; ignore what it writes (.gitignore or .git/info/exclude)");
    }

    /** A few file names for a message. */
    static String names(List<String> paths) {
        var shown = new ArrayList<String>();
        for (var path : paths.subList(0, Math.min(5, paths.size()))) shown.add(Text.line(path, 80));
        return String.join(", ", shown) + (paths.size() > 5 ? " and " + (paths.size() - 5) + " more" : "");
    }

    private static Map<String, List<Double>> repeated(Map<String, List<Double>> samples) {
        var repeated = new LinkedHashMap<String, List<Double>>();
        samples.forEach((name, values) -> {
            if (values.size() > 1) repeated.put(name, values);
        });
        return repeated;
    }

    private static String end(String tail) {
        return tail.length() <= TAIL ? tail : tail.substring(tail.length() - TAIL);
    }

    private static String host() {
        return Optional.ofNullable(System.getenv("HOSTNAME")).orElse("");
    }
}
