package dev.autoresearch.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a rule made of a candidate, for the run that is logged next.
 *
 * @param rule the rule's name, such as {@code auto} or {@code single}
 * @param verdict its word, such as {@code improved}
 * @param kept was the candidate good enough?
 * @param reference the value it was compared with, if there was one
 * @param reason one sentence for a person
 * @param comparison the figures behind it, where pairs were measured
 */
public record Judgement(
        String rule,
        String verdict,
        boolean kept,
        OptionalDouble reference,
        String reason,
        Optional<ComparisonFigures> comparison)
        implements Event {
    /** One that nothing was compared for. */
    public static Judgement of(String rule, String verdict, boolean kept, String reason) {
        return new Judgement(rule, verdict, kept, OptionalDouble.empty(), reason, Optional.empty());
    }

    /** The same figures, judged otherwise. */
    public Judgement as(String verdict, boolean kept, String reason) {
        return new Judgement(rule, verdict, kept, reference, reason, comparison);
    }

    /**
     * What a table says of the change: {@code -4.1%  -5.9…-2.2} where it was measured, {@code no better} where a first
     * look or a few pairs showed none; empty where nothing was compared.
     */
    public Optional<String> change() {
        return effect().map(effect -> (effect + "  " + interval()).strip());
    }

    /** The same without the interval: {@code -4.1%}. */
    public Optional<String> effect() {
        return switch (verdict) {
            case "screened_out", "no_improvement", "undecided", "conflict" -> word();
            default ->
                comparison.filter(figures -> figures.change().isPresent()).map(ComparisonFigures::effect);
        };
    }

    /** The interval of that change: {@code -5.9…-2.2}; empty where the change is no measured one, or exact. */
    public String interval() {
        return switch (verdict) {
            case "screened_out", "no_improvement", "undecided", "conflict" -> "";
            default ->
                comparison
                        .filter(figures -> figures.change().isPresent())
                        .map(ComparisonFigures::interval)
                        .orElse("");
        };
    }

    /** Its verdict for a table: {@code improved}; empty where nothing was compared, or the status says it all. */
    public Optional<String> word() {
        return switch (verdict) {
            case "screened_out", "no_improvement" -> Optional.of("no better");
            case "crashed", "first", "" -> Optional.empty();
            default -> Optional.of(SafeText.line(verdict.replace('_', ' '), 24));
        };
    }

    /** Its sentence, where it says more than the run's status does. */
    public Optional<String> telling() {
        return verdict.equals("crashed") ? Optional.empty() : Optional.of(reason);
    }

    /** What kept a better candidate from being kept: {@code guard} or {@code holdout}. */
    public Optional<String> overruled() {
        return switch (verdict) {
            case "guard_failed" -> Optional.of("guard");
            case "not_confirmed" -> Optional.of("holdout");
            default -> Optional.empty();
        };
    }

    @Override
    public void foldInto(SessionReplay fold) {
        fold.judged(this);
    }

    @Override
    public String toString() {
        return reason;
    }

    /**
     * The figures behind a judgement.
     *
     * @param runs executions spent on it
     * @param pairs pairs that count
     * @param screenGain gain in cost of the first look
     * @param sigma scale of a pair's difference in cost at that moment; 0 for a deterministic metric
     * @param alpha risk of a false keep that was taken
     * @param change the effect on the metric: a fraction ({@code relative}), else in the metric's unit
     * @param low the metric's change at the worse end of the 90 % interval
     * @param high the metric's change at the better end
     * @param relative are the changes fractions of the metric?
     * @param gains each pair's gain in cost
     */
    public record ComparisonFigures(
            int runs,
            int pairs,
            double screenGain,
            OptionalDouble sigma,
            OptionalDouble alpha,
            OptionalDouble change,
            OptionalDouble low,
            OptionalDouble high,
            boolean relative,
            List<Double> gains) {

        /** The effect alone: {@code -4.1%}, or in the metric's unit; empty where none was measured. */
        public String effect() {
            return change.isPresent() ? signed(change.getAsDouble()) + (relative ? "%" : "") : "";
        }

        /** The 90 % interval, its better end first: {@code -5.9…-2.2}; empty where there is none or it is a point. */
        public String interval() {
            if ((low.isEmpty() && high.isEmpty()) || low.equals(high)) return "";
            return (high.isPresent() ? signed(high.getAsDouble()) : "") + "…"
                    + (low.isPresent() ? signed(low.getAsDouble()) : "");
        }

        private String signed(double value) {
            if (!relative) return (value > 0 ? "+" : "") + Format.number(value);
            var percent = Format.percent(100 * value);
            return percent.substring(0, percent.length() - 1);
        }
    }
}
