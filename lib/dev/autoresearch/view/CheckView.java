package dev.autoresearch.view;

import dev.autoresearch.model.AuditResult;
import dev.autoresearch.model.HoldoutResult;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import java.util.ArrayList;
import java.util.List;

/** What audit and the holdout found. */
public final class CheckView {
    private final Style style;

    public CheckView(Style style) {
        this.style = style;
    }

    /** A line for each audited change. */
    public String render(List<AuditResult> audited) {
        var table = new TextTable(style, true, false, false, false);
        table.row(head("#"), head("commit"), head("description"), head("verdict"));
        for (var result : audited)
            table.row(
                    TextTable.Cell.of(String.valueOf(result.number())),
                    new TextTable.Cell(SafeText.line(result.commit(), 12), style::dim),
                    TextTable.Cell.of(SafeText.line(result.description())),
                    new TextTable.Cell(result.words() + result.grounds(), paint(result)));
        return style.text(String.join("\n", table.lines()) + "\n");
    }

    private TextTable.Paint paint(AuditResult result) {
        return switch (result.verdict()) {
            case EARNS -> style::good;
            case IDLE -> style::warn;
            default -> text -> text;
        };
    }

    private TextTable.Cell head(String text) {
        return new TextTable.Cell(text, style::dim);
    }

    /** The holdout's command, the place of its numbers, and a line for each candidate that came so far. */
    public String render(HoldoutResult held, Metric metric) {
        var lines = new ArrayList<String>();
        lines.add("holdout  " + SafeText.line(held.command()));
        lines.add(style.dim("kept in  " + SafeText.line(held.file().toString()) + ", outputs beside it"));
        if (held.runs().isEmpty()) lines.add("no candidate has come this far yet");
        for (var run : held.runs()) lines.add(line(run, metric));
        return style.text(String.join("\n", lines) + "\n");
    }

    /** Whole, however long: this is the only place where the numbers are. */
    private String line(Run run, Metric metric) {
        var word = run.kept() ? style.good("confirmed    ") : style.bad("not confirmed");
        var value = run.measured() ? metric.text(run.metric()) : "—";
        var reason = run.evidence().judgement().map(Judgement::reason).orElse("");
        return "#" + run.number() + "  " + word + "  " + value + "  " + SafeText.line(run.description(), 60) + "  "
                + style.dim(reason);
    }
}
