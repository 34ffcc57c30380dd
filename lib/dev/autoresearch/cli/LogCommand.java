package dev.autoresearch.cli;

import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.cli.Usage.Option;
import dev.autoresearch.model.LogEntry;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Status;
import dev.autoresearch.view.RunJson;
import java.util.Optional;

final class LogCommand implements CliCommand {
    @Override
    public Usage usage() {
        return Usage.of(
                "log",
                "Record the run that waits as you say: commit it, or put it back.",
                "autoresearch log -s discard -d \"16 threads\" -i \"try an event loop\"",
                Option.value('d', "description", "TEXT", "what was changed"),
                Option.value('s', "status", "WORD", "keep (default if ok), discard, crash, checks_failed"),
                Option.IDEA,
                Option.value("metric", "VALUE", "a value instead of the measured one"),
                Option.ASI);
    }

    @Override
    public int run(Arguments arguments, Console console) {
        var research = CliCommand.session(arguments, console);
        var run = research.log(entry(arguments));
        var status = research.status();
        var metric = status.session().metric();
        var document = RunJson.run(run, status.layout(), metric.name());
        var hook = research.afterHook(run);
        hook.ifPresent(text -> document.put("hook", text));
        console.document(document);
        console.line(line(run, metric.text(run.metric()), console));
        next(run, status.session().setup().git(), console);
        print(hook, console);
        return DONE;
    }

    /** The next step, if the run leaves one. */
    static void next(Run run, boolean git, Console console) {
        if (run.baseline() && !run.measured())
            console.advise(
                    "there is no baseline: correct the benchmark, then begin anew with {}",
                    NextStep.of("reset").with("--force", ""));
        else if (!run.kept() && !run.baseline() && run.evidence().stored().isEmpty())
            console.line(
                    git && !run.commit().isEmpty()
                            ? "nothing was put back: the tree is as HEAD has it"
                            : "without git nothing is put back: undo the change by yourself");
    }

    /** What the hook after a run printed. */
    static void print(Optional<String> hook, Console console) {
        for (var line : hook.orElse("").lines().toList())
            console.line(console.style().dim("| ") + SafeText.line(line));
    }

    private static String line(Run run, String value, Console console) {
        var style = console.style();
        var place = run.evidence().stored().isPresent()
                ? style.dim("\nput back; bring it back: " + style.step(NextStep.of("restore", run.number())))
                : run.kept() && !run.commit().isEmpty() ? style.dim("\nkept as " + run.commit()) : "";
        return style.status(
                        run.status(),
                        style.symbol(run.status()) + " #" + run.number() + " "
                                + run.status().label())
                + "  " + (run.measured() ? value : "not measured") + "  "
                + SafeText.line(run.description(), 80) + place;
    }

    static LogEntry entry(Arguments arguments) {
        var entry = LogEntry.of(arguments.value("description").orElse(""));
        if (arguments.value("status").isPresent()) entry = entry.status(status(arguments));
        if (arguments.value("idea").isPresent())
            entry = entry.idea(arguments.value("idea").get());
        if (arguments.number("metric").isPresent())
            entry = entry.metric(arguments.number("metric").getAsDouble());
        for (var pair : arguments.all("asi")) {
            int equals = pair.indexOf('=');
            if (equals < 1) throw arguments.usage("option --asi takes KEY=VALUE");
            entry = entry.asi(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return entry;
    }

    private static Status status(Arguments arguments) {
        var word = arguments.value("status").orElse("");
        return Status.of(word)
                .orElseThrow(() -> arguments.usage("unknown status \"" + SafeText.line(word, 40)
                        + "\": it is keep, discard, crash or checks_failed"));
    }
}
