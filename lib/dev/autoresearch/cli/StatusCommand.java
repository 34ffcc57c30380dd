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
        int shown = arguments.has("all")
                ? Integer.MAX_VALUE
                : arguments.whole("runs", 0, Integer.MAX_VALUE).orElse(SHOWN);
        var segment = arguments.whole("segment", 1, Integer.MAX_VALUE);
        var research = CliCommand.session(arguments, console);
        var summary = segment.isPresent() ? research.status(segment.getAsInt()) : research.status();
        console.document(() -> RunJson.status(summary));
        console.print(new StatusView(console.style()).render(summary, shown));
        return DONE;
    }
}
