package dev.autoresearch.sweep;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.model.Metric.Direction;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Setup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A command, what is varied in it, and which combinations are tried.
 *
 * @param parameters one for each name in the template
 * @param sample only so many combinations, drawn at random; empty: all of them
 * @param halving are they thinned out by successive halving before the last two are compared?
 */
public record Sweep(
        CommandTemplate template, List<Parameter> parameters, Optional<RandomSample> sample, boolean halving) {
    public static final int MOST = 10_000;

    private static final String GOAL = "sweep ";

    /**
     * A part of all combinations, each at most once.
     *
     * @param size how many
     * @param seed the same seed draws the same ones
     */
    public record RandomSample(int size, long seed) {}

    /** @throws dev.autoresearch.Problem with exit code 2 when names and parameters do not match, or are too many */
    public Sweep {
        var seen = new HashSet<String>();
        for (var parameter : parameters) {
            if (!seen.add(parameter.name()))
                throw Parameter.usage(
                        parameter.name() + " is given twice",
                        "give all its values at once: " + parameter.name() + "=8,16,32");
            if (!template.names().contains(parameter.name()))
                throw Parameter.usage(
                        "the command has no {" + parameter.name() + "}: " + SafeText.line(template.toString(), 80),
                        template.names().isEmpty()
                                ? "put {" + parameter.name() + "} where its value belongs"
                                : "it has " + braced(template.names()));
        }
        for (var name : template.names())
            if (!seen.contains(name))
                throw Parameter.usage("{" + name + "} has no values", "give some: " + name + "=8,16,32");
        if (parameters.isEmpty())
            throw new Problem(
                    "there is nothing to vary",
                    Hint.of(
                            "{}",
                            NextStep.of("sweep")
                                    .with("-c", "./bench.sh --batch {batch}")
                                    .with("", "batch=8,16,32")),
                    Problem.USAGE);
        int most = sample.map(RandomSample::size).orElse(MOST);
        if (most > MOST || (sample.isEmpty() && combinations(parameters) > MOST))
            throw Parameter.usage(
                    "these are more than " + MOST + " combinations",
                    "try a part of them: --samples 200; or leave out values");
        parameters = List.copyOf(parameters);
    }

    /** The goal of a session that is begun for it. */
    public String goal() {
        return goal(template);
    }

    private static String goal(CommandTemplate template) {
        return GOAL + String.join(" ", template.names());
    }

    /** Was a session begun for a sweep? Then its command has places for values, and cannot be run as it is. */
    public static boolean isIn(Setup setup) {
        if (setup.git() || setup.command().isEmpty() || !setup.name().startsWith(GOAL)) return false;
        try {
            return setup.name().equals(goal(new CommandTemplate(setup.command().get())));
        } catch (Problem noTemplate) {
            return false; // its braces are the shell's
        }
    }

    private static String braced(List<String> names) {
        return "{" + String.join("}, {", names) + "}";
    }

    /** How many there are; Long.MAX_VALUE where a long cannot hold it. */
    private static long combinations(List<Parameter> parameters) {
        long product = 1;
        for (var parameter : parameters) {
            int size = parameter.values().size();
            if (product > Long.MAX_VALUE / size) return Long.MAX_VALUE;
            product *= size;
        }
        return product;
    }

    /** The variants in the order in which they are tried; the last parameter changes fastest. */
    public List<ParameterValues> variants() {
        long all = combinations(parameters);
        var variants = new ArrayList<ParameterValues>();
        for (long index : sample.map(part -> drawn(part, all)).orElseGet(() -> upTo(all))) variants.add(variant(index));
        return variants;
    }

    private static List<Long> upTo(long all) {
        return LongStream.range(0, all).boxed().collect(Collectors.toCollection(ArrayList::new));
    }

    private static List<Long> drawn(RandomSample part, long all) {
        var random = new Random(part.seed());
        if (all <= 2L * MOST) {
            var shuffled = upTo(all);
            Collections.shuffle(shuffled, random);
            return shuffled.subList(0, (int) Math.min(part.size(), all));
        }
        var drawn = new LinkedHashSet<Long>();
        while (drawn.size() < part.size()) drawn.add(Math.floorMod(random.nextLong(), all));
        return new ArrayList<>(drawn);
    }

    private ParameterValues variant(long index) {
        var values = new String[parameters.size()];
        long rest = index;
        for (int i = parameters.size() - 1; i >= 0; i--) {
            int size = parameters.get(i).values().size();
            values[i] = parameters.get(i).values().get((int) (rest % size));
            rest /= size;
        }
        var setting = new LinkedHashMap<String, String>();
        for (int i = 0; i < values.length; i++) setting.put(parameters.get(i).name(), values[i]);
        return new ParameterValues(setting);
    }

    /**
     * A variant on its way through successive halving. In each round every variant left is executed twice as often as
     * before, and the better half goes on. So every round costs about the same, and most of the time goes to variants
     * that may win.
     *
     * <p>Jamieson and Talwalkar, "Non-stochastic Best Arm Identification and Hyperparameter Optimization", AISTATS 2016,
     * with eta = 2.
     *
     * @param values of its executions in the rounds, in order
     * @param isFailed did one of them give no value?
     * @param isClosed was it logged already, so that it is executed no more?
     */
    public record Arm(ParameterValues setting, List<Double> values, boolean isFailed, boolean isClosed) {
        /** As many are left for a verdict. */
        public static final int FINALISTS = 2;

        /** Executions of a variant up to the end of a round, counted from 0: 1, 3, 7, … */
        public static int executions(int round) {
            return (1 << Math.min(round + 1, 30)) - 1;
        }

        /** Does the round, counted from 0, want one more execution of it? */
        public boolean isWanted(int round) {
            return !isFailed && !isClosed && values.size() < executions(round);
        }

        public Arm plus(double value) {
            var more = new ArrayList<>(values);
            more.add(value);
            return new Arm(setting, List.copyOf(more), isFailed, isClosed);
        }

        public Arm failed() {
            return new Arm(setting, values, true, isClosed);
        }

        /** The better half at the end of a round, best first; of equals the earlier one. An odd number is rounded up. */
        public static List<Arm> betterHalf(List<Arm> arms, int round, Direction direction) {
            return ranked(arms, round, direction).subList(0, (arms.size() + 1) / 2);
        }

        /** Best first by the executions up to the end of a round; those that failed come last. */
        public static List<Arm> ranked(List<Arm> arms, int round, Direction direction) {
            var ranked = new ArrayList<>(arms);
            ranked.sort((one, other) -> {
                if (one.isOut() || other.isOut()) return Boolean.compare(one.isOut(), other.isOut());
                double a = one.median(round);
                double b = other.median(round);
                return direction.better(a, b) ? -1 : direction.better(b, a) ? 1 : 0;
            });
            return ranked;
        }

        private boolean isOut() {
            return isFailed || values.isEmpty();
        }

        /** The lower middle of its values up to the end of a round, of which there must be one. */
        public double median(int round) {
            var sorted = values.stream().limit(executions(round)).sorted().toList();
            return sorted.get((sorted.size() - 1) / 2);
        }
    }
}
