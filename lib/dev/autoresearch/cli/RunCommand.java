package dev.autoresearch.cli;

import dev.autoresearch.cli.Usage.Option;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.view.RunJson;
import dev.autoresearch.view.RunView;

final class RunCommand implements CliCommand {
    private static final int TAIL_LINES = 12;

    @Override
    public Usage usage() {
        return Usage.of(
                "run",
                "Measure the tree as it is; the result waits for `log`.",
                "autoresearch run -c ./benchmark.sh",
                Option.COMMAND,
                Option.REPORT,
                Option.TIMEOUT);
    }

    @Override
    public int run(Arguments arguments, Console console) {
        var research = CliCommand.measuring(arguments, console);
        var measured = console.watching(research, () -> research.run(arguments.value("command"), arguments.timeout()));
        console.document(RunJson.measurement(measured));
        print(measured, console);
        boolean isMute = measured.passed() && measured.primary().isEmpty();
        console.advise(
                "next:  {}" + (isMute ? ", then let the benchmark print METRIC NAME=123" : ""),
                RunView.logging(research.session(), measured));
        return CliCommand.exit(measured.outcome());
    }

    private static void print(Measurement measured, Console console) {
        var style = console.style();
        var line = measured.toString();
        console.line(measured.passed() ? line : style.bad(line));
        if (!measured.passed()) console.print(tail(measured.tail()));
        warn(measured, console);
    }

    static void warn(Measurement measured, Console console) {
        if (console.isJson()) return;
        for (var warning : measured.warnings()) console.notice("warning: " + SafeText.line(warning));
    }

    /** The last lines of output, made harmless. */
    static String tail(String output) {
        var lines = output.strip().split("\n");
        var text = new StringBuilder();
        for (int i = Math.max(0, lines.length - TAIL_LINES); i < lines.length; i++)
            if (!lines[i].isBlank())
                text.append("  | ").append(SafeText.output(lines[i], 200)).append('\n');
        return text.toString();
    }
}
