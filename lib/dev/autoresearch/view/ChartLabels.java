package dev.autoresearch.view;

import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Segment;
import java.awt.Font;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;

/**
 * The descriptions of kept runs, aslant beside their points and away from the line: to the right above a falling one, to the
 * left above a rising one.
 *
 * @param width of the picture in pixels
 */
record ChartLabels(Segment segment, int width, Font font) {
    private static final int MOST = 40;
    private static final int LONGEST = 45;
    private static final double SLOPE = Math.PI / 7;
    /** Of the picture's width, what the plot gets. */
    private static final double PLOT = 0.9;

    private static final double LETTER_PIXELS = 6.5;

    /** Where the axis of runs ends, so that no label is cut off. */
    double end() {
        double end = Math.max(3, segment.runs().size()) + 0.5;
        if (rises()) return end;
        for (int i = 0; i < segment.runs().size(); i++) {
            var run = segment.runs().get(i);
            if (run.kept() && run.measured()) end = Math.max(end, 0.5 + (i + 0.5) / (1 - share(run)));
        }
        return end;
    }

    /** How much of the plot's width its label takes. */
    private double share(Run run) {
        return (2 + text(run).length()) * LETTER_PIXELS * Math.cos(SLOPE) / (PLOT * width);
    }

    private static String text(Run run) {
        return SafeText.line(run.description(), LONGEST);
    }

    private boolean rises() {
        return segment.setup().metric().better(1, 0);
    }

    /** The latest ones where there are many. */
    void drawOn(XYPlot plot, Range range) {
        int left = MOST;
        for (int i = segment.runs().size() - 1; i >= 0 && left > 0; i--) {
            var run = segment.runs().get(i);
            if (!run.kept() || !run.measured()) continue;
            plot.addAnnotation(label(run, i + 1, range));
            left--;
        }
    }

    private XYTextAnnotation label(Run run, int x, Range range) {
        boolean toTheLeft = rises() && x / end() > share(run);
        var text = toTheLeft ? text(run) + "  " : "  " + text(run);
        var label = new XYTextAnnotation(text, x, range.constrain(run.metric()));
        var anchor = toTheLeft ? TextAnchor.BOTTOM_RIGHT : TextAnchor.BOTTOM_LEFT;
        label.setTextAnchor(anchor);
        label.setRotationAnchor(anchor);
        label.setRotationAngle(toTheLeft ? SLOPE : -SLOPE);
        label.setFont(font);
        label.setPaint(ProgressChart.KEPT.darker());
        return label;
    }
}
