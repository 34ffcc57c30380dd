package dev.autoresearch.view;

import dev.autoresearch.model.Run;
import dev.autoresearch.model.Segment;
import java.util.ArrayList;
import java.util.List;

/** The running best of a segment, in a few characters. */
final class Sparkline {
    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final int LONGEST = 24;

    private Sparkline() {}

    /** Empty with fewer than two values, or where it cannot be shown. */
    static String of(Segment segment, Style style) {
        var best = runningBest(segment);
        if (!style.unicode() || best.size() < 2) return "";
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : best) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        if (low == high) return "";
        var line = new StringBuilder();
        int shown = Math.min(LONGEST, best.size());
        for (int i = 0; i < shown; i++) {
            double value = best.get((int) ((i + 1L) * best.size() / shown - 1));
            line.append(BARS.charAt((int) Math.round((value - low) / (high - low) * (BARS.length() - 1))));
        }
        return line.toString();
    }

    private static List<Double> runningBest(Segment segment) {
        var values = new ArrayList<Double>();
        var metric = segment.setup().metric();
        double best = Double.NaN;
        for (Run run : segment.runs()) {
            if (run.measured() && run.kept() && (Double.isNaN(best) || metric.better(run.metric(), best)))
                best = run.metric();
            if (!Double.isNaN(best)) values.add(best);
        }
        return values;
    }
}
