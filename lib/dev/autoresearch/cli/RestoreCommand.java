package dev.autoresearch.cli;

import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.view.RunJson;
import java.util.List;

/** Brings back what a run changed. */
final class RestoreCommand implements CliCommand {
    @Override
    public Usage usage() {
        return new Usage(
                "restore",
                "RUN",
                1,
                "Put the tree of a run into the work tree; nothing is recorded.",
                "autoresearch restore 3",
                List.of());
    }

    @Override
    public int run(Arguments arguments, Console console) {
        var research = CliCommand.session(arguments, console);
        var run = research.restore(arguments.positiveInteger(0, "the run's number"));
        var status = research.status();
        console.document(
                RunJson.run(run, status.layout(), status.session().metric().name()));
        console.line("restored the tree of run " + run.number() + ": " + SafeText.line(run.description(), 80));
        console.advise("next:  {}", NextStep.attempt("what it changes"));
        return ExitCode.DONE;
    }
}
