package dev.autoresearch.cli;

import dev.autoresearch.Change;
import dev.autoresearch.cli.Usage.Option;
import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.Measurement.Outcome;
import dev.autoresearch.model.Run;
import dev.autoresearch.view.AttemptView;
import dev.autoresearch.view.RunJson;
import java.util.ArrayList;
import java.util.List;

final class AttemptCommand implements CliCommand {
    @Override
    public Usage usage() {
        var options = new ArrayList<>(List.of(
                Option.value('d', "description", "TEXT", "what was changed (required)"), Option.IDEA, Option.ASI));
        options.addAll(Option.PLAN);
        return Usage.of(
                "attempt",
                "Measure the tree as it is, decide, record: run and log in one.",
                "autoresearch attempt -d \"larger read buffer\"",
                options.toArray(new Option[0]));
    }

    @Override
    public int run(Arguments arguments, Console console) {
        arguments.required("description");
        var entry = LogCommand.entry(arguments);
        var plan = arguments.plan();
        var research = CliCommand.measuring(arguments, console);
        var attempt = console.watching(research, () -> research.attempt(entry, Change.NONE, plan));
        var status = research.status();
        var document = RunJson.attempt(attempt, status.layout());
        var hook = attempt.run().flatMap(research::afterHook);
        hook.ifPresent(text -> document.put("hook", text));
        console.document(document);
        print(attempt, status.session().setup().git(), console);
        LogCommand.print(hook, console);
        return exit(attempt);
    }

    private static void print(Attempt attempt, boolean git, Console console) {
        new AttemptView(console.style()).lines(attempt).forEach(console::line);
        if (attempt.run().isEmpty()) return;
        var run = attempt.run().get();
        var measured = run.evidence().measurement();
        measured.filter(one -> !one.isMeasured()).ifPresent(failed -> console.print(RunCommand.tail(failed.tail())));
        measured.ifPresent(one -> RunCommand.warn(one, console));
        LogCommand.next(run, git, console);
    }

    private static int exit(Attempt attempt) {
        if (attempt.kept()) return DONE;
        var outcome = attempt.run()
                .flatMap((Run run) -> run.evidence().measurement())
                .map(measured -> measured.outcome())
                .orElse(Outcome.PASSED);
        return outcome == Outcome.PASSED ? NOT_KEPT : CliCommand.exit(outcome);
    }
}
