package dev.autoresearch.model;

import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.model.Judgement.ComparisonFigures;
import java.util.Optional;

/**
 * What came of an attempt.
 *
 * @param run the logged run; empty when the tree is identical to the incumbent, so that nothing was measured
 * @param incumbent the best kept run before this attempt
 * @param stored what brings a tree back that was not kept; empty when it was kept or nothing was changed
 */
public record Attempt(Optional<Run> run, Metric metric, Optional<Run> incumbent, Optional<NextStep> stored) {

    public boolean kept() {
        return run.map(Run::kept).orElse(false);
    }

    public boolean measured() {
        return run.isPresent();
    }

    /** One line: {@code #24 keep  91.0 ms  -7.4%  batch 32}. */
    @Override
    public String toString() {
        if (run.isEmpty()) return "not measured: the tree is identical to the incumbent";
        var logged = run.get();
        return "#" + logged.number() + " " + logged.label() + "  " + result(logged) + "  "
                + SafeText.line(logged.description(), 80) + logged.why();
    }

    private String result(Run logged) {
        return logged.result(metric) + change(logged);
    }

    private String change(Run logged) {
        var judgement = logged.evidence().judgement();
        var figures = judgement
                .flatMap(Judgement::comparison)
                .filter(compared -> compared.change().isPresent());
        if (figures.isPresent() && (logged.kept() || judgement.get().verdict() == Verdict.REGRESSED))
            return "  " + effect(figures.get());
        return logged.change(incumbent).map(change -> "  " + change).orElse("");
    }

    /** The effect with its interval, as far as they are known: {@code -7.4% (-9.1% … -5.2%)}. */
    private static String effect(ComparisonFigures figures) {
        if (figures.interval().isEmpty()) return figures.effect();
        var sign = figures.relative() ? "%" : "";
        return figures.effect() + " (" + figures.interval().replace("…", sign + " … ") + sign + ")";
    }
}
