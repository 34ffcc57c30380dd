package dev.autoresearch.agent;

import dev.autoresearch.Problem;
import dev.autoresearch.model.Format;
import dev.autoresearch.model.SafeText;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * When a loop ends.
 *
 * @param word the exit word
 * @param text the limit for a person, such as {@code 8 iterations}
 * @param isReached has the loop come so far?
 * @param hours at work at most; infinite when it is no limit of time
 * @param metric that the benchmark has to print; empty when it is no target
 */
public record Limit(String word, String text, Predicate<LoopUsage> isReached, double hours, Optional<String> metric) {

    /**
     * What limits look at.
     *
     * @param runs iterations that count
     * @param hours at work, without the time between an interruption and the next start
     * @param costUsd what agents said that they cost
     * @param losses iterations in a row without a keep
     * @param sinceGain runs logged since the last keep whose interval excludes zero, or since the loop began
     * @param best the metrics of the best kept run
     */
    public record LoopUsage(
            int runs, double hours, double costUsd, int losses, int sinceGain, Map<String, Double> best) {}

    public static Limit runs(int most) {
        return most("runs", most, number -> Format.count(most, "iteration"), LoopUsage::runs);
    }

    public static Limit hours(double most) {
        var limit = most("hours", most, number -> Format.duration(number * 3600), LoopUsage::hours);
        return new Limit(limit.word, limit.text, limit.isReached, most, Optional.empty());
    }

    /** So many US dollars, as far as agents say what they cost. */
    public static Limit cost(double most) {
        return most("cost", most, Format::dollars, LoopUsage::costUsd);
    }

    public static Limit losses(int most) {
        return most(
                "losses",
                most,
                number -> Format.count(most, "iteration") + " in a row without a keep",
                LoopUsage::losses);
    }

    /** So many runs without a gain that is sure. */
    public static Limit plateau(int most) {
        return most("plateau", most, number -> Format.count(most, "run") + " without a gain", LoopUsage::sinceGain);
    }

    private static Limit most(String word, double most, DoubleFunction<String> text, ToDoubleFunction<LoopUsage> used) {
        if (!(most > 0 && Double.isFinite(most)))
            throw new Problem("--" + word + " takes a number above 0", "such as 8", Problem.USAGE);
        return new Limit(
                word,
                text.apply(most),
                usage -> used.applyAsDouble(usage) >= most,
                Double.POSITIVE_INFINITY,
                Optional.empty());
    }

    /** The best kept run has come so far: {@code latency_ms < 50}, by any metric that the benchmark prints. */
    public static Limit target(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) != '<' && text.charAt(at) != '>') at++;
        if (at == text.length()) throw wrong(text);
        int end = at + 1 < text.length() && text.charAt(at + 1) == '=' ? at + 2 : at + 1;
        var name = text.substring(0, at).strip();
        var sign = text.substring(at, end);
        var number = text.substring(end).strip();
        for (int i = 0; i < number.length(); i++)
            if ("0123456789.eE+-".indexOf(number.charAt(i)) < 0) throw wrong(text);
        try {
            double value = Double.parseDouble(number);
            if (name.isEmpty() || name.contains(" ") || !Double.isFinite(value)) throw wrong(text);
            return new Limit(
                    "target",
                    name + " " + sign + " " + Format.number(value),
                    usage -> usage.best().containsKey(name)
                            && isBeyond(usage.best().get(name), sign, value),
                    Double.POSITIVE_INFINITY,
                    Optional.of(name));
        } catch (NumberFormatException notANumber) {
            throw wrong(text);
        }
    }

    private static Problem wrong(String text) {
        return new Problem(
                "the target \"" + SafeText.line(text, 60) + "\" cannot be understood",
                "name a metric, one of < <= > >=, and a number: --until \"latency_ms < 50\"",
                Problem.USAGE);
    }

    private static boolean isBeyond(double best, String sign, double value) {
        return switch (sign) {
            case "<" -> best < value;
            case "<=" -> best <= value;
            case ">" -> best > value;
            default -> best >= value;
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
