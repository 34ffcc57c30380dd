package dev.autoresearch.stats;

import dev.autoresearch.Problem;
import dev.autoresearch.model.SafeText;

/**
 * A condition on a metric that a candidate must meet to be kept: {@code errors == 0}, {@code p99 <= 250}, or relative to
 * the incumbent's value, {@code memory_mb <= +2%}.
 *
 * @param metric name of a metric that the benchmark prints
 * @param relation how its value must compare with the limit
 * @param limit in the metric's unit; when relative, a fraction of the incumbent's size that is added to its value
 * @param relative is the limit measured from the incumbent?
 * @param value the limit as it was written
 */
public record Guard(String metric, Relation relation, double limit, boolean relative, String value) {
    /** Products of rounded numbers that differ by less, as a fraction, are equal: 115 is 15 % more than 100. */
    private static final double EQUAL = 1e-9;

    private static final String EXAMPLE = """
            relative to the incumbent:  --guard "memory_mb <= +2%"
            or absolute:                --guard "errors == 0\"""";

    /** How two numbers may compare. */
    public enum Relation {
        /** Not above. */
        AT_MOST("<="),
        /** Below. */
        BELOW("<"),
        /** Not below. */
        AT_LEAST(">="),
        /** Above. */
        ABOVE(">"),
        /** The same. */
        EQUAL("=="),
        /** Another one. */
        UNEQUAL("!=");

        private final String sign;

        Relation(String sign) {
            this.sign = sign;
        }

        /** Does a number that compares with the limit like {@code order} with 0 meet it? */
        boolean allows(int order) {
            return switch (this) {
                case AT_MOST -> order <= 0;
                case BELOW -> order < 0;
                case AT_LEAST -> order >= 0;
                case ABOVE -> order > 0;
                case EQUAL -> order == 0;
                case UNEQUAL -> order != 0;
            };
        }

        /** Is there a value that is the worst tolerable one, with all others on one side of it? */
        boolean isBound() {
            return this != EQUAL && this != UNEQUAL;
        }

        /** Is more of the metric what it guards against? */
        boolean isUpper() {
            return this == AT_MOST || this == BELOW;
        }
    }

    /**
     * Understands {@code NAME OP VALUE}, spaces or not; OP is one of {@code <= < >= > == !=}, VALUE a number, or one with
     * a sign and a percent sign for a distance from the incumbent.
     *
     * @throws Problem a usage problem with an example
     */
    public static Guard parse(String text) {
        int at = 0;
        while (at < text.length() && "<>=!".indexOf(text.charAt(at)) < 0) at++;
        var metric = text.substring(0, at).strip();
        for (var relation : Relation.values()) {
            if (!text.startsWith(relation.sign, at)) continue;
            if (metric.isEmpty() || metric.chars().anyMatch(Character::isWhitespace))
                throw wrong(text, "it begins with the name of one metric");
            return of(
                    text,
                    metric,
                    relation,
                    text.substring(at + relation.sign.length()).strip());
        }
        throw wrong(text, "it needs one of <= < >= > == !=");
    }

    private static Guard of(String text, String metric, Relation relation, String value) {
        boolean relative = value.endsWith("%");
        var digits = relative ? value.substring(0, value.length() - 1) : value;
        if (relative && !digits.startsWith("+") && !digits.startsWith("-"))
            throw wrong(
                    text,
                    "write +" + SafeText.line(value, 20) + " for a distance from the incumbent, or a plain number");
        double number = number(text, digits);
        if (relative && number <= -100) throw wrong(text, "a percentage below -100% leaves nothing");
        return new Guard(metric, relation, relative ? number / 100 : number, relative, value);
    }

    private static double number(String text, String digits) {
        try {
            double number = Double.parseDouble(digits);
            // parseDouble takes 1d, 0x1p3 and NaN, too
            boolean plain = digits.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0);
            if (plain && Double.isFinite(number)) return number;
        } catch (NumberFormatException notANumber) {
            // told below, like a number that is none for us
        }
        throw wrong(text, "it ends in a number, such as 250, or a signed percentage, such as +2%");
    }

    private static Problem wrong(String text, String why) {
        return new Problem(
                "the guard \"" + SafeText.line(text, 60) + "\" cannot be understood: " + why, EXAMPLE, Problem.USAGE);
    }

    /** The worst value that is tolerated, when the incumbent's is {@code incumbent}. */
    double limit(double incumbent) {
        return relative ? incumbent + limit * Math.abs(incumbent) : limit;
    }

    /** Does this value meet it, taken as exact? */
    boolean allows(double candidate, double incumbent) {
        double worst = limit(incumbent);
        boolean equal = relative && Math.abs(candidate - worst) <= EQUAL * Math.abs(worst);
        return relation.allows(equal ? 0 : Double.compare(candidate + 0.0, worst + 0.0));
    }

    /** The condition without the metric's name: {@code <= +2%}. */
    public String condition() {
        return relation.sign + " " + value;
    }

    @Override
    public String toString() {
        return metric + " " + condition();
    }
}
