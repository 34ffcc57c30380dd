package dev.autoresearch.cli;

import dev.autoresearch.cli.Usage.Option;
import dev.autoresearch.view.RunJson;
import dev.autoresearch.view.StatusView;

final class StatusCommand implements CliCommand {
    private static final int SHOWN = 20;

    @Override
    public Usage usage() {
        return Usage.of(
                "status",
                "Show the session: baseline, best, confidence, the latest runs.",
                "autoresearch status",
                Option.value('n', "runs", "N", "how many runs the table shows (default: 20)"),
                Option.flag("all", "show every run of the segment"),
                Option.value("segment", "N", "an earlier segment, from 1 (default: the latest)"));
    }

    @Override
    public int run(Arguments arguments, Console console) {
        int shown = shown(arguments);
        var research = CliCommand.session(arguments, console);
        var segment = arguments.number("segment");
        var summary =
                segment.isPresent() ? research.status(segment(arguments, segment.getAsDouble())) : research.status();
        console.document(() -> RunJson.status(summary));
        console.print(new StatusView(console.style()).render(summary, shown));
        return DONE;
    }

    private static int shown(Arguments arguments) {
        if (arguments.has("all")) return Integer.MAX_VALUE;
        double number = arguments.number("runs").orElse(SHOWN);
        if (number < 0 || number != Math.rint(number))
            throw arguments.usage("option --runs takes a whole number from 0");
        return (int) Math.min(number, Integer.MAX_VALUE);
    }

    private static int segment(Arguments arguments, double number) {
        if (number < 1 || number != Math.rint(number) || number > Integer.MAX_VALUE)
            throw arguments.usage("option --segment takes a whole number from 1");
        return (int) number;
    }
}
