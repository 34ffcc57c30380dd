package dev.autoresearch.view;

import dev.autoresearch.model.Format;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Segment;
import dev.autoresearch.sweep.ParameterValues;
import dev.autoresearch.sweep.SweepVariants;
import java.util.ArrayList;
import java.util.Optional;

/** The part of a report that a sweep has: a column for each parameter, the best variant first. */
final class VariantReport {
    private final Segment segment;
    private final SweepVariants variants;

    VariantReport(Segment segment, SweepVariants variants) {
        this.segment = segment;
        this.variants = variants;
    }

    String text() {
        var text = new StringBuilder("\n## Variants, best value first\n\n");
        var heads = new ArrayList<String>();
        heads.add("run");
        heads.addAll(variants.names());
        heads.add(segment.setup().metric().name());
        heads.add("vs first");
        heads.add("verdict");
        heads.add("vs best then");
        MarkdownText.row(text, heads.toArray(new String[0]));
        text.append('|').append("--:|".repeat(variants.names().size() + 3)).append("---|--:|\n");
        for (var run : variants.ranked(segment.setup().metric())) row(text, run);
        return text.toString();
    }

    private void row(StringBuilder text, Run run) {
        var setting = ParameterValues.of(run).orElseThrow().values();
        var cells = new ArrayList<String>();
        cells.add(String.valueOf(run.number()));
        for (var name : variants.names()) cells.add(setting.getOrDefault(name, ""));
        cells.add(run.result(segment.setup().metric()));
        var change = variants.fromFirst(run);
        cells.add(change.isPresent() ? Format.percent(change.getAsDouble()) : "");
        boolean isBest = variants.best().map(Run::number).equals(Optional.of(run.number()));
        cells.add(run.verdict().orElse(run.status().label()) + (isBest ? ", the best" : ""));
        cells.add(run.evidence()
                .judgement()
                .flatMap(Judgement::comparison)
                .map(figures -> (figures.effect() + "  " + figures.interval()).strip())
                .orElse(""));
        MarkdownText.row(text, cells.toArray(new String[0]));
    }
}
