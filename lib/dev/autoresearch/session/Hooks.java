package dev.autoresearch.session;

import dev.autoresearch.Problem;
import dev.autoresearch.journal.JournalWriter;
import dev.autoresearch.json.Json;
import dev.autoresearch.model.Event.HookRun;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Session;
import dev.autoresearch.process.Command;
import dev.autoresearch.process.CommandResult;
import dev.autoresearch.process.OutputListener;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A person's scripts around each experiment. They get one JSON object on standard input. The driver of the loop gets
 * what they print. If they fail, the experiment goes on.
 */
public record Hooks(SessionContext context) {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MOST_BYTES = 8 * 1024;
    private static final int MOST_ERROR = 200;

    /** Runs the hook before an experiment; what it printed, if anything. */
    public Optional<String> before() {
        return call("before", session -> {
            var input = new LinkedHashMap<String, Object>();
            input.put("next_run", session.nextNumber());
            input.put("last_run", session.lastRun().map(run -> line(session, run)));
            return input;
        });
    }

    /** Runs the hook after a run was logged; what it printed, if anything. */
    public Optional<String> after(Run logged) {
        return call("after", session -> Map.of("run_entry", line(session, logged)));
    }

    /** The session's lock is not held meanwhile, so that a hook may call us. */
    private Optional<String> call(String name, Function<Session, Map<String, Object>> input) {
        var file = context.files().homeOrRoot(context.files().layout().hooks() + "/" + name + ".sh");
        if (!Files.isRegularFile(file)) return Optional.empty();
        var script = context.files().root().relativize(file).toString();
        var session = context.begun();
        var object = new LinkedHashMap<String, Object>();
        object.put("event", name);
        object.put("cwd", context.files().root().toString());
        object.putAll(input.apply(session));
        object.put("session", describe(session));
        return Optional.of(run(name, script, Json.line(object) + "\n")).filter(text -> !text.isBlank());
    }

    private String run(String name, String script, String input) {
        var output = context.files().makeState().resolve("hook-" + name + ".out");
        var errors = context.files().state().resolve("hook-" + name + ".err");
        // Names without spaces, so that nothing needs quotes; only standard output is handed on.
        var command = "bash " + script + " 2> " + context.files().root().relativize(errors);
        var task = new Command(command, context.files().root(), TIMEOUT, Map.of(), input, output);
        var done = context.executor().execute(task, OutputListener.NONE);
        note(name, done);
        var printed = start(output);
        if (done.passed()) return printed;
        var failure = "(the hook " + script + " " + ending(done) + lastLine(start(errors)) + ")";
        return printed.isEmpty() ? failure : printed.stripTrailing() + "\n" + failure;
    }

    private static String ending(CommandResult done) {
        return done.timedOut()
                ? "was ended after " + TIMEOUT.toSeconds() + " s"
                : "failed with exit " + done.exitCode().orElse(-1);
    }

    private static String lastLine(String errors) {
        var text = errors.strip();
        return text.isEmpty() ? "" : ": " + SafeText.line(text.substring(text.lastIndexOf('\n') + 1), MOST_ERROR);
    }

    private void note(String name, CommandResult done) {
        var event = new HookRun(name, done.exitCode(), done.durationSeconds(), done.outputBytes());
        try {
            context.locked("hook", false, () -> {
                context.append(List.of(event));
                return event;
            });
        } catch (Problem unwritten) {
            // The line only says that the hook ran; without it nothing is wrong.
            context.notice("the journal has no line of the hook " + name + ": " + unwritten.getMessage());
        }
    }

    /** The first bytes of a file as text, a character that is cut at the end left out. */
    private String start(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(MOST_BYTES);
            var text = new String(bytes, StandardCharsets.UTF_8);
            return bytes.length == MOST_BYTES && text.endsWith("\ufffd") ? text.substring(0, text.length() - 1) : text;
        } catch (IOException e) {
            context.notice("what a hook printed cannot be read: " + e);
            return "";
        }
    }

    private static Map<String, Object> line(Session session, Run run) {
        var setup = session.segments().get(run.segment()).setup();
        return JournalWriter.run(run, setup.layout(), setup.metric().name());
    }

    private static Map<String, Object> describe(Session session) {
        var segment = session.current();
        var metric = session.metric();
        var object = new LinkedHashMap<String, Object>();
        object.put("metric_name", metric.name());
        object.put("metric_unit", metric.unit());
        object.put("direction", metric.direction().word());
        object.put("baseline_metric", segment.baseline().filter(Run::measured).map(Run::metric));
        object.put("best_metric", segment.best().map(Run::metric));
        object.put("run_count", session.totalRuns());
        object.put("goal", session.setup().name());
        return object;
    }
}
