package dev.autoresearch.stats;

import dev.autoresearch.model.Figures;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Segment;
import java.util.OptionalDouble;

/**
 * The peers' confidence as a value to look at. It takes the spread of all that was tried for noise, so that one bad idea
 * lowers it; where pairs have proven the best run, that is said instead of its doubts.
 *
 * @param ratio see {@link PeerConfidence}
 * @param proven was the best run kept since measurements side by side had shown an improvement?
 */
public record Confidence(OptionalDouble ratio, boolean proven) {
    /** That of a segment as it stands. */
    public static Confidence of(Segment segment) {
        var judgement = segment.best().flatMap(run -> run.evidence().judgement());
        return new Confidence(
                PeerConfidence.of(segment),
                judgement.filter(Confidence::isProof).isPresent());
    }

    private static boolean isProof(Judgement judgement) {
        return judgement.kept()
                && judgement.verdict().equals("improved")
                && judgement.comparison().isPresent();
    }

    @Override
    public String toString() {
        return ratio.isEmpty() ? words() : figure() + " noise floor: " + words();
    }

    /** The peers' words, {@code n/a} where there is no ratio; pairs outdo their doubts. */
    public String words() {
        boolean doubts = ratio.isPresent() && ratio.getAsDouble() < PeerConfidence.LIKELY;
        return doubts && proven ? "yet the best is proven in pairs" : PeerConfidence.words(ratio);
    }

    /** The ratio alone: {@code 4.2x}; {@code n/a} where there is none. */
    public String figure() {
        return ratio.isEmpty()
                ? PeerConfidence.words(ratio)
                : Figures.number(Math.rint(ratio.getAsDouble() * 10) / 10) + "x";
    }
}
