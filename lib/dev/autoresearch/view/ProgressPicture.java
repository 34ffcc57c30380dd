package dev.autoresearch.view;

import dev.autoresearch.model.Figures;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Segment;
import dev.autoresearch.model.Status;
import dev.autoresearch.model.Text;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.renderer.xy.XYStepRenderer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * The progress of a segment as a picture, in the manner of karpathy/autoresearch's {@code progress.png}: every run a
 * point, kept ones green with their description, the running best a line in steps.
 */
public final class ProgressPicture {
    /** The colour of kept runs. */
    public static final Color KEPT = new Color(0x2e, 0xa0, 0x43);

    private static final Color NOT_KEPT = new Color(0xb8, 0xb8, 0xb8);
    private static final Color FAILED = new Color(0xd7, 0x3a, 0x49);
    private static final Color GRID = new Color(0xe6, 0xe6, 0xe6);
    /** Beyond this the axis could not be divided any more. */
    private static final double GREATEST = 1e300;

    private static final int MOST_LABELS = 40;
    private static final int LONGEST_LABEL = 45;

    private final Segment segment;

    public ProgressPicture(Segment segment) {
        this.segment = segment;
    }

    /**
     * The picture as a PNG file's bytes.
     *
     * @param width in pixels
     * @param height in pixels
     */
    public byte[] png(int width, int height) {
        // drawing needs no screen
        System.setProperty("java.awt.headless", "true");
        var plot = plot();
        var chart = new JFreeChart(title(), new Font(Font.SANS_SERIF, Font.BOLD, 15), plot, false);
        chart.setBackgroundPaint(Color.WHITE);
        var bytes = new ByteArrayOutputStream();
        try {
            ChartUtils.writeChartAsPNG(bytes, chart, width, height);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private String title() {
        int kept = 0;
        for (var run : segment.runs()) if (run.kept() && !run.baseline()) kept++;
        return Text.line(segment.setup().name(), 80) + ": "
                + Figures.count(segment.runs().size(), "experiment") + ", "
                + Figures.count(kept, "kept improvement");
    }

    private XYPlot plot() {
        var metric = segment.setup().metric();
        var x = new NumberAxis("experiment");
        x.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        x.setRange(0.5, Math.max(10, segment.runs().size()) + 0.5);
        var y = new NumberAxis(Text.line(metric.name(), 40)
                + (metric.unit().isEmpty() ? "" : " in " + Text.line(metric.unit(), 20)) + " ("
                + metric.direction().word() + " is better)");
        y.setRange(range());
        var plot = new XYPlot(points(), x, y, dots());
        plot.setDataset(1, steps());
        plot.setRenderer(1, line());
        plot.setBackgroundPaint(Color.WHITE);
        plot.setDomainGridlinePaint(GRID);
        plot.setRangeGridlinePaint(GRID);
        label(plot, y.getRange());
        return plot;
    }

    private XYSeriesCollection points() {
        var kept = new XYSeries("kept");
        var discarded = new XYSeries("not kept");
        var failed = new XYSeries("failed");
        var range = range();
        for (int i = 0; i < segment.runs().size(); i++) {
            var run = segment.runs().get(i);
            boolean measured = run.measured() && run.status() != Status.CRASH;
            // what lies outside, or has no value, is shown at the edge
            double shown = measured ? range.constrain(run.metric()) : worstEdge(range);
            (run.kept() ? kept : measured && run.status() == Status.DISCARD ? discarded : failed).add(i + 1, shown);
        }
        var points = new XYSeriesCollection(kept);
        points.addSeries(discarded);
        points.addSeries(failed);
        return points;
    }

    private double worstEdge(Range range) {
        boolean lower = segment.setup().metric().better(0, 1);
        return lower ? range.getUpperBound() : range.getLowerBound();
    }

    /** After each run, the best kept so far. */
    private XYSeriesCollection steps() {
        var best = new XYSeries("running best");
        var range = range();
        var before = segment.references();
        for (int i = 0; i < before.size(); i++) {
            var after = i + 1 < before.size() ? before.get(i + 1) : segment.best();
            if (after.isPresent()) best.add(i + 1, range.constrain(after.get().metric()));
        }
        return new XYSeriesCollection(best);
    }

    /** Kept values with some room; of the others as much as does not squeeze them: three times their span. */
    private Range range() {
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
        return new Range(Math.max(-GREATEST, low - 0.15 * span), Math.min(GREATEST, high + 0.25 * span));
    }

    private static XYLineAndShapeRenderer dots() {
        var dots = new XYLineAndShapeRenderer(false, true);
        dot(dots, 0, KEPT, 9);
        dot(dots, 1, NOT_KEPT, 6);
        dot(dots, 2, FAILED, 6);
        return dots;
    }

    private static void dot(XYLineAndShapeRenderer dots, int series, Color colour, double size) {
        Shape shape = new Ellipse2D.Double(-size / 2, -size / 2, size, size);
        dots.setSeriesShape(series, shape);
        dots.setSeriesPaint(series, colour);
    }

    private static XYStepRenderer line() {
        var line = new XYStepRenderer();
        line.setSeriesPaint(0, KEPT);
        line.setSeriesStroke(0, new BasicStroke(2f));
        return line;
    }

    /** The description beside each kept point, the latest ones where there are many. */
    private void label(XYPlot plot, Range range) {
        int left = MOST_LABELS;
        for (int i = segment.runs().size() - 1; i >= 0 && left > 0; i--) {
            var run = segment.runs().get(i);
            if (!run.kept() || !run.measured()) continue;
            plot.addAnnotation(annotation(run, i + 1, range));
            left--;
        }
    }

    private static XYTextAnnotation annotation(Run run, int x, Range range) {
        var label = new XYTextAnnotation(
                "  " + Text.line(run.description(), LONGEST_LABEL), x, range.constrain(run.metric()));
        label.setTextAnchor(TextAnchor.BOTTOM_LEFT);
        label.setRotationAnchor(TextAnchor.BOTTOM_LEFT);
        label.setRotationAngle(-Math.PI / 7);
        label.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 10));
        label.setPaint(KEPT.darker());
        return label;
    }
}
