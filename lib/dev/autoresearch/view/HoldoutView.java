package dev.autoresearch.view;

import dev.autoresearch.measure.Holdout.HoldoutResult;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Judgement.ComparisonFigures;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The holdout's numbers, for the person. */
public final class HoldoutView {
    private final Style style;

    public HoldoutView(Style style) {
        this.style = style;
    }

    /** The command, the place of the numbers, and a line for each candidate that came so far. */
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

    /** What {@code holdout --json} prints. */
    public static Map<String, Object> document(HoldoutResult held) {
        var document = new LinkedHashMap<String, Object>();
        document.put("command", held.command());
        document.put("file", held.file().toString());
        document.put(
                "candidates", held.runs().stream().map(HoldoutView::document).toList());
        return document;
    }

    private static Map<String, Object> document(Run run) {
        var document = new LinkedHashMap<String, Object>();
        document.put("description", run.description());
        document.put("confirmed", run.kept());
        document.put("metric", run.value());
        document.put("timestamp", run.timestamp());
        Optional<Judgement> judgement = run.evidence().judgement();
        judgement.ifPresent(one -> document.put("reason", one.reason()));
        judgement.flatMap(Judgement::comparison).ifPresent(one -> comparison(document, one));
        return document;
    }

    private static void comparison(Map<String, Object> document, ComparisonFigures comparison) {
        document.put("change", comparison.change());
        document.put("low", comparison.low());
        document.put("high", comparison.high());
        document.put("relative", comparison.relative());
        document.put("pairs", comparison.pairs());
    }
}
