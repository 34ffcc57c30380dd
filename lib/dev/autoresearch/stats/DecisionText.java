package dev.autoresearch.stats;

import dev.autoresearch.model.Format;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.OptionalDouble;

/** A decision in the words that people read. */
final class DecisionText {
    private DecisionText() {}

    static String of(Decision decision) {
        return switch (decision.verdict()) {
            case IMPROVED -> "improved: " + effect(decision);
            case LIKELY_IMPROVED -> "likely improved: " + effect(decision);
            case PROVISIONAL -> "provisional: " + effect(decision) + "; measured on while the agent works";
            case NO_WORSE -> "no worse: " + effect(decision);
            case REGRESSED -> "regressed: " + effect(decision);
            case SCREENED_OUT ->
                "no better in a quick look (" + plural(decision.runs(), "run") + "); not tested further";
            case NO_IMPROVEMENT ->
                decision.sure().isPresent()
                        ? "no improvement: " + effect(decision)
                        : decision.pairs() == 0
                                ? "no improvement"
                                : "no improvement found after " + pairs(decision) + " (stopped early)";
            case UNDECIDED ->
                "undecided after " + pairs(decision) + ": best guess " + bestGuess(decision) + "; not kept";
            default -> decision.verdict().word();
        };
    }

    /** A gain as a change of the metric: {@code -5.4%}, or with the metric's own size on a linear scale. */
    static String change(double gain, CostScale scale) {
        double change = scale.change(gain);
        if (scale.logarithmic()) {
            double percent = 100 * change;
            String digits = BigDecimal.valueOf(percent)
                    .setScale(Math.abs(percent) < 0.1 ? 2 : 1, RoundingMode.HALF_UP)
                    .toPlainString();
            return (percent > 0 ? "+" : "") + digits + "%";
        }
        String digits = new BigDecimal(change)
                .round(new MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
        return change > 0 ? "+" + digits : digits;
    }

    private static String bestGuess(Decision decision) {
        return decision.effect().isPresent() ? change(decision.effect().get().gain(), decision.scale()) : "none";
    }

    private static String effect(Decision decision) {
        if (decision.effect().isEmpty()) return "none";
        Effect effect = decision.effect().get();
        Interval interval = effect.interval();
        String guess = change(effect.gain(), decision.scale());
        if (decision.sigma().orElse(1) == 0) return guess + " exactly";
        // the best end of the interval comes first, as in "-8.8% … -3.0%" for a time
        return guess + " (90% interval " + end(interval.high(), decision.scale(), "no bound") + " … "
                + end(interval.low(), decision.scale(), "no bound") + "), "
                + basis(decision);
    }

    private static String basis(Decision decision) {
        if (decision.sure().isEmpty()) return pairs(decision);
        double sure = decision.sure().getAsDouble();
        return plural(decision.runs(), "run") + ", "
                + Format.sure(decision.verdict().keep() ? sure : 1 - sure);
    }

    private static String end(OptionalDouble end, CostScale scale, String open) {
        return end.isPresent() ? change(end.getAsDouble(), scale) : open;
    }

    private static String pairs(Decision decision) {
        return plural(decision.pairs(), "pair");
    }

    private static String plural(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
