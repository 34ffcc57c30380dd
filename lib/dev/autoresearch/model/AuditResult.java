package dev.autoresearch.model;

import java.util.OptionalDouble;

/**
 * What became of one kept change when HEAD was measured against HEAD without it.
 *
 * @param number the run that was kept
 * @param commit its commit, as the run has it
 * @param head full id of HEAD
 * @param verdict what the pairs say
 * @param reason why it could not be measured; empty where it was
 * @param pairs pairs that count
 * @param change of the metric that it still makes: a fraction ({@code relative}), else in the metric's unit
 * @param low the metric's change at the worse end of the 90 % interval
 * @param high the metric's change at the better end
 */
public record AuditResult(
        int number,
        String commit,
        String head,
        String description,
        Verdict verdict,
        String reason,
        int pairs,
        OptionalDouble change,
        OptionalDouble low,
        OptionalDouble high,
        boolean relative)
        implements Event {

    /** A change that could not be taken out of HEAD. */
    public static AuditResult inseparable(Run run, String head, String reason) {
        return new AuditResult(
                run.number(),
                run.commit(),
                head,
                run.description(),
                Verdict.INSEPARABLE,
                reason,
                0,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                true);
    }

    /** The verdict in words: {@code still earns -3.1%}. */
    public String words() {
        return switch (verdict) {
            case EARNS -> "still earns " + size();
            case IDLE -> "no longer earns its place";
            case UNDECIDED -> "undecided" + (change.isPresent() ? ": best guess " + size() : "");
            default -> "cannot be separated";
        };
    }

    /** What the verdict rests on, to be read after its words: the interval and the pairs, or why there are none. */
    public String grounds() {
        if (verdict == Verdict.INSEPARABLE) return ": " + reason;
        boolean bounded = low.isPresent() || high.isPresent();
        var interval = bounded ? " (90% " + Format.end(high, relative) + " … " + Format.end(low, relative) + ")" : "";
        return interval + ", " + Format.count(pairs, "pair");
    }

    private String size() {
        return change.isPresent() ? Format.effect(change.getAsDouble(), relative) : "";
    }

    @Override
    public String toString() {
        return "#" + number + " " + words() + "  " + SafeText.line(description, 80);
    }
}
