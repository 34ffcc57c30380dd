package dev.autoresearch.sweep;

import dev.autoresearch.Problem;
import dev.autoresearch.model.SafeText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What is varied, and the values that it takes.
 *
 * @param name as the template names it
 * @param values at least one, each once, in the order in which they are tried
 */
public record Parameter(String name, List<String> values) {
    static final int MOST_VALUES = 10_000;

    private static final String RANGE = "..";

    /**
     * Reads {@code batch=8,16,32}, {@code threads=1..4}, {@code rate=0.1..0.5..0.1} or {@code mode=fast,safe}.
     *
     * @throws Problem with exit code 2 when that cannot be understood, or names a value twice, or none
     */
    public static Parameter parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 0)
            throw usage("\"" + SafeText.line(text, 60) + "\" gives no values", "batch=8,16,32 or threads=1..4");
        var name = text.substring(0, equals);
        if (!CommandTemplate.isName(name))
            throw usage(
                    "a parameter cannot be called \"" + SafeText.line(name, 60) + "\"",
                    "a letter or _, then letters, digits, _ and -");
        var values = new ArrayList<String>();
        for (var item : text.substring(equals + 1).split(",", -1)) values.addAll(values(name, item));
        var seen = new HashSet<String>();
        for (var value : values)
            if (!seen.add(value))
                throw usage(name + " has the value " + SafeText.line(value, 60) + " twice", "name it once");
        return new Parameter(name, List.copyOf(values));
    }

    private static List<String> values(String name, String item) {
        if (item.isBlank()) throw usage(name + " has an empty value", "name values with commas between: 8,16,32");
        if (item.indexOf('\0') >= 0) throw usage(name + " has a value that no command can take", "leave NUL out");
        int dots = item.indexOf(RANGE);
        if (dots < 0) return List.of(item);
        var rest = item.substring(dots + RANGE.length());
        int step = rest.indexOf(RANGE);
        var from = number(item.substring(0, dots));
        var to = number(step < 0 ? rest : rest.substring(0, step));
        var by = step < 0 ? Optional.of(BigDecimal.ONE) : number(rest.substring(step + RANGE.length()));
        // ../data is a word
        if (from.isEmpty() && to.isEmpty()) return List.of(item);
        if (from.isEmpty() || to.isEmpty() || by.isEmpty())
            throw usage(
                    name + " has a range that is none: " + SafeText.line(item, 60),
                    "write 1..4, or 1..9..2 with a step");
        return range(name, item, from.get(), to.get(), by.get());
    }

    private static List<String> range(String name, String item, BigDecimal from, BigDecimal to, BigDecimal by) {
        int way = by.signum();
        if (way == 0 || from.compareTo(to) * way > 0)
            throw usage(name + " has the empty range " + SafeText.line(item, 60), "write 1..4, or 4..1..-1 to go down");
        var values = new ArrayList<String>();
        for (var value = from; value.compareTo(to) * way <= 0; value = value.add(by)) {
            if (values.size() == MOST_VALUES)
                throw usage(
                        name + " takes more than " + MOST_VALUES + " values in " + SafeText.line(item, 60),
                        "give it a larger step: 1..1000000..1000");
            values.add(value.toPlainString());
        }
        return values;
    }

    private static Optional<BigDecimal> number(String text) {
        // an exponent might stand for a number with a billion digits
        if (!text.matches("[-+.0-9]{1,30}")) return Optional.empty();
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException aWord) {
            return Optional.empty();
        }
    }

    static Problem usage(String what, String hint) {
        return new Problem(what, hint, Problem.USAGE);
    }
}
