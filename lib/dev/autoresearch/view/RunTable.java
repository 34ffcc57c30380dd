package dev.autoresearch.view;

import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Segment;
import dev.autoresearch.view.TextTable.Cell;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Runs on a line each: what was measured, what came of it, what it was. Where there is little room, in fewer words. */
public final class RunTable {
    private static final int INTERVAL = 3;
    private static final int COMMIT = 6;
    private static final int WIDE_ENOUGH = 60;
    /** From here on the verdict has a column; below, it stands in place of a change that was not measured, or by the status. */
    private static final int ROOMY = 98;

    private final Style style;

    public RunTable(Style style) {
        this.style = style;
    }

    /** The table of some runs of a segment, in their order, a line each below the heading. */
    public List<String> lines(Segment segment, List<Run> runs) {
        var table =
                new TextTable(style, true, false, true, true, false, false, false, false).leavingOut(INTERVAL, COMMIT);
        boolean intervals = false;
        boolean verdicts = false;
        for (var run : runs) {
            intervals |= !run.interval().isEmpty();
            verdicts |= isRoomy() && run.verdict().isPresent();
        }
        table.head(List.of(
                "#",
                "metric",
                "change",
                intervals ? "interval" : "",
                verdicts ? "verdict" : "",
                isNarrow() ? "" : "status",
                "commit",
                "description"));
        var references = new HashMap<Integer, Optional<Run>>();
        var all = segment.references();
        for (int i = 0; i < all.size(); i++)
            references.put(segment.runs().get(i).number(), all.get(i));
        for (var run : runs)
            row(table, run, segment.setup().metric(), references.getOrDefault(run.number(), Optional.empty()));
        return table.lines();
    }

    private void row(TextTable table, Run run, Metric metric, Optional<Run> reference) {
        var verdict = isRoomy() ? run.verdict().orElse("") : "";
        table.row(List.of(
                Cell.of(String.valueOf(run.number())),
                Cell.of(SafeText.line(run.result(metric), 24)),
                Cell.of(run.effect(reference)
                        .filter(effect -> !effect.equals(verdict))
                        .orElse("")),
                Cell.of(run.interval()),
                Cell.of(verdict),
                new Cell(status(run), text -> style.status(run.status(), text)),
                new Cell(SafeText.line(run.kept() ? run.commit() : "", 12), style::dim),
                Cell.of(SafeText.line(run.description()))));
    }

    private String status(Run run) {
        if (isNarrow()) return style.symbol(run.status());
        return isRoomy() ? run.status().label() : run.outcome();
    }

    private boolean isRoomy() {
        return style.width() >= ROOMY;
    }

    /** Too narrow for words where a symbol will do. */
    private boolean isNarrow() {
        return style.width() < WIDE_ENOUGH;
    }
}
