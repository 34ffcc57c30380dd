package dev.autoresearch.view;

import dev.autoresearch.model.Format;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.sweep.ParameterValues;
import dev.autoresearch.sweep.SweepResult;
import java.util.ArrayList;
import java.util.Optional;

/** What came of a sweep: a table with a column for each parameter, and the best setting as a command line. */
public final class SweepView {
    private final Style style;

    public SweepView(Style style) {
        this.style = style;
    }

    /** The table, and below it what to copy. */
    public String render(SweepResult swept) {
        var right = new boolean[swept.names().size() + 5];
        for (int i = 1; i < right.length - 2; i++) right[i] = true;
        var table = new TextTable(style, right);
        table.row(head(swept));
        for (var run : swept.runs()) table.row(row(swept, run));
        var lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add(style.bold(swept.toString()));
        swept.best().ifPresent(best -> lines.add("  " + SafeText.line(swept.command(best))));
        return style.text(String.join("\n", lines) + "\n");
    }

    private TextTable.Cell[] head(SweepResult swept) {
        var cells = new ArrayList<TextTable.Cell>();
        cells.add(TextTable.Cell.of(""));
        for (var name : swept.names()) cells.add(dim(SafeText.line(name)));
        cells.add(dim(SafeText.line(swept.metric().name(), 24)));
        cells.add(dim("vs first"));
        cells.add(dim("verdict"));
        cells.add(dim("vs best then"));
        return cells.toArray(new TextTable.Cell[0]);
    }

    private TextTable.Cell dim(String text) {
        return new TextTable.Cell(text, style::dim);
    }

    private TextTable.Cell[] row(SweepResult swept, Run run) {
        boolean isBest = swept.best().map(Run::number).equals(Optional.of(run.number()));
        TextTable.Paint paint = isBest ? style::bold : text -> text;
        var setting = ParameterValues.of(run).orElseThrow().values();
        var cells = new ArrayList<TextTable.Cell>();
        cells.add(new TextTable.Cell(isBest ? style.symbol(run.status()) : "", style::good));
        for (var name : swept.names())
            cells.add(new TextTable.Cell(SafeText.line(setting.getOrDefault(name, ""), 24), paint));
        cells.add(new TextTable.Cell(SafeText.line(run.result(swept.metric()), 24), paint));
        cells.add(TextTable.Cell.of(fromFirst(swept, run)));
        cells.add(new TextTable.Cell(
                run.verdict().orElse(run.status().label()), text -> style.status(run.status(), text)));
        cells.add(TextTable.Cell.of(run.evidence()
                .judgement()
                .flatMap(Judgement::comparison)
                .filter(figures -> figures.change().isPresent())
                .map(figures -> (figures.effect() + "  " + figures.interval()).strip())
                .orElse("")));
        return cells.toArray(new TextTable.Cell[0]);
    }

    private static String fromFirst(SweepResult swept, Run run) {
        var change = swept.fromFirst(run);
        return change.isPresent() ? Format.percent(change.getAsDouble()) : "";
    }
}
