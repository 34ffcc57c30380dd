package dev.autoresearch.agent;

import dev.autoresearch.Problem;
import dev.autoresearch.model.Format;
import dev.autoresearch.model.SafeText;

/** When a loop ends. */
public sealed interface Limit {
    /** The exit word. */
    String word();

    /** Has the loop come so far? */
    boolean reached(LoopTotals tally);

    /** So many iterations. */
    record Runs(int most) implements Limit {
        public Runs {
            positive("--runs", most);
        }

        @Override
        public String word() {
            return "runs";
        }

        @Override
        public boolean reached(LoopTotals tally) {
            return tally.runs() >= most;
        }

        @Override
        public String toString() {
            return Format.count(most, "iteration");
        }
    }

    /** So many hours at work, the time between an interruption and the next start left out. */
    record Hours(double most) implements Limit {
        public Hours {
            positive("--hours", most);
        }

        @Override
        public String word() {
            return "hours";
        }

        @Override
        public boolean reached(LoopTotals tally) {
            return tally.hours() >= most;
        }

        @Override
        public String toString() {
            return Format.duration(most * 3600);
        }
    }

    /** So many US dollars, as far as agents tell their cost. */
    record Cost(double most) implements Limit {
        public Cost {
            positive("--cost", most);
        }

        @Override
        public String word() {
            return "cost";
        }

        @Override
        public boolean reached(LoopTotals tally) {
            return tally.costUsd() >= most;
        }

        @Override
        public String toString() {
            return Format.dollars(most);
        }
    }

    /** So many iterations in a row without a keep. */
    record Losses(int most) implements Limit {
        public Losses {
            positive("--losses", most);
        }

        @Override
        public String word() {
            return "losses";
        }

        @Override
        public boolean reached(LoopTotals tally) {
            return tally.losses() >= most;
        }

        @Override
        public String toString() {
            return Format.count(most, "iteration") + " in a row without a keep";
        }
    }

    /** So many runs since the last keep whose interval excludes zero, or since the loop began. */
    record Plateau(int most) implements Limit {
        public Plateau {
            positive("--plateau", most);
        }

        @Override
        public String word() {
            return "plateau";
        }

        @Override
        public boolean reached(LoopTotals tally) {
            return tally.sinceGain() >= most;
        }

        @Override
        public String toString() {
            return Format.count(most, "run") + " without a gain";
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
        public boolean reached(LoopTotals tally) {
            var best = tally.best().get(metric);
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

    private static void positive(String option, double number) {
        if (!(number > 0) || !Double.isFinite(number))
            throw new Problem(option + " takes a number above 0", "such as 8", Problem.USAGE);
    }
}
