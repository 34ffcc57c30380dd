package dev.autoresearch.view;

import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.Figures;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Text;

/** An attempt on one line, in columns, so that a loop's lines read as a table while it runs. */
public final class AttemptView {
    private static final int STATUS = 10;
    private static final int DESCRIPTION = 26;
    private static final int VALUE = 10;

    private final Style style;

    public AttemptView(Style style) {
        this.style = style;
    }

    /** {@code ✓ keep      HashMap merge           96.1 ms   -54.7%}. */
    public String render(Attempt attempt) {
        if (attempt.run().isEmpty()) return style.text("· " + attempt);
        var run = attempt.run().get();
        var status = run.baseline() && run.kept() ? "baseline" : run.status().label();
        return style.status(run.status(), style.symbol(run.status()) + " " + padded(status, STATUS))
                + padded(Text.line(run.description(), 100), DESCRIPTION)
                + (run.measured()
                        ? padded(attempt.metric().text(run.metric()), VALUE) + change(attempt, run)
                        : style.text(failure(run)));
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(1, width - Columns.width(text)));
    }

    private static String change(Attempt attempt, Run run) {
        var judged = run.evidence().judgement().flatMap(Judgement::change);
        if (judged.isPresent()) return judged.get();
        var change = attempt.incumbent().map(best -> Figures.change(best.metric(), run.metric()));
        return change.isPresent() && change.get().isPresent()
                ? Figures.percent(change.get().getAsDouble())
                : "";
    }

    /** How it ended, and the line of output that most likely says why. */
    private static String failure(Run run) {
        var measured = run.evidence().measurement();
        if (measured.isEmpty()) return "—";
        return padded(measured.get().ending(), VALUE) + Text.line(cause(measured.get()), 100);
    }

    private static String cause(Measurement measured) {
        var last = "";
        for (var line : measured.tail().split("\n")) {
            if (line.contains("Exception") || line.contains("Error")) return afterThread(line.strip());
            if (!line.isBlank()) last = line.strip();
        }
        return last;
    }

    private static String afterThread(String line) {
        var end = line.startsWith("Exception in thread") ? line.indexOf("\" ") : -1;
        return end < 0 ? line : line.substring(end + 2);
    }
}
