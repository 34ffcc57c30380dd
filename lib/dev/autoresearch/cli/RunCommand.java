package dev.autoresearch.cli;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.cli.Usage.Option;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.view.RunJson;
import java.time.Duration;

/** Measures the tree as it is. */
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
        var measured = console.watching(research, () -> research.run(arguments.value("command"), timeout(arguments)));
        console.document(RunJson.measurement(measured));
        print(measured, console);
        boolean isMute = measured.passed() && measured.primary().isEmpty();
        console.advise(
                "next:  {}" + (isMute ? ", then let the benchmark print METRIC NAME=123" : ""),
                next(measured, research));
        return CliCommand.exit(measured.outcome());
    }

    /** The time limit that the arguments name; zero for none. */
    static Duration timeout(Arguments arguments) {
        var seconds = arguments.number("timeout");
        if (seconds.isEmpty()) return AutoResearch.DEFAULT_TIMEOUT;
        if (seconds.getAsDouble() < 0) throw arguments.usage("option --timeout takes seconds from 0 on (0: no limit)");
        return Duration.ofMillis(Math.round(Math.min(seconds.getAsDouble(), 1e9) * 1000));
    }

    private static void print(Measurement measured, Console console) {
        var style = console.style();
        var line = measured.toString();
        console.line(measured.passed() ? line : style.bad(line));
        if (!measured.passed()) console.print(tail(measured.tail()));
        warn(measured, console);
    }

    /** Without a word of its own, {@code log} keeps whatever passed. */
    private static NextStep next(Measurement measured, AutoResearch research) {
        if (measured.passed() && measured.primary().isEmpty())
            return NextStep.of("log").with("-s", "discard").text("-d", "no metric");
        var log = NextStep.of("log");
        var logged = measured.passed() && !research.better(measured) ? log.with("-s", "discard") : log;
        return logged.text("-d", "what you changed");
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
