package dev.autoresearch.cli;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.view.RunJson;

/** Begins the session anew with the same goal. */
final class ResetCommand implements CliCommand {
    @Override
    public Usage usage() {
        return Usage.of(
                "reset",
                "Begin anew with the same goal; the old journal is kept, numbered.",
                "autoresearch reset --force",
                Option.flag("force", "do not ask"));
    }

    @Override
    public int run(Arguments arguments, Console console) {
        var research = CliCommand.session(arguments, console);
        int runs = research.runs().size();
        if (!arguments.has("force") && !console.confirms("Begin anew and put " + runs + " runs aside?"))
            throw new Problem(
                    "nothing was reset",
                    Hint.of("{} does it without asking", NextStep.of("reset").with("--force", "")));
        var session = research.reset();
        console.document(RunJson.status(research.status()));
        console.line("begun anew: " + session.setup());
        return ExitCode.DONE;
    }
}
