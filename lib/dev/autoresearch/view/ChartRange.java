package dev.autoresearch.view;

import dev.autoresearch.model.Segment;
import dev.autoresearch.model.Status;
import org.jfree.data.Range;

/** Which values a picture of a segment shows; the others are at its edge. */
record ChartRange(Segment segment) {
    /** Beyond this the axis could not be divided any more. */
    private static final double GREATEST = 1e300;

    /** Kept values with some room; of the others as much as does not squeeze them: three times their span. */
    Range get() {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (var run : segment.runs()) {
            if (!run.measured() || !(run.kept() || run.baseline())) continue;
            least = Math.min(least, run.metric());
            greatest = Math.max(greatest, run.metric());
        }
        if (least > greatest) return new Range(0, 1);
        if (least >= GREATEST || greatest <= -GREATEST) return new Range(-GREATEST, GREATEST);
        double span = Math.max(greatest - least, Math.max(Math.abs(greatest) * 0.02, 1e-9));
        double low = least;
        double high = greatest;
        for (var run : segment.runs()) {
            if (!run.measured() || run.status() == Status.CRASH) continue;
            if (run.metric() < least - span || run.metric() > greatest + span) continue;
            low = Math.min(low, run.metric());
            high = Math.max(high, run.metric());
        }
        // what cannot be negative gets no negative axis, only room for the sign of a zero
        double floor = low >= 0 ? Math.max(-0.03 * (high + span), low - 0.15 * span) : low - 0.15 * span;
        return new Range(Math.max(-GREATEST, floor), Math.min(GREATEST, high + 0.25 * span));
    }
}
