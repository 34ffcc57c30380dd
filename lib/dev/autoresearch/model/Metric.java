package dev.autoresearch.model;

/**
 * The number that a session makes better.
 *
 * @param name as in {@code METRIC name=value}
 * @param unit shown after the number; may be empty
 * @param direction which way is better
 */
public record Metric(String name, String unit, Direction direction) {

    /** A metric that gets better as it falls. */
    public static Metric lower(String name) {
        return new Metric(name, "", Direction.LOWER);
    }

    /** A metric that gets better as it rises. */
    public static Metric higher(String name) {
        return new Metric(name, "", Direction.HIGHER);
    }

    /** The same metric, shown in this unit. */
    public Metric unit(String unit) {
        return new Metric(name, unit, direction);
    }

    /** Is {@code value} strictly better than {@code reference}? */
    public boolean better(double value, double reference) {
        return direction.better(value, reference);
    }

    /** A value with its unit, at most four significant digits: {@code 98.3 ms}. */
    public String text(double value) {
        return Figures.withUnit(value, unit);
    }

    @Override
    public String toString() {
        return Text.line(name) + (unit.isEmpty() ? "" : " in " + Text.line(unit)) + ", " + direction.word()
                + " is better";
    }
}
