package dev.autoresearch.report;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.model.SafeText;

/**
 * Units of time, of memory, and rates of them. Decimal prefixes are the SI's (kB and KB are 1000 B), binary ones
 * IEC 80000-13's (KiB is 1024 B).
 */
public final class Units {
    /** A unit as its kind and as a fraction of the kind's smallest unit; fractions keep powers of ten exact. */
    private record Unit(String kind, double times, double per) {}

    private static final String TIME = "time";
    private static final String BYTES = "bytes";
    private static final String RATE = " per time";

    private Units() {}

    /**
     * The value in another unit. The same unit passes through, known or not; a time per operation is a time.
     *
     * @param from such as {@code ns/op}, {@code s}, {@code KiB}, {@code ops/ms}
     * @throws Problem when a value of one cannot be expressed in the other
     */
    public static double convert(double value, String from, String to) {
        if (from.strip().equals(to.strip())) return value;
        var source = scale(from);
        var target = scale(to);
        if (!source.kind.equals(target.kind)) throw different(from, to);
        double up = source.times * target.per;
        double down = source.per * target.times;
        return up >= down ? value * (up / down) : value / (down / up);
    }

    static boolean isTime(String unit) {
        return scale(unit).kind.equals(TIME);
    }

    /** Is it so much per unit of time? */
    static boolean isRate(String unit) {
        return scale(unit).kind.endsWith(RATE);
    }

    private static Problem different(String from, String to) {
        boolean inverse = (isTime(from) && isRate(to)) || (isRate(from) && isTime(to));
        return new Problem(
                "the report is in " + name(from) + ", the session in " + name(to) + ": "
                        + (inverse ? "a time and a rate are different things" : "one cannot be turned into the other"),
                inverse
                        ? Hint.of(
                                "begin a session in the report's unit and direction: {}",
                                anew(from).with("-d", isRate(from) ? "higher" : "lower"))
                        : Hint.of("begin a session in the report's unit ({}), or name another key", anew(from)));
    }

    private static NextStep anew(String unit) {
        return NextStep.of("init").with("--reset", "").with("-u", name(unit));
    }

    private static String name(String unit) {
        return unit.isBlank() ? "no unit" : SafeText.line(unit.strip(), 40);
    }

    private static Unit scale(String unit) {
        var text = unit.strip();
        int slash = text.lastIndexOf('/');
        if (slash < 0) return simple(text);
        var above = simple(text.substring(0, slash).strip());
        var below = text.substring(slash + 1).strip();
        if (below.equals("op")) return above;
        double time = nanoseconds(below);
        return time == 0 ? new Unit(text, 1, 1) : new Unit(above.kind + RATE, above.times, above.per * time);
    }

    private static Unit simple(String unit) {
        double time = nanoseconds(unit);
        if (time > 0) return new Unit(TIME, time, 1);
        double size = bytes(unit);
        if (size > 0) return new Unit(BYTES, size, 1);
        return new Unit(unit.equals("op") ? "ops" : unit, 1, 1);
    }

    /** 0 for what is no unit of time; mu and the micro sign look the same. */
    private static double nanoseconds(String unit) {
        return switch (unit) {
            case "ns" -> 1;
            case "us", "\u00B5s", "\u03BCs" -> 1e3;
            case "ms" -> 1e6;
            case "s", "sec" -> 1e9;
            case "min" -> 60e9;
            case "h" -> 3600e9;
            default -> 0;
        };
    }

    private static double bytes(String unit) {
        return switch (unit) {
            case "B" -> 1;
            case "kB", "KB" -> 1e3;
            case "MB" -> 1e6;
            case "GB" -> 1e9;
            case "KiB" -> 1024;
            case "MiB" -> 1024 * 1024;
            case "GiB" -> 1024 * 1024 * 1024;
            default -> 0;
        };
    }
}
