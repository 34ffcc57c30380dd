package dev.autoresearch.simulate;

import dev.autoresearch.Problem;
import java.util.ArrayList;
import java.util.List;

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
            "--scenario NAME,…|all --policy NAME,… --sessions N --seed N --idea-cost N --budget N --json|--svg";

    /** Parses options; those left out are {@code all, auto, 200, 1, 4, 1500}. */
    public static SimulationRequest of(String... args) {
        List<String> scenarios = SEVEN;
        List<String> policies = List.of("auto");
        long seed = 1;
        int sessions = 200;
        int ideaCost = 4;
        int budget = 1500;
        Form form = Form.TABLE;
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--json" -> form = Form.JSON;
                case "--svg" -> form = Form.SVG;
                case "--scenario" -> scenarios = names(value(args, ++i));
                case "--policy" -> policies = names(value(args, ++i));
                case "--seed" -> seed = number(value(args, ++i), Long.MIN_VALUE, Long.MAX_VALUE);
                case "--sessions" -> sessions = (int) number(value(args, ++i), 1, 1_000_000);
                case "--idea-cost" -> ideaCost = (int) number(value(args, ++i), 0, 1_000_000);
                case "--budget" -> budget = (int) number(value(args, ++i), 1, 100_000_000);
                default -> throw new Problem("unknown option " + args[i], USAGE, Problem.USAGE);
            }
        }
        List<Simulation> simulations = new ArrayList<>();
        for (String policy : policies) {
            for (String scenario : scenarios) {
                simulations.add(
                        new Simulation(Scenario.of(scenario), Policy.of(policy), sessions, seed, ideaCost, budget));
            }
        }
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

    private static List<String> names(String value) {
        return value.equals("all") ? SEVEN : List.of(value.split(",", -1));
    }

    private static String value(String[] args, int index) {
        if (index >= args.length) {
            throw new Problem("option " + args[index - 1] + " needs a value", USAGE, Problem.USAGE);
        }
        return args[index];
    }

    private static long number(String text, long least, long greatest) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= greatest) return number;
        } catch (NumberFormatException notANumber) {
            // the same problem as a number out of range
        }
        throw new Problem("not a number that makes sense here: " + text, USAGE, Problem.USAGE);
    }
}
