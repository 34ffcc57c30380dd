package dev.autoresearch.simulate;

import dev.autoresearch.Problem;
import dev.autoresearch.simulate.SimulationSettings.IdleSlots;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the command line asks to simulate.
 *
 * @param simulations one for each scenario and policy
 * @param form how to show the reports
 */
public record SimulationRequest(List<Simulation> simulations, Form form) {
    /** How to show reports. */
    public enum Form {
        /** Aligned columns, one line each. */
        TABLE,
        /** A JSON object on a line of its own each. */
        JSON,
        /** One picture of all. */
        SVG
    }

    /** The scenarios that {@code --scenario all} stands for. */
    public static final List<String> SEVEN =
            List.of("cv.5", "cv2", "cv5", "cv10", "cv2+drift", "cv2+spikes", "cv5+drift+spikes");

    private static final String USAGE =
            "--scenario NAME|all,… --policy NAME,… --sessions N --seed N --idea-cost N --budget N"
                    + " --idle-slots N --idle-noise F|F-F --prior NOTHING/HARM/HELP --conflicts N% --interactions --json|--svg";

    private static final Map<String, String> DEFAULTS = Map.of(
            "--scenario", "all",
            "--policy", "auto",
            "--sessions", "200",
            "--seed", "1",
            "--idea-cost", "4",
            "--budget", "",
            "--idle-slots", "0",
            "--idle-noise", "1",
            "--prior", ".70/.15/.15",
            "--conflicts", "0%");

    private static final Set<String> FLAGS = Set.of("--interactions", "--json", "--svg");

    /**
     * Parses options; those left out have the values of {@code --scenario all --policy auto --sessions 200 --seed 1
     * --idea-cost 4 --idle-slots 0 --idle-noise 1 --prior .70/.15/.15 --conflicts 0%}, and a budget as in
     * {@link Scenario#usualBudget}.
     */
    public static SimulationRequest of(String... args) {
        var options = new HashMap<>(DEFAULTS);
        var flags = new TreeSet<String>();
        for (int i = 0; i < args.length; i++) {
            if (FLAGS.contains(args[i])) flags.add(args[i]);
            else if (!DEFAULTS.containsKey(args[i]))
                throw new Problem("unknown option " + args[i], USAGE, Problem.USAGE);
            else if (i + 1 == args.length)
                throw new Problem("option " + args[i] + " needs a value", USAGE, Problem.USAGE);
            else options.put(args[i], args[++i]);
        }
        int sessions = (int) whole(option(options, "--sessions"), 1, 1_000_000);
        long seed = whole(option(options, "--seed"), Long.MIN_VALUE, Long.MAX_VALUE);
        List<Simulation> simulations = new ArrayList<>();
        for (String policy : names(option(options, "--policy")))
            for (String name : names(option(options, "--scenario"))) {
                Scenario scenario = Scenario.of(name);
                var settings = settings(options, flags.contains("--interactions"), scenario);
                simulations.add(new Simulation(scenario, Policy.of(policy), sessions, seed, settings));
            }
        Form form = flags.contains("--svg") ? Form.SVG : flags.contains("--json") ? Form.JSON : Form.TABLE;
        return new SimulationRequest(List.copyOf(simulations), form);
    }

    /** The text to print for the reports of all simulations, in their order. */
    public String show(List<PolicyReport> reports) {
        if (form == Form.SVG) return FalseKeepChart.of(reports);
        List<String> lines = new ArrayList<>();
        if (form == Form.TABLE) lines.add(PolicyReport.header());
        for (PolicyReport report : reports) lines.add(form == Form.JSON ? report.json() : report.row());
        return String.join("\n", lines);
    }

    private static SimulationSettings settings(Map<String, String> options, boolean interactions, Scenario scenario) {
        double ideaCost = number(option(options, "--idea-cost"), 0, 1_000_000);
        String budget = option(options, "--budget");
        return new SimulationSettings(
                ideaCost,
                budget.isEmpty() ? scenario.usualBudget(ideaCost) : (int) whole(budget, 1, 100_000_000),
                idle((int) whole(option(options, "--idle-slots"), 0, 1_000), option(options, "--idle-noise")),
                shares(option(options, "--prior")),
                number(option(options, "--conflicts").replaceFirst("%$", ""), 0, 100) / 100,
                interactions);
    }

    /** One factor, or the least and the greatest. */
    private static IdleSlots idle(int count, String noise) {
        List<Double> factors = Stream.of(noise.split("-", 2))
                .map(factor -> number(factor, 1, 1_000))
                .sorted()
                .toList();
        return new IdleSlots(count, factors.get(0), factors.get(factors.size() - 1));
    }

    private static IdeaStream.Shares shares(String text) {
        List<Double> parts =
                Stream.of(text.split("/", -1)).map(part -> number(part, 0, 1)).toList();
        if (parts.size() != 3 || Math.abs(parts.get(0) + parts.get(1) + parts.get(2) - 1) > 1e-9) throw senseless(text);
        return new IdeaStream.Shares(parts.get(0), parts.get(1), parts.get(2));
    }

    private static String option(Map<String, String> options, String name) {
        return options.getOrDefault(name, "");
    }

    private static List<String> names(String value) {
        return Stream.of(value.split(",", -1))
                .flatMap(name -> name.equals("all") ? SEVEN.stream() : Stream.of(name))
                .toList();
    }

    private static long whole(String text, long least, long greatest) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= greatest) return number;
        } catch (NumberFormatException notANumber) {
            // the same problem as a number out of range
        }
        throw senseless(text);
    }

    private static double number(String text, double least, double greatest) {
        try {
            double number = Double.parseDouble(text);
            if (number >= least && number <= greatest) return number;
        } catch (NumberFormatException notANumber) {
            // the same problem as a number out of range
        }
        throw senseless(text);
    }

    private static Problem senseless(String text) {
        return new Problem("not a number that makes sense here: " + text, USAGE, Problem.USAGE);
    }
}
