package dev.autoresearch.mcp;

import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.Problem.NextStep.Argument;
import dev.autoresearch.json.Json;
import dev.autoresearch.view.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Texts that an agent reads. */
final class ToolText {
    /** What a client may show its model when it connects. */
    static final String INSTRUCTIONS = """
            autoresearch tries ideas on a project and keeps what measurably helps. The benchmark is a command that prints \
            lines "METRIC name=number".
            1. init_experiment once (the git tree must be clean), then attempt "baseline".
            2. Call brief: it says where you are, what was tried, which ideas wait.
            3. Change one thing in the files, then call attempt with a description: it measures your change against \
            the best so far, keeps it as a git commit or stores it and puts the tree back. Never commit yourself, never touch \
            the benchmark.
            4. Go on with step 2. Write ideas for later down with the tool ideas.
            run_experiment and log_experiment are for what attempt cannot do: they take your word for it, and ask neither \
            statistics, guards nor a holdout.
            When an answer has "running": true, call wait until it is finished, and edit no files meanwhile.""";

    /** How views are written for these tools. */
    static final Style STYLE = Style.PLAIN.phrased(ToolText::call);

    private static final Map<String, String> TOOLS =
            Map.of("init", "init_experiment", "run", "run_experiment", "log", "log_experiment");
    private static final List<String> SAME_NAME = List.of("attempt", "brief", "status", "ideas", "show", "restore");

    private ToolText() {}

    /** A command as the call of a tool: {@code restore {"run": 4}}; what has no tool is a line for a person's shell. */
    static String call(NextStep step) {
        var tool = SAME_NAME.contains(step.command()) ? step.command() : TOOLS.getOrDefault(step.command(), "");
        if (tool.isEmpty() && !step.command().isEmpty()) return step.shell();
        var parameters = new ArrayList<String>();
        for (var argument : step.arguments()) parameter(step, argument).ifPresent(parameters::add);
        var all = String.join(", ", parameters);
        return tool.isEmpty() ? all : tool + " {" + all + "}";
    }

    private static Optional<String> parameter(NextStep step, Argument argument) {
        var value = Json.line(argument.value());
        return switch (argument.option()) {
            case "" -> about(step, argument);
            case "--help" -> Optional.empty(); // a client shows what a tool takes
            case "-d" -> Optional.of((step.command().equals("init") ? "\"direction\": " : "\"description\": ") + value);
            case "-s" -> Optional.of("\"status\": " + value);
            case "-n" -> Optional.of("\"name\": " + value);
            case "-m" -> Optional.of("\"metric_name\": " + value);
            case "-u" -> Optional.of("\"metric_unit\": " + value);
            case "-c" -> Optional.of(argument.value().isEmpty() ? "\"command\"" : "\"command\": " + value);
            case "-C" -> Optional.of("\"cwd\": " + value);
            case "--reset" -> Optional.of("\"reset\": true");
            case "--no-git" -> Optional.of("\"git\": false");
            case "--guard" -> Optional.of("\"guards\": [" + value + "]");
            case "--protect" -> Optional.of("\"protect\": [" + value + "]");
            case "--asi hypothesis=" -> Optional.of("\"hypothesis\": " + value);
            case "--all" -> Optional.of("\"runs\": 1000");
            case "--rule", "--report", "--layout", "--session" ->
                Optional.of(Json.line(argument.option().substring(2)) + ": " + value);
            default -> Optional.of(argument.option() + " " + value);
        };
    }

    private static Optional<String> about(NextStep step, Argument argument) {
        if (argument.value().equals("…")) return Optional.empty();
        boolean isRun = List.of("show", "restore").contains(step.command());
        if (isRun) return Optional.of("\"run\": " + argument.value());
        if (List.of("add", "done").contains(argument.value()))
            return Optional.of("\"action\": " + Json.line(argument.value()));
        boolean isNumber = step.value("").filter("done"::equals).isPresent();
        return Optional.of(isNumber ? "\"number\": " + argument.value() : "\"text\": " + Json.line(argument.value()));
    }
}
