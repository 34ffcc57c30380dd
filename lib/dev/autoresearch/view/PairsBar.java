package dev.autoresearch.view;

import dev.autoresearch.Problem;
import dev.autoresearch.model.Evidence;
import dev.autoresearch.model.Format;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Trial;
import dev.autoresearch.stats.Comparison;
import dev.autoresearch.stats.CostScale;
import dev.autoresearch.stats.PairedRule;
import dev.autoresearch.stats.RuleReplay;
import java.util.Optional;

/** How far the evidence has moved towards the bound at which a candidate is kept. */
public record PairsBar(Comparison.Progress progress, CostScale scale) {
    private static final int BAR = 16;

    /** Of the open trial, from the journal; empty before its first pair. */
    public static Optional<PairsBar> of(Session session) {
        var open = session.trial();
        var rule = open.flatMap(Evidence::trial).map(Trial::rule).filter(PairedRule::isCalled);
        if (rule.isEmpty()) return Optional.empty();
        try {
            var judge = RuleReplay.judge(session.current(), open.get());
            if (judge.isEmpty()) return Optional.empty();
            var scale = judge.get().scale();
            return RuleReplay.comparison(judge.get(), open.get())
                    .progress()
                    .map(progress -> new PairsBar(progress, scale));
        } catch (Problem unusual) {
            // A journal with values that this metric cannot have is for the attempt to refuse; here is nothing to draw.
            return Optional.empty();
        }
    }

    /** {@code pairs ████████░░░░░░░░ 6  -5.5%}. */
    public String bar(Style style) {
        int filled = (int) (BAR * share());
        var full = style.either("█", "#");
        var open = style.either("░", ".");
        return "pairs " + full.repeat(filled) + open.repeat(BAR - filled) + " " + progress.pairs() + "  " + change();
    }

    /** How much of the way to the bound is covered, in orders of magnitude: from 0 to 1. */
    double share() {
        double share = Math.log(progress.evidence()) / Math.log(progress.needed());
        return Math.min(1, Math.max(0, share));
    }

    /** The typical pair's change so far: {@code -5.5%}. */
    public String change() {
        double change = scale.change(progress.gain());
        return scale.logarithmic() ? Format.percent(100 * change) : Format.number(change);
    }

    /** {@code evidence 41:1 of 200:1 needed}. */
    public String evidence() {
        return "evidence " + odds(progress.evidence()) + ":1 of " + odds(progress.needed()) + ":1 needed";
    }

    private static String odds(double odds) {
        return Format.number(odds < 10 ? Math.rint(odds * 10) / 10 : Math.rint(odds));
    }
}
