package dev.autoresearch.view;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.model.Format;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Segment;
import dev.autoresearch.model.Status;
import dev.autoresearch.session.SessionContext;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.awt.geom.Ellipse2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.renderer.xy.XYStepRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.chart.util.ShapeUtils;
import org.jfree.data.Range;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * The progress of a segment as a picture, in the manner of karpathy/autoresearch's {@code progress.png}: every run a
 * point, kept ones green with their description, the running best a line in steps.
 */
public final class ProgressChart {
    static {
        drawWithoutAScreen();
    }

    public static final Color KEPT = new Color(0x2e, 0xa0, 0x43);

    private static final Color NOT_KEPT = new Color(0xb8, 0xb8, 0xb8);
    private static final Color FAILED = new Color(0xd7, 0x3a, 0x49);
    private static final Color GRID = new Color(0xe6, 0xe6, 0xe6);

    /** Beyond this the axis could not be divided any more. */
    private static final double GREATEST = 1e300;

    private static final int MOST_LABELS = 40;
    private static final int LONGEST_LABEL = 45;
    private static final double LABEL_SLOPE = Math.PI / 7;
    private static final double LETTER_PIXELS = 6.5;
    private static final double PLOT = 0.9;

    private static final int FILE_WIDTH = 1600;
    private static final int FILE_HEIGHT = 800;

    private final Segment segment;
    private final Range range;

    public ProgressChart(Segment segment) {
        this.segment = segment;
        this.range = range(segment);
    }

    /**
     * Draws the current segment as a PNG file.
     *
     * @param wanted the file; empty: {@code progress.png} in our own folder
     * @throws Problem when there is no run to draw, or the file cannot be written
     */
    public static Path draw(SessionContext context, Optional<Path> wanted) {
        var segment = context.begun().current();
        if (segment.runs().isEmpty())
            throw new Problem(
                    "there is no run to draw yet", Hint.of("{} makes the first", NextStep.attempt("baseline")));
        var file = wanted.orElseGet(() -> context.files().makeState().resolve("progress.png"));
        try {
            Files.write(file, new ProgressChart(segment).png(FILE_WIDTH, FILE_HEIGHT));
        } catch (IOException e) {
            throw new Problem(
                            "cannot write " + file + ": " + e.getMessage(),
                            "give a file in a folder that exists: -o progress.png")
                    .because(e);
        }
        return file;
    }

    /**
     * A display that is named but not there must not hinder us. AWT asks once, at its first colour, and remembers; who asks for
     * the property later gets what it was.
     */
    private static void drawWithoutAScreen() {
        var property = "java.awt.headless";
        var before = System.getProperty(property);
        System.setProperty(property, "true");
        boolean remembered = GraphicsEnvironment.isHeadless();
        if (before != null) System.setProperty(property, before);
        else if (remembered) System.clearProperty(property);
    }

