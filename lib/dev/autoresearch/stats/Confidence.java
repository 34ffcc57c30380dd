package dev.autoresearch.stats;

import dev.autoresearch.model.Format;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Judgement.ComparisonFigures;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Segment;
import java.util.OptionalDouble;

/**
 * The peers' confidence as a value to look at. It takes the spread of all that was tried for noise, so that one bad idea
 * lowers it; where pairs have proven the best run, that is said instead of its doubts.
 *
 * @param ratio see {@link PeerConfidence}
 * @param proven was the best run kept since measurements side by side had shown an improvement?
 * @param exact did the benchmark give the same value for the same code each time, so that no noise can be mistaken?
 */
public record Confidence(OptionalDouble ratio, boolean proven, boolean exact) {
    /** That of a segment as it stands. */
    public static Confidence of(Segment segment) {
        return new Confidence(
                PeerConfidence.of(segment), segment.best().filter(Run::isProven).isPresent(), isExact(segment));
    }

    /** As the newest comparison saw it. */
    private static boolean isExact(Segment segment) {
        for (int i = segment.runs().size() - 1; i >= 0; i--) {
            var judgement = segment.runs().get(i).evidence().judgement();
            var sigma = judgement.flatMap(Judgement::comparison).map(ComparisonFigures::sigma);
            if (sigma.isPresent() && sigma.get().isPresent()) return sigma.get().getAsDouble() == 0;
        }
        return false;
    }

    /** One line: {@code 4.2x the spread of the runs: likely real}. */
    @Override
    public String toString() {
        if (exact) return figure() + ": " + words();
        return ratio.isEmpty() ? figure() : figure() + " " + words();
    }

    /** What the figure means: how it compares and the peers' words; pairs outdo their doubts. Empty without a figure. */
    public String words() {
        if (exact) return "the same code gives the same value each time";
        return ratio.isEmpty() ? "" : "the spread of the runs: " + verdict();
    }

    private String verdict() {
        boolean doubts = ratio.isPresent() && ratio.getAsDouble() < PeerConfidence.LIKELY;
        return doubts && proven ? "yet the best is proven in pairs" : PeerConfidence.words(ratio);
    }

    /** The ratio alone: {@code 4.2x}; {@code n/a} where there is none, {@code exact} where nothing spreads by chance. */
    public String figure() {
        if (exact) return "exact";
        return ratio.isEmpty()
                ? PeerConfidence.words(ratio)
                : Format.number(Math.rint(ratio.getAsDouble() * 10) / 10) + "x";
    }
}
