package dev.autoresearch.model;

import dev.autoresearch.Problem;
import java.util.List;
import java.util.Optional;

/**
 * The number that a session makes better.
 *
 * @param name as in {@code METRIC name=value}
 * @param unit shown after the number; may be empty
 */
public record Metric(String name, String unit, Direction direction) {

    private static final int LONGEST_NAME = 200;
    private static final List<String> REFUSED = List.of("__proto__", "constructor", "prototype");

    /**
     * A metric that gets better as it falls.
     *
     * @throws Problem when no benchmark could print one of this name
     */
    public static Metric lower(String name) {
        return new Metric(name, "", Direction.LOWER).checked();
    }

    /**
     * A metric that gets better as it rises.
     *
     * @throws Problem when no benchmark could print one of this name
     */
    public static Metric higher(String name) {
        return new Metric(name, "", Direction.HIGHER).checked();
    }

    /**
     * The same, if a benchmark can print one of this name; a journal of another tool may hold any.
     *
     * @throws Problem when it cannot
     */
    public Metric checked() {
        if (name == null || name.isBlank())
            throw new Problem("the metric needs a name", "-m latency_ms, as in METRIC latency_ms=123");
        if (name.length() > LONGEST_NAME)
            throw new Problem(
                    "the metric's name has " + name.length() + " characters, more than " + LONGEST_NAME,
                    "use a short name, as in METRIC latency_ms=123");
        for (int i = 0; i < name.length(); i++)
            if (!isPrintable(name.charAt(i)))
                throw new Problem(
                        "a metric's name cannot have the character \"" + SafeText.line(name.substring(i, i + 1)) + "\"",
                        "use letters, digits and _ . - / as in METRIC latency_ms=123");
        if (REFUSED.contains(name))
            throw new Problem("a metric cannot be called " + name, "other tools refuse that name; choose another");
        return this;
    }

    private static boolean isPrintable(char c) {
        boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return isLetter || (c >= '0' && c <= '9') || "_.-/µμ".indexOf(c) >= 0;
    }

    public Metric unit(String unit) {
        return new Metric(name, unit, direction);
    }

    /** Is {@code value} strictly better than {@code reference}? */
    public boolean better(double value, double reference) {
        return direction.better(value, reference);
    }

    /** A value with its unit, at most four significant digits: {@code 98.3 ms}. */
    public String text(double value) {
        return Format.withUnit(value, unit);
    }

    @Override
    public String toString() {
        return SafeText.line(name) + (unit.isEmpty() ? "" : " in " + SafeText.line(unit)) + ", " + direction.word()
                + " is better";
    }

    public enum Direction implements Keyword {
        LOWER,
        HIGHER;

        /** Is {@code value} strictly better than {@code reference}? */
        public boolean better(double value, double reference) {
            return this == LOWER ? value < reference : value > reference;
        }

        public static Optional<Direction> of(String word) {
            return Keyword.of(Direction.class, word);
        }
    }
}
