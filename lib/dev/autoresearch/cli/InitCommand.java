package dev.autoresearch.cli;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.cli.Usage.Option;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Metric.Direction;
import dev.autoresearch.model.Setup;
import dev.autoresearch.view.RunJson;

final class InitCommand implements CliCommand {
    @Override
    public Usage usage() {
        return Usage.of(
                "init",
                "Begin a session in this folder.",
                "autoresearch init -n faster -m latency_ms -u ms -c ./benchmark.sh",
                Option.value('n', "name", "TEXT", "the goal in a few words (required)"),
                Option.value('m', "metric", "NAME", "the number to improve, as in METRIC NAME=123 (required)"),
                Option.DIRECTION,
                Option.UNIT,
                Option.value('c', "command", "CMD", "the benchmark (default: autoresearch.sh, benchmark.sh)"),
                Option.REPORT,
                Option.value("layout", "WORD", "file names of sdk, openclaw or pi (default: sdk)"),
                Option.value("holdout", "CMD", "a second benchmark, outside this folder, confirms gains"),
                Option.value("guard", "RULE", "keep only what meets it: \"memory_mb <= +2%\"; repeatable"),
                Option.value("protect", "GLOB", "files no experiment may touch; may be repeated"),
                Option.flag("reset", "begin anew; the old journal is kept, numbered"),
                Option.flag("no-git", "only note commits: nothing is committed or put back"));
    }

    @Override
    public int run(Arguments arguments, Console console) {
        var setup = setup(arguments);
        var research = CliCommand.session(arguments, console);
        arguments.value("holdout").ifPresent(research::confirmedBy);
        var session = arguments.has("reset") ? research.reset(setup) : research.begin(setup);
        console.document(RunJson.status(research.status()));
        console.line("begun: " + session.setup());
        console.advise("next:  {}", NextStep.attempt("baseline"));
        return DONE;
    }

    private static Setup setup(Arguments arguments) {
        var layout = Layout.of(arguments.value("layout").orElse("sdk"))
                .orElseThrow(() -> arguments.usage("unknown layout: it is sdk, openclaw or pi"));
        var direction = arguments.direction().orElse(Direction.LOWER);
        var metric =
                new Metric(arguments.required("metric"), arguments.value("unit").orElse(""), direction);
        var setup = Setup.of(arguments.required("name"), metric).layout(layout).git(!arguments.has("no-git"));
        for (var guard : arguments.all("guard")) setup = setup.guard(guard);
        for (var glob : arguments.all("protect")) setup = setup.protect(glob);
        var withCommand = arguments.value("command").map(setup::command).orElse(setup);
        return arguments.value("report").map(withCommand::report).orElse(withCommand);
    }

    static final class ResetCommand implements CliCommand {
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
                        Hint.of(
                                "{} does it without asking",
                                NextStep.of("reset").with("--force", "")));
            var session = research.reset();
            console.document(RunJson.status(research.status()));
            console.line("begun anew: " + session.setup());
            return DONE;
        }
    }
}
