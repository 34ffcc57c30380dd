package dev.autoresearch.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.OptionalDouble;

/** Numbers and times as people read them. Files and JSON carry full precision instead. */
public final class Format {
    private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

    private Format() {}

    /** At most four significant digits, whole numbers up to a million in full: {@code 98.34}, {@code 123456}. */
    public static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e6) return Long.toString((long) value);
        var rounded = new BigDecimal(value).round(FOUR_DIGITS).stripTrailingZeros();
        var magnitude = Math.abs(value);
        if (magnitude >= 1e-4 && magnitude < 1e7) return rounded.toPlainString();
        return rounded.toString().replace("E", "e");
    }

    /** A number with its unit: {@code 98.3 ms}, {@code 12%}, {@code 7}. */
    public static String withUnit(double value, String unit) {
        if (unit.isEmpty()) return number(value);
        return number(value) + (unit.equals("%") ? "" : " ") + SafeText.line(unit);
    }

    /** A signed percentage with one decimal: {@code -31.0%}, {@code +0.4%}, {@code +12000%}. */
    public static String percent(double percent) {
        if (Math.abs(percent) >= 1000) return (percent > 0 ? "+" : "") + number(Math.rint(percent)) + "%";
        var rounded = BigDecimal.valueOf(percent).setScale(1, RoundingMode.HALF_EVEN);
        return (rounded.signum() > 0 ? "+" : "") + rounded.toPlainString() + "%";
    }

    /** The same between two texts; empty where there is no change to show. */
    public static String percent(String before, OptionalDouble percent, String after) {
        return percent.isPresent() ? before + percent(percent.getAsDouble()) + after : "";
    }

    /** The change from one value to another in percent of the first's size; empty when the first is 0. */
    public static OptionalDouble change(double from, double to) {
        if (from == 0) return OptionalDouble.empty();
        var percent = (to - from) / Math.abs(from) * 100;
        return Double.isFinite(percent) ? OptionalDouble.of(percent) : OptionalDouble.empty();
    }

    /** An amount of money: {@code $5}, {@code $0.40}, {@code $0.004}. */
    public static String dollars(double usd) {
        if (usd == Math.rint(usd) || Math.abs(usd) < 0.1) return "$" + number(usd);
        return "$" + BigDecimal.valueOf(usd).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }

    /** A duration for people: {@code 35 ms}, {@code 1.4 s}, {@code 9 s}, {@code 4 min}, {@code 2 h 10 min}. */
    public static String duration(double seconds) {
        if (seconds < 0.9995) return Math.round(seconds * 1000) + " ms";
        if (seconds < 9.95) return number(Math.rint(seconds * 10) / 10) + " s";
        if (seconds < 119.5) return Math.round(seconds) + " s";
        long minutes = Math.round(seconds / 60);
        if (minutes < 120) return minutes + " min";
        return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }

    /** An expected number of things: {@code 2.3}, {@code 0.04}, {@code below 0.01}. */
    static String expected(double number) {
        if (number < 0.005) return "below 0.01";
        return BigDecimal.valueOf(number)
                .setScale(number < 0.095 ? 2 : 1, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    /** A probability as a sureness: {@code 98 % sure}, {@code 99.4 % sure}, never more than {@code 99.9 % sure}. */
    public static String sure(double probability) {
        double percent = Math.min(99.9, 100 * Math.max(0, probability));
        var digits = BigDecimal.valueOf(percent).setScale(percent > 99 ? 1 : 0, RoundingMode.DOWN);
        return digits.toPlainString() + " % sure";
    }

    /** "1 run", "2 runs". */
    public static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** A change of the metric: a fraction as a percentage, or a difference in the metric's own unit. */
    static String effect(double change, boolean relative) {
        return relative ? percent(100 * change) : (change > 0 ? "+" : "") + number(change);
    }

    /** One end of a change's interval, without the percent sign that stands before it already. */
    static String end(OptionalDouble change, boolean relative) {
        if (change.isEmpty()) return "no bound";
        var text = effect(change.getAsDouble(), relative);
        return relative ? text.substring(0, text.length() - 1) : text;
    }
}
