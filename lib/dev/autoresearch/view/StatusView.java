package dev.autoresearch.view;

import dev.autoresearch.model.Figures;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Segment;
import dev.autoresearch.model.Sessions;
import dev.autoresearch.model.Status;
import dev.autoresearch.model.Summary;
import dev.autoresearch.model.Text;
import dev.autoresearch.stats.Confidence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** A session on one screen. */
public final class StatusView {
    private final Style style;

    public StatusView(Style style) {
        this.style = style;
    }

    /**
     * Header and table.
     *
     * @param most how many runs the table shows, newest first
     */
    public String render(Summary summary, int most) {
        var session = summary.session();
        if (!session.initialized() && session.totalRuns() == 0) return none(summary.sessions());
        var lines = new ArrayList<String>();
        lines.add(title(summary));
        lines.add(progress(session.current()));
        lines.add(counts(session.current()));
        lines.add(noise(summary));
        session.pending()
                .ifPresent(pending -> lines.add(pending(pending, session.metric(), option(summary.sessions()))));
        for (var warning : summary.warnings()) lines.add(style.warn("warning: " + warning));
        var others = summary.sessions().others();
        if (!others.isEmpty()) lines.add(style.dim("other sessions: " + others));
        if (!session.runs().isEmpty()) {
            lines.add("");
            lines.addAll(table(session.current(), most));
        }
        return style.text(String.join("\n", lines) + "\n");
    }

    private static String none(Sessions sessions) {
        var name = sessions.current();
        var others = sessions.others();
        return "no session " + name.map(one -> one + " ").orElse("") + "here yet"
                + (others.isEmpty() ? "" : "; there is " + others + ": autoresearch status --session NAME") + "\n"
                + "  begin one:  autoresearch init" + option(sessions)
                + " -n my-goal -m latency_ms -c ./benchmark.sh\n";
    }

    private static String option(Sessions sessions) {
        return sessions.current().map(name -> " --session " + name).orElse("");
    }

    private String title(Summary summary) {
        var setup = summary.session().setup();
        var segment = summary.session().current();
        return style.bold(Text.line(setup.name(), 60)) + "   "
                + summary.sessions()
                        .current()
                        .map(name -> "session " + name + "   ")
                        .orElse("")
                + Text.line(setup.metric().toString())
                + (segment.index() > 0 ? "   segment " + (segment.index() + 1) : "")
                + summary.branch()
                        .map(branch -> "   branch " + Text.line(branch, 60))
                        .orElse("");
    }

    private String progress(Segment segment) {
        var metric = segment.setup().metric();
        if (segment.baseline().isEmpty()) return "no runs yet";
        var baseline = segment.baseline().get().measured()
                ? metric.text(segment.baseline().get().metric())
                : "not measured";
        var best = segment.best();
        if (best.isEmpty()) return "baseline " + baseline + "   nothing kept yet";
        var change = segment.change();
        var percent = change.isPresent() ? "  " + style.bold(Figures.percent(change.getAsDouble())) : "";
        var sparkline = Sparkline.of(segment, style);
        var verified = segment.checks().verified();
        return "baseline " + baseline + " → best " + metric.text(best.get().metric()) + percent
                + (verified.isPresent() ? "   " + verified.get().brief() : "")
                + (sparkline.isEmpty() ? "" : "   " + sparkline);
    }

    private static String counts(Segment segment) {
        var counts = new ArrayList<String>();
        count(counts, segment.count(Status.KEEP), "kept");
        count(counts, segment.count(Status.DISCARD), "discarded");
        count(counts, segment.count(Status.CRASH), "crashed");
        count(counts, segment.count(Status.CHECKS_FAILED), "checks failed");
        return Figures.count(segment.runs().size(), "run") + (counts.isEmpty() ? "" : ": " + String.join(", ", counts));
    }

    private static void count(List<String> counts, int number, String word) {
        if (number > 0) counts.add(number + " " + word);
    }

    private static String noise(Summary summary) {
        var line = "confidence " + new Confidence(summary.confidence());
        int ideas = summary.ideasPending();
        return line + (ideas > 0 ? "      " + Figures.count(ideas, "idea") + " pending" : "");
    }

    private String pending(Measurement pending, Metric metric, String option) {
        var value =
                pending.primary().isPresent() ? metric.text(pending.primary().getAsDouble()) : pending.ending();
        return style.warn("a run waits to be logged: " + Text.line(pending.command(), 40) + ", " + value
                + "   autoresearch log" + option + " -d \"what you changed\"");
    }

    private List<String> table(Segment segment, int most) {
        var newestFirst = new ArrayList<>(segment.runs());
        Collections.reverse(newestFirst);
        int shown = Math.min(most, newestFirst.size());
        var lines = table(segment, newestFirst.subList(0, shown));
        if (newestFirst.size() > shown) lines.add(style.dim((newestFirst.size() - shown) + " earlier: status --all"));
        return lines;
    }

    /** The table of some runs of a segment, in their order, a line each below the heading. */
    public List<String> table(Segment segment, List<Run> runs) {
        var table = new Table(style, true, false, true, false, false, false);
        table.row(head("#"), head("metric"), head("change"), head("status"), head("commit"), head("description"));
        var references = new HashMap<Integer, Optional<Run>>();
        var all = segment.references();
        for (int i = 0; i < all.size(); i++)
            references.put(segment.runs().get(i).number(), all.get(i));
        for (var run : runs)
            row(table, run, segment.setup().metric(), references.getOrDefault(run.number(), Optional.empty()));
        return table.lines();
    }

    private Table.Cell head(String text) {
        return new Table.Cell(text, style::dim);
    }

    private void row(Table table, Run run, Metric metric, Optional<Run> reference) {
        table.row(
                Table.Cell.of(String.valueOf(run.number())),
                Table.Cell.of(Text.line(run.result(metric), 24)),
                Table.Cell.of(run.change(reference).orElse("")),
                new Table.Cell(run.status().label(), text -> style.status(run.status(), text)),
                new Table.Cell(Text.line(run.kept() ? run.commit() : "", 12), style::dim),
                Table.Cell.of(Text.line(run.description())));
    }
}
