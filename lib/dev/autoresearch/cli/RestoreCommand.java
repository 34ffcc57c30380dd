package dev.autoresearch.cli;

import dev.autoresearch.model.Text;
import dev.autoresearch.view.Documents;
import java.util.List;

/** Brings back what a run changed. */
final class RestoreCommand implements Command {
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
        var research = Command.session(arguments, console);
        var run = research.restore(arguments.positiveInteger(0, "the run's number"));
        var status = research.status();
        console.document(
                Documents.run(run, status.layout(), status.session().metric().name()));
        console.line("restored the tree of run " + run.number() + ": " + Text.line(run.description(), 80));
        console.advise("next:  autoresearch attempt -d \"what it changes\"");
        return Exit.DONE;
    }
}
