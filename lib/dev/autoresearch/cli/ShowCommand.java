package dev.autoresearch.cli;

import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.view.RunJson;
import dev.autoresearch.view.RunView;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

final class ShowCommand implements CliCommand {
    @Override
    public Usage usage() {
        return new Usage(
                "show",
                "RUN",
                1,
                "Show a run with its evidence and what it changed.",
                "autoresearch show 3",
                List.of());
    }

    @Override
    public int run(Arguments arguments, Console console) {
        int number = arguments.positiveInteger(0, "the run's number");
        var research = CliCommand.session(arguments, console);
        var details = research.show(number);
        var run = details.run();
        var diff = details.diff();
        var document = new LinkedHashMap<>(RunJson.run(
                run, research.session().setup().layout(), details.metric().name()));
        document.put("measurement", run.evidence().measurement().map(RunJson::measurement));
        if (!run.evidence().executions().isEmpty()) document.put("executions", RunJson.executions(run));
        document.put("diff", diff);
        console.document(document);
        console.print(new RunView(console.style()).render(run, details.metric()));
        if (!diff.isEmpty()) console.line("");
        for (var line : diff.lines().toList()) console.line(paint(line, console));
        return DONE;
    }

    private static String paint(String line, Console console) {
        // a tab steers nothing, and without it a diff of a Makefile is none
        var text = Arrays.stream(line.split("\t", -1)).map(SafeText::line).collect(Collectors.joining("\t"));
        if (line.startsWith("+") && !line.startsWith("+++"))
            return console.style().good(text);
        if (line.startsWith("-") && !line.startsWith("---"))
            return console.style().bad(text);
        return text;
    }

    static final class RestoreCommand implements CliCommand {
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
            return DONE;
        }
    }
}
