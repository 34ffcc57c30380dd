package dev.autoresearch.agent;

import dev.autoresearch.Problem;
import dev.autoresearch.model.Format;
import dev.autoresearch.model.SafeText;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** When a loop ends. */
public sealed interface Limit {
    /** The exit word. */
    String word();

    /** Has the loop come so far? */
    boolean reached(Totals totals);

    /**
     * What limits look at.
     *
     * @param runs iterations that count
     * @param hours that the loop was at work, the time between an interruption and the next start left out
     * @param costUsd what agents said that they cost
     * @param losses iterations in a row without a keep
     * @param sinceGain runs logged since the last keep whose interval excludes zero, or since the loop began
     * @param best the metrics of the best kept run
     */
    record Totals(int runs, double hours, double costUsd, int losses, int sinceGain, Map<String, Double> best) {}

    /** So many iterations. */
    static Limit runs(int most) {
        return new Most("runs", positive("--runs", most), Format.count(most, "iteration"), Totals::runs);
    }

    /** So many hours at work. */
    static Limit hours(double most) {
        return new Most(Most.HOURS, positive("--hours", most), Format.duration(most * 3600), Totals::hours);
    }

    /** So many US dollars, as far as agents say what they cost. */
    static Limit cost(double most) {
        return new Most("cost", positive("--cost", most), Format.dollars(most), Totals::costUsd);
    }

    /** So many iterations in a row without a keep. */
    static Limit losses(int most) {
        var text = Format.count(most, "iteration") + " in a row without a keep";
        return new Most("losses", positive("--losses", most), text, Totals::losses);
    }

    /** So many runs without a gain that is sure. */
    static Limit plateau(int most) {
        var text = Format.count(most, "run") + " without a gain";
        return new Most("plateau", positive("--plateau", most), text, Totals::sinceGain);
    }

    private static double positive(String option, double number) {
        if (number > 0 && Double.isFinite(number)) return number;
        throw new Problem(option + " takes a number above 0", "such as 8", Problem.USAGE);
    }

    /** So much of one thing. */
    record Most(String word, double most, String text, ToDoubleFunction<Totals> used) implements Limit {
        private static final String HOURS = "hours";

        @Override
        public boolean reached(Totals totals) {
            return used.applyAsDouble(totals) >= most;
        }

        /** Hours until it is reached; infinite when it is no limit of time. */
        double hoursLeft(Totals totals) {
            return word.equals(HOURS) ? Math.max(0, most - totals.hours()) : Double.POSITIVE_INFINITY;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * The best kept run has come so far.
     *
     * @param metric the session's, or another one that the benchmark prints
     * @param sign {@code <}, {@code <=}, {@code >} or {@code >=}
     */
    record Target(String metric, String sign, double value) implements Limit {
        /** Reads {@code latency_ms < 50}. */
        public static Target parse(String text) {
            int at = 0;
            while (at < text.length() && text.charAt(at) != '<' && text.charAt(at) != '>') at++;
            if (at == text.length()) throw wrong(text);
            int end = at + 1 < text.length() && text.charAt(at + 1) == '=' ? at + 2 : at + 1;
            var name = text.substring(0, at).strip();
            var number = text.substring(end).strip();
            for (int i = 0; i < number.length(); i++)
                if ("0123456789.eE+-".indexOf(number.charAt(i)) < 0) throw wrong(text);
            try {
                double value = Double.parseDouble(number);
                if (name.isEmpty() || name.contains(" ") || !Double.isFinite(value)) throw wrong(text);
                return new Target(name, text.substring(at, end), value);
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

        @Override
        public String word() {
            return "target";
        }

        @Override
        public boolean reached(Totals totals) {
            var best = totals.best().get(metric);
            if (best == null) return false;
            return switch (sign) {
                case "<" -> best < value;
                case "<=" -> best <= value;
                case ">" -> best > value;
                default -> best >= value;
            };
        }

        @Override
        public String toString() {
            return metric + " " + sign + " " + Format.number(value);
        }
    }
}
