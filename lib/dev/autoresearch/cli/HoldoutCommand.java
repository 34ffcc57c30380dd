package dev.autoresearch.cli;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.cli.Usage.Option;
import dev.autoresearch.view.ResultView;
import dev.autoresearch.view.RunJson;

final class HoldoutCommand implements CliCommand {
    @Override
    public Usage usage() {
        return Usage.of(
                "holdout",
                "Show the second benchmark and its numbers: for the person only.",
                "autoresearch holdout",
                Option.value('c', "command", "CMD", "give the command where it is not known: another machine"));
    }

    @Override
    public int run(Arguments arguments, Console console) {
        var research = CliCommand.session(arguments, console);
        arguments.value("command").ifPresent(research::holdout);
        var held = research.holdout()
                .orElseThrow(() -> new Problem(
                        "this session has no holdout",
                        Hint.of(
                                "begin one with it: {}",
                                NextStep.of("init")
                                        .with("-n", "NAME")
                                        .with("-m", "METRIC")
                                        .with("--holdout", "CMD"))));
        console.document(RunJson.holdout(held));
        console.print(
                new ResultView(console.style()).render(held, research.session().metric()));
        return DONE;
    }
}
