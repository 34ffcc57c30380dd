package dev.autoresearch.view;

import dev.autoresearch.model.AuditResult;
import dev.autoresearch.model.Format;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Run.HoldoutResult;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.review.Review;
import dev.autoresearch.sweep.ParameterValues;
import dev.autoresearch.sweep.SweepResult;
import dev.autoresearch.view.TextTable.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The results of a sweep, an audit, a holdout and a review, for a person. */
public final class ResultView {
    private static final int MOST_FILES = 4;

    private final Style style;

    public ResultView(Style style) {
        this.style = style;
    }

    /** A table with a column for each parameter, and below it the best setting as a command line. */
    public String render(SweepResult swept) {
        var right = new boolean[swept.names().size() + 5];
        for (int i = 1; i < right.length - 2; i++) right[i] = true;
        var table = new TextTable(style, right);
        var heads = new ArrayList<>(List.of(""));
        for (var name : swept.names()) heads.add(SafeText.line(name));
        heads.addAll(List.of(SafeText.line(swept.metric().name(), 24), "vs first", "verdict", "vs best then"));
        table.head(heads);
        for (var run : swept.runs()) table.row(row(swept, run));
        var lines = table.lines();
        lines.add("");
        lines.add(style.bold(swept.toString()));
        swept.best().ifPresent(best -> lines.add("  " + SafeText.line(swept.command(best))));
        return style.text(lines);
    }

    private List<Cell> row(SweepResult swept, Run run) {
        boolean isBest = swept.isBest(run);
        UnaryOperator<String> paint = isBest ? style::bold : text -> text;
        var setting = ParameterValues.of(run).orElseThrow().values();
        var cells = new ArrayList<Cell>();
        cells.add(new Cell(isBest ? style.symbol(run.status()) : "", style::good));
        for (var name : swept.names()) cells.add(new Cell(SafeText.line(setting.getOrDefault(name, ""), 24), paint));
        cells.add(new Cell(SafeText.line(run.result(swept.metric()), 24), paint));
        cells.add(Cell.of(Format.percent("", swept.fromFirst(run), "")));
        cells.add(new Cell(run.verdict().orElse(run.status().label()), text -> style.status(run.status(), text)));
        cells.add(Cell.of(run.comparison()
                .filter(figures -> figures.change().isPresent())
                .map(figures -> (figures.effect() + "  " + figures.interval()).strip())
                .orElse("")));
        return cells;
    }

    public String render(List<AuditResult> audited) {
        var table = new TextTable(style, true, false, false, false);
        table.head(List.of("#", "commit", "description", "verdict"));
        for (var result : audited)
            table.row(List.of(
                    Cell.of(String.valueOf(result.number())),
                    new Cell(SafeText.line(result.commit(), 12), style::dim),
                    Cell.of(SafeText.line(result.description())),
                    new Cell(result.words() + result.grounds(), paint(result))));
        return style.text(table.lines());
    }

    private UnaryOperator<String> paint(AuditResult result) {
        return switch (result.verdict()) {
            case EARNS -> style::good;
            case IDLE -> style::warn;
            default -> text -> text;
        };
    }

    /** The holdout's command, the place of its numbers, and a line for each candidate that came so far. */
    public String render(HoldoutResult held, Metric metric) {
        var lines = new ArrayList<String>();
        lines.add("holdout  " + SafeText.line(held.command()));
        lines.add(style.dim("kept in  " + SafeText.line(held.file().toString()) + ", outputs beside it"));
        if (held.runs().isEmpty()) lines.add("no candidate has come this far yet");
        for (var run : held.runs()) lines.add(line(run, metric));
        return style.text(lines);
    }

    /** Never cut: the numbers are in no other place. */
    private String line(Run run, Metric metric) {
        var word = run.kept() ? style.good("confirmed    ") : style.bad("not confirmed");
        var value = run.measured() ? metric.text(run.metric()) : "—";
        var reason = run.evidence().judgement().map(Judgement::reason).orElse("");
        return "#" + run.number() + "  " + word + "  " + value + "  " + SafeText.line(run.description(), 60) + "  "
                + style.dim(reason);
    }

    /** The branches that kept changes became or would become: a heading for each, its changes below. */
    public String render(Review review) {
        var lines = new ArrayList<String>();
        for (var branch : review.branches()) {
            lines.add(branch.name() + "   " + style.dim(SafeText.names(branch.files(), MOST_FILES, 60)));
            for (var change : branch.changes()) lines.add("  " + line(change));
        }
        for (var left : review.left())
            lines.add(
                    left.dropped()
                            ? "left out   " + name(left.run())
                            : "stays      " + name(left.run()) + "   later changes build on it");
        return style.text(lines);
    }

    private String line(Review.ReviewCommit change) {
        if (change.run().isEmpty()) return SafeText.line(change.subject(), 100) + style.dim("   by hand");
        var run = change.run().get();
        return name(run) + effect(run).map(size -> "   " + style.good(size)).orElse("");
    }

    /** As the pairs measured it, else from the one value. */
    private static Optional<String> effect(Run run) {
        var judged = run.evidence().judgement();
        var measured = judged.flatMap(Judgement::change);
        if (measured.isPresent() || judged.isEmpty() || judged.get().reference().isEmpty()) return measured;
        var change = Format.change(judged.get().reference().getAsDouble(), run.metric());
        return Optional.of(Format.percent("", change, "")).filter(text -> !text.isEmpty());
    }

    private static String name(Run run) {
        return "#" + run.number() + " " + SafeText.line(run.description(), 100);
    }
}
