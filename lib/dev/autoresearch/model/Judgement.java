package dev.autoresearch.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a rule made of a candidate, for the run that is logged next.
 *
 * @param rule the rule's name, such as {@code auto} or {@code single}
 * @param word the verdict as the journal has it, such as {@code improved}
 * @param reference the value it was compared with, if there was one
 * @param reason one sentence for a person
 * @param comparison the figures behind it, where pairs were measured
 */
public record Judgement(
        String rule,
        String word,
        boolean kept,
        OptionalDouble reference,
        String reason,
        Optional<ComparisonFigures> comparison)
        implements Event {
    /** One of a verdict that we know. */
    public Judgement(
            String rule,
            Verdict verdict,
            boolean kept,
            OptionalDouble reference,
            String reason,
            Optional<ComparisonFigures> comparison) {
        this(rule, verdict.word(), kept, reference, reason, comparison);
    }

    /** One that nothing was compared for. */
    public static Judgement of(String rule, Verdict verdict, boolean kept, String reason) {
        return new Judgement(rule, verdict, kept, OptionalDouble.empty(), reason, Optional.empty());
    }

    /** The same figures, for which a candidate is not kept after all. */
    public Judgement overruled(Verdict verdict, String reason) {
        return new Judgement(rule, verdict, false, reference, reason, comparison);
    }

    /** The same, with more to say of it. */
    public Judgement and(String more) {
        return new Judgement(rule, word, kept, reference, reason + more, comparison);
    }

    public Verdict verdict() {
        return Verdict.of(word);
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
        return isWithoutGain() ? label() : figures().map(ComparisonFigures::effect);
    }

    /** The interval of that change: {@code -5.9…-2.2}; empty where the change is no measured one, or exact. */
    public String interval() {
        return isWithoutGain() ? "" : figures().map(ComparisonFigures::interval).orElse("");
    }

    private boolean isWithoutGain() {
        return switch (verdict()) {
            case SCREENED_OUT, NO_IMPROVEMENT, UNDECIDED, CONFLICT -> true;
            case GUARD_FAILED -> comparison.isPresent() && figures().isEmpty();
            default -> false;
        };
    }

    private Optional<ComparisonFigures> figures() {
        return comparison.filter(figures -> figures.change().isPresent());
    }

    /** Its verdict for a table: {@code improved}; empty where nothing was compared, or the status says it all. */
    public Optional<String> label() {
        return switch (verdict()) {
            case SCREENED_OUT, NO_IMPROVEMENT -> Optional.of("no better");
            case CRASHED, FIRST -> Optional.empty();
            default -> Optional.of(SafeText.line(word.replace('_', ' '), 24)).filter(text -> !text.isEmpty());
        };
    }

    /** Its sentence, where it says more than the run's status does. */
    public Optional<String> sentence() {
        return verdict() == Verdict.CRASHED ? Optional.empty() : Optional.of(reason);
    }

    /** What kept a better candidate from being kept: {@code guard} or {@code holdout}. */
    public Optional<String> overruledBy() {
        return switch (verdict()) {
            case GUARD_FAILED -> Optional.of("guard");
            case NOT_CONFIRMED -> Optional.of("holdout");
            default -> Optional.empty();
        };
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
     * @param sure the probability that it is good enough, where a model tells one
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
            OptionalDouble sure,
            List<Double> gains) {

        /** The effect alone: {@code -4.1%}, or in the metric's unit; empty where none was measured. */
        public String effect() {
            return change.isPresent() ? Format.effect(change.getAsDouble(), relative) : "";
        }

        /** The 90 % interval, its better end first: {@code -5.9…-2.2}; empty where there is none or it is a point. */
        public String interval() {
            if ((low.isEmpty() && high.isEmpty()) || low.equals(high)) return "";
            return end(high) + "…" + end(low);
        }

        private String end(OptionalDouble change) {
            return change.isPresent() ? Format.end(change, relative) : "";
        }
    }
}
