package dev.autoresearch.model;

import java.util.OptionalDouble;

/** A change of the metric and its interval in words; the better end comes first, as for a time: -8.8% … -3.0%. */
final class ChangeFormat {
    private static final String OPEN = "no bound";

    private ChangeFormat() {}

    /** A fraction as a percentage, or a difference in the metric's own unit. */
    static String size(double change, boolean relative) {
        if (relative) return Format.percent(100 * change);
        return (change > 0 ? "+" : "") + Format.number(change);
    }

    /** One end, without the percent sign that stands before it already. */
    static String end(OptionalDouble change, boolean relative) {
        if (change.isEmpty()) return OPEN;
        var text = size(change.getAsDouble(), relative);
        return relative ? text.substring(0, text.length() - 1) : text;
    }

    /** As {@code  (90% interval -8.8% … -3.0%)}. */
    static String interval(OptionalDouble low, OptionalDouble high, boolean relative) {
        return " (90% interval " + full(high, relative) + " … " + full(low, relative) + ")";
    }

    private static String full(OptionalDouble change, boolean relative) {
        return change.isPresent() ? size(change.getAsDouble(), relative) : OPEN;
    }
}
