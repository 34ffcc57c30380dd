package dev.autoresearch.view;

import dev.autoresearch.json.Json;
import dev.autoresearch.model.Figures;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Text;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** One run with what is known about it. */
public final class RunView {
    private final Style style;

    public RunView(Style style) {
        this.style = style;
    }

    /** A line for each fact. */
    public String render(Run run, Metric metric) {
        var lines = new ArrayList<String>();
        lines.add(style.bold("#" + run.number() + " " + Text.line(run.description(), 200)));
        lines.add(fact(
                "status", style.status(run.status(), run.status().label()) + (run.baseline() ? ", the baseline" : "")));
        lines.add(fact(metric.name(), run.measured() ? metric.text(run.metric()) : "not measured"));
        run.metrics().forEach((name, value) -> {
            if (!name.equals(metric.name())) lines.add(fact(Text.line(name, 40), Figures.number(value)));
        });
        if (!run.commit().isEmpty()) lines.add(fact("commit", Text.line(run.commit())));
        lines.add(fact(
                "logged",
                Instant.ofEpochMilli((long) run.timestamp())
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString()));
        run.evidence().judgement().ifPresent(judgement -> lines.add(fact("verdict", Text.line(judgement.toString()))));
        run.evidence().measurement().ifPresent(measured -> measurement(lines, measured));
        run.evidence()
                .stored()
                .ifPresent(stored ->
                        lines.add(fact("stored", "autoresearch restore " + run.number() + " brings it back")));
        if (!run.asi().isEmpty()) lines.add(fact("notes", Text.line(Json.line(run.asi()))));
        return style.text(String.join("\n", lines) + "\n");
    }

    private void measurement(List<String> lines, Measurement measured) {
        lines.add(fact("command", Text.line(measured.command())));
        lines.add(fact("ended", measured.ending() + " in " + Figures.duration(measured.durationSeconds())));
        measured.samples()
                .forEach((name, values) ->
                        lines.add(fact("samples", Text.line(name, 40) + " " + values.size() + " values")));
        for (var warning : measured.warnings()) lines.add(fact("warning", Text.line(warning)));
        measured.output().ifPresent(output -> lines.add(fact("output", Text.line(output))));
    }

    private String fact(String name, String value) {
        return "  " + style.dim(name + " ".repeat(Math.max(1, 12 - name.length()))) + value;
    }
}
