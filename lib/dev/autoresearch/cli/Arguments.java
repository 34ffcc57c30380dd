package dev.autoresearch.cli;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.Problem;
import dev.autoresearch.cli.Usage.Option;
import dev.autoresearch.model.Metric.Direction;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Plan.PairMode;
import dev.autoresearch.model.SafeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** A command line, taken apart by what a command accepts. */
final class Arguments {
    static final int MOST_PAIRS = 1_000_000;

    private final Usage usage;
    private final Map<String, List<String>> values = new HashMap<>();
    private final List<String> positional = new ArrayList<>();

    private Arguments(Usage usage) {
        this.usage = usage;
    }

    /** Takes words apart; anything that the command does not take is a problem with exit code 2. */
    static Arguments parse(Usage usage, List<String> words) {
        var arguments = new Arguments(usage);
        boolean optionsEnded = false;
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            if (optionsEnded || !word.startsWith("-") || word.equals("-")) arguments.positional.add(word);
            else if (word.equals("--")) optionsEnded = true;
            else i = arguments.option(words, i);
        }
        if (!arguments.has("help") && arguments.positional.size() > usage.mostArguments()) throw arguments.tooMany();
        return arguments;
    }

    /** Takes the option at {@code at}; the index of the last word that belongs to it. */
    private int option(List<String> words, int at) {
        var word = words.get(at);
        boolean isLong = word.startsWith("--");
        int equals = isLong ? word.indexOf('=') : -1;
        var name = equals < 0 ? word : word.substring(0, equals);
        var option = isLong ? find(name.substring(2)) : find(word.charAt(1));
        if (option.isEmpty()) throw unknown(name);
        if (option.get().isFlag()) {
            if (equals >= 0 || (!isLong && word.length() > 2)) throw usage("option " + name + " takes no value");
            values.computeIfAbsent(option.get().name(), none -> new ArrayList<>())
                    .add("");
            return at;
        }
        boolean attached = equals >= 0 || (!isLong && word.length() > 2);
        int last = attached ? at : at + 1;
        if (last >= words.size())
            throw usage("option " + name + " needs a value: " + option.get().value());
        var value = attached ? word.substring(equals >= 0 ? equals + 1 : 2) : words.get(last);
        values.computeIfAbsent(option.get().name(), none -> new ArrayList<>()).add(value);
        return last;
    }

    private Optional<Option> find(String name) {
        for (var option : usage.options()) if (option.name().equals(name)) return Optional.of(option);
        return Optional.empty();
    }

    private Optional<Option> find(char letter) {
        for (var option : usage.options()) if (option.letter() == letter) return Optional.of(option);
        return Optional.empty();
    }

    private Problem unknown(String word) {
        var names = new ArrayList<String>();
        for (var option : usage.options()) names.add("--" + option.name());
        return usage("unknown option " + SafeText.line(word, 60) + suggestion(word, names));
    }

    /** Asks whether the nearest of these words was meant, by edits (Levenshtein); nothing where none is near enough. */
    static String suggestion(String typed, List<String> words) {
        Optional<String> nearest = Optional.empty();
        int least = Math.max(2, typed.length() / 3) + 1;
        for (var word : words) {
            int distance = distance(typed, word);
            if (distance >= least) continue;
            least = distance;
            nearest = Optional.of(word);
        }
        return nearest.map(word -> "; did you mean " + word + "?").orElse("");
    }

    private static int distance(String a, String b) {
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) row[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }

    private Problem tooMany() {
        var extra = positional.get(usage.mostArguments());
        return usage("unexpected argument \"" + SafeText.line(extra, 60) + "\""
                + (extra.contains(" ") ? "" : "; put a text with spaces in quotes"));
    }

    Problem usage(String what) {
        return new Problem(what, "autoresearch " + usage.name() + " --help", Problem.USAGE);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** The last value given. */
    Optional<String> value(String name) {
        var given = all(name);
        return given.isEmpty() ? Optional.empty() : Optional.of(given.get(given.size() - 1));
    }

    /** Every value given, in order. */
    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    String required(String name) {
        return value(name).orElseThrow(() -> usage("option --" + name + " is required"));
    }

    OptionalDouble number(String name) {
        if (value(name).isEmpty()) return OptionalDouble.empty();
        var text = value(name).get().strip();
        try {
            double number = Double.parseDouble(text);
            // parseDouble takes 1d and 0x1p3, which no other of our numbers may look like.
            boolean plain = text.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0);
            if (plain && Double.isFinite(number)) return OptionalDouble.of(number);
        } catch (NumberFormatException notANumber) {
            // refused below, like a number out of range
        }
        throw usage("option --" + name + " takes a finite number, not \"" + SafeText.line(text, 40) + "\"");
    }

    /** A whole number within these bounds; empty when the option is absent. */
    OptionalInt whole(String name, int least, int most) {
        var given = number(name);
        if (given.isEmpty()) return OptionalInt.empty();
        double number = given.getAsDouble();
        if (number >= least && number <= most && number == Math.rint(number)) return OptionalInt.of((int) number);
        throw usage("option --" + name + " takes a whole number from " + least
                + (most == Integer.MAX_VALUE ? "" : " to " + most));
    }

    Plan plan() {
        return new Plan(
                value("rule").orElse(Plan.AUTO),
                tolerance(),
                whole("max-pairs", 1, MOST_PAIRS),
                value("pairing").map(this::pairing),
                value("prepare"),
                value("carry"),
                has("accept-bias"),
                value("command"),
                timeout(),
                false);
    }

    /** The time limit of an execution; zero for none. */
    Duration timeout() {
        double seconds = number("timeout").orElse(AutoResearch.DEFAULT_TIMEOUT.toMillis() / 1000.0);
        if (seconds < 0) throw usage("option --timeout takes seconds from 0 on (0: no limit)");
        return Duration.ofMillis(Math.round(Math.min(seconds, 1e9) * 1000));
    }

    private double tolerance() {
        if (has("no-worse-than") && has("min-effect"))
            throw usage("--no-worse-than and --min-effect exclude each other");
        return fraction("no-worse-than") - fraction("min-effect");
    }

    private double fraction(String name) {
        var text = value(name).orElse("0").strip();
        try {
            double percent = Double.parseDouble(text.endsWith("%") ? text.substring(0, text.length() - 1) : text);
            if (percent >= 0 && percent < 100) return percent / 100;
        } catch (NumberFormatException notANumber) {
            // refused below, like a number out of range
        }
        throw usage("option --" + name + " takes a percentage from 0 to 100, such as 1%");
    }

    private PairMode pairing(String word) {
        return PairMode.of(word)
                .filter(pairing -> pairing != PairMode.COMMANDS)
                .orElseThrow(() -> usage("--pairing is worktree, in-place or none"));
    }

    /** Which way the metric gets better; empty when the option is absent. */
    Optional<Direction> direction() {
        return value("direction")
                .map(word -> Direction.of(word)
                        .orElseThrow(() ->
                                usage("unknown direction \"" + SafeText.line(word, 40) + "\": it is lower or higher")));
    }

    Optional<String> argument(int index) {
        return index < positional.size() ? Optional.of(positional.get(index)) : Optional.empty();
    }

    int positiveInteger(int index, String what) {
        var word = argument(index).orElseThrow(() -> usage(what + " is missing"));
        try {
            int number = Integer.parseInt(word);
            if (number > 0) return number;
        } catch (NumberFormatException notANumber) {
            // refused below, like a number out of range
        }
        throw usage(what + " is a whole number from 1, not \"" + SafeText.line(word, 40) + "\"");
    }
}