    /**
     * The picture as a PNG file's bytes.
     *
     * @param width in pixels
     * @param height in pixels
     */
    public byte[] png(int width, int height) {
        var bytes = new ByteArrayOutputStream();
        try {
            ChartUtils.writeChartAsPNG(bytes, chart(width), width, height);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private JFreeChart chart(int width) {
        var chart = new JFreeChart(title(), font(Font.BOLD, 17), plot(width), true);
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(new RectangleInsets(10, 10, 10, 20));
        chart.getLegend().setItemFont(font(Font.PLAIN, 13));
        chart.getLegend().setFrame(BlockBorder.NONE);
        return chart;
    }

    private String title() {
        int kept = 0;
        for (var run : segment.runs()) if (run.kept() && !run.baseline()) kept++;
        return SafeText.line(segment.setup().name(), 80) + ": "
                + Format.count(segment.runs().size(), "experiment") + ", "
                + segment.gains().orElse(Format.count(kept, "kept improvement")) + outcome();
    }

    /** {@code , 0.9979 → 0.9677 (-3.0%)}. */
    private String outcome() {
        var metric = segment.setup().metric();
        var baseline = segment.baseline().filter(Run::measured);
        if (baseline.isEmpty() || segment.best().isEmpty() || segment.change().isEmpty()) return "";
        return ", " + metric.text(baseline.get().metric()) + " → "
                + metric.text(segment.best().get().metric()) + Format.percent(" (", segment.change(), ")");
    }

    private XYPlot plot(int width) {
        var metric = segment.setup().metric();
        var x = new NumberAxis("experiment");
        x.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        x.setRange(0.5, end(width));
        var y = new NumberAxis(SafeText.line(metric.name(), 40)
                + (metric.unit().isEmpty() ? "" : " in " + SafeText.line(metric.unit(), 20)) + " ("
                + metric.direction().word() + " is better)");
        y.setRange(range);
        y.setTickLabelsVisible(hasValues());
        for (var axis : List.of(x, y)) {
            axis.setLabelFont(font(Font.PLAIN, 14));
            axis.setTickLabelFont(font(Font.PLAIN, 13));
            axis.setTickLabelInsets(new RectangleInsets(6, 4, 6, 4));
        }
        var points = points();
        var dots = dots();
        for (int i = 0; i < points.getSeriesCount(); i++) dots.setSeriesVisibleInLegend(i, points.getItemCount(i) > 0);
        var steps = steps();
        var line = line();
        line.setSeriesVisibleInLegend(0, steps.getItemCount(0) > 0);
        var plot = new XYPlot(points, x, y, dots);
        plot.setDataset(1, steps);
        plot.setRenderer(1, line);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setDomainGridlinePaint(GRID);
        plot.setRangeGridlinePaint(GRID);
        describe(plot, width);
        return plot;
    }

    private XYSeriesCollection points() {
        var kept = new XYSeries("kept");
        var discarded = new XYSeries("discarded");
        var failed = new XYSeries("crashed or failed the checks");
        var provisional = new XYSeries("kept for now");
        var revoked = new XYSeries("revoked");
        for (int i = 0; i < segment.runs().size(); i++) {
            var run = segment.runs().get(i);
            boolean measured = run.measured() && run.status() != Status.CRASH;
            // what lies outside, or has no value, is shown at the edge
            double shown = measured ? range.constrain(run.metric()) : worstEdge();
            var series = switch (run.status()) {
                case KEEP -> run.isProvisional() ? provisional : kept;
                case DISCARD -> measured ? discarded : failed;
                case REVOKED -> revoked;
                case CRASH, CHECKS_FAILED -> failed;
            };
            series.add(i + 1, shown);
        }
        var points = new XYSeriesCollection(kept);
        points.addSeries(discarded);
        points.addSeries(failed);
        points.addSeries(provisional);
        points.addSeries(revoked);
        return points;
    }

    private double worstEdge() {
        // a little inside, so that the whole sign is seen
        double inset = range.getLength() * 0.015;
        return lowerIsBetter() ? range.getUpperBound() - inset : range.getLowerBound() + inset;
    }

    /** After each run, the best kept so far. */
    private XYSeriesCollection steps() {
        var best = new XYSeries("running best");
        var before = segment.references();
        for (int i = 0; i < before.size(); i++) {
            var after = i + 1 < before.size() ? before.get(i + 1) : segment.best();
            if (after.isPresent()) best.add(i + 1, range.constrain(after.get().metric()));
        }
        return new XYSeriesCollection(best);
    }

    private static XYLineAndShapeRenderer dots() {
        var dots = new XYLineAndShapeRenderer(false, true);
        dot(dots, 0, KEPT, 9);
        dot(dots, 1, NOT_KEPT, 6);
        dots.setSeriesShape(2, ShapeUtils.createDiagonalCross(3, 0.8f));
        dots.setSeriesPaint(2, FAILED);
        dot(dots, 3, KEPT, 9);
        dots.setSeriesShapesFilled(3, false);
        dots.setSeriesOutlineStroke(3, new BasicStroke(2f));
        dots.setSeriesShape(4, ShapeUtils.createDiagonalCross(3, 0.8f));
        dots.setSeriesPaint(4, NOT_KEPT);
        return dots;
    }

    private static void dot(XYLineAndShapeRenderer dots, int series, Color colour, double size) {
        dots.setSeriesShape(series, new Ellipse2D.Double(-size / 2, -size / 2, size, size));
        dots.setSeriesPaint(series, colour);
    }

    private boolean hasValues() {
        for (var run : segment.runs()) if (run.measured() && run.status() != Status.CRASH) return true;
        return false;
    }

    /**
     * The values that are shown; the others are at the edge. Kept values with some room; of the others as much as does not
     * squeeze them: three times their span.
     */
    private static Range range(Segment segment) {
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

    /** Where the axis of runs ends for a picture of so many pixels, so that no label is cut off. */
    private double end(int width) {
        double end = Math.max(3, segment.runs().size()) + 0.5;
        if (!lowerIsBetter()) return end;
        for (int i = 0; i < segment.runs().size(); i++) {
            var run = segment.runs().get(i);
            if (run.kept() && run.measured()) end = Math.max(end, 0.5 + (i + 0.5) / (1 - share(run, width)));
        }
        return end;
    }

    /** How much of the plot's width its label takes. */
    private double share(Run run, int width) {
        return (2 + label(run).length()) * LETTER_PIXELS * Math.cos(LABEL_SLOPE) / (PLOT * width);
    }

    private static String label(Run run) {
        return SafeText.line(run.description(), LONGEST_LABEL);
    }

    /**
     * Writes the descriptions of kept runs aslant beside their points and away from the line: to the right above a falling
     * one, to the left above a rising one. The latest ones where there are many.
     */
    private void describe(XYPlot plot, int width) {
        int left = MOST_LABELS;
        for (int i = segment.runs().size() - 1; i >= 0 && left > 0; i--) {
            var run = segment.runs().get(i);
            if (!run.kept() || !run.measured()) continue;
            plot.addAnnotation(label(run, i + 1, width));
            left--;
        }
    }

    private XYTextAnnotation label(Run run, int x, int width) {
        boolean toTheLeft = !lowerIsBetter() && x / end(width) > share(run, width);
        var text = toTheLeft ? label(run) + "  " : "  " + label(run);
        var label = new XYTextAnnotation(text, x, range.constrain(run.metric()));
        var anchor = toTheLeft ? TextAnchor.BOTTOM_RIGHT : TextAnchor.BOTTOM_LEFT;
        label.setTextAnchor(anchor);
        label.setRotationAnchor(anchor);
        label.setRotationAngle(toTheLeft ? LABEL_SLOPE : -LABEL_SLOPE);
        label.setFont(font(Font.PLAIN, 12));
        label.setPaint(KEPT.darker());
        return label;
    }

    private static XYStepRenderer line() {
        var line = new XYStepRenderer();
        line.setSeriesPaint(0, KEPT);
        line.setSeriesStroke(0, new BasicStroke(2f));
        return line;
    }

    private boolean lowerIsBetter() {
        return segment.setup().metric().better(0, 1);
    }

    private static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }
}
