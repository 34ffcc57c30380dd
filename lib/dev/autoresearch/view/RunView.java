package dev.autoresearch.view;

import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.json.Json;
import dev.autoresearch.model.Format;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Judgement.ComparisonFigures;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Side;
import dev.autoresearch.model.Status;
import dev.autoresearch.sweep.ParameterValues;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One run with what is known about it. */
public final class RunView {
    private static final int MOST_VALUES = 12;
    private static final int MOST_LINES = 8;

    private final Style style;

    public RunView(Style style) {
        this.style = style;
    }

    /** A run that waits to be logged: {@code ./benchmark.sh, 96.1 ms}. */
    static String pending(Session session, Measurement run) {
        var value =
                run.primary().isPresent() ? session.metric().text(run.primary().getAsDouble()) : run.ending();
        return SafeText.line(run.command(), 40) + ", " + value;
    }

    /** The command that logs it; with no status of its own, {@code log} would keep what is no better. */
    public static NextStep logging(Session session, Measurement run) {
        var discard = NextStep.of("log").with("-s", "discard");
        if (run.passed() && !run.isMeasured()) return discard.text("-d", "no metric");
        var best = session.current().best();
        boolean isWorse = run.isMeasured()
                && best.isPresent()
                && !session.metric()
                        .better(run.primary().getAsDouble(), best.get().metric());
        return (isWorse ? discard : NextStep.of("log")).text("-d", "what you changed");
    }

    public String render(Run run, Metric metric) {
        var lines = new ArrayList<String>();
        lines.add(style.bold("#" + run.number() + " " + SafeText.line(run.description(), 200)));
        lines.add(fact("status", style.status(run.status(), run.label()) + (run.baseline() ? ", the baseline" : "")));
        lines.add(fact(metric.name(), run.measured() ? metric.text(run.metric()) : "not measured"));
        run.metrics().forEach((name, value) -> {
            if (!name.equals(metric.name())) lines.add(fact(SafeText.line(name, 40), Format.number(value)));
        });
        boolean isCommitted = run.kept() || run.status() == Status.REVOKED;
        if (!run.commit().isEmpty()) lines.add(fact(isCommitted ? "commit" : "on top of", SafeText.line(run.commit())));
        lines.add(fact(
                "logged",
                Instant.ofEpochMilli((long) run.timestamp())
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString()));
        run.evidence()
                .judgement()
                .flatMap(Judgement::sentence)
                .ifPresent(reason -> lines.add(fact("verdict", SafeText.line(reason))));
        run.evidence().settlement().ifPresent(settled -> lines.add(fact("settled", SafeText.line(settled.sentence()))));
        run.comparison().ifPresent(figures -> comparison(lines, figures));
        values(lines, run, metric, Side.INCUMBENT);
        values(lines, run, metric, Side.CANDIDATE);
        run.evidence().measurement().ifPresent(measured -> measurement(lines, measured));
        run.evidence()
                .stored()
                .ifPresent(stored -> lines.add(
                        fact("stored", style.step(NextStep.of("restore", run.number())) + " brings it back")));
        run.asi().forEach((name, said) -> notes(lines, name, said));
        return style.text(lines);
    }

    private void comparison(List<String> lines, ComparisonFigures figures) {
        var line = new StringBuilder(figures.pairs() == 0 ? "" : Format.count(figures.pairs(), "pair") + ", ");
        line.append(Format.count(figures.runs(), "run"));
        if (figures.sigma().orElse(0) > 0 && figures.relative())
            line.append("; the same code differs by about ")
                    .append(percent(figures.sigma().getAsDouble()))
                    .append(" from pair to pair");
        lines.add(fact("measured", line.toString()));
        // without noise nothing is left to chance
        if (figures.alpha().isPresent() && figures.sigma().orElse(0) > 0)
            lines.add(fact(
                    "error rate",
                    "a change without effect is kept in "
                            + percent(figures.alpha().getAsDouble()) + " of cases at most"));
    }

    private static String percent(double fraction) {
        return Format.number(100 * fraction) + "%";
    }

    /** The values of one side in the order of execution; those that do not count are named after them. */
    private void values(List<String> lines, Run run, Metric metric, Side place) {
        var values = new ArrayList<String>();
        var aside = new ArrayList<String>();
        boolean hasNumber = false;
        for (var execution : run.evidence().executions()) {
            if (!execution.isAt(place)) continue;
            var primary = execution.primary();
            var ending = execution.passed() ? "no metric" : execution.ending();
            var value = primary.isPresent() ? Format.number(primary.getAsDouble()) : ending;
            if (execution.counts() || primary.isEmpty()) {
                hasNumber |= primary.isPresent();
                values.add(value);
            } else aside.add(execution.passed() ? "warm-up " + value : value + " before " + ending);
        }
        if (values.isEmpty() && aside.isEmpty()) return;
        var shown = values.subList(0, Math.min(MOST_VALUES, values.size()));
        lines.add(fact(
                place.word(),
                String.join("  ", shown)
                        + (values.size() > MOST_VALUES ? "  and " + (values.size() - MOST_VALUES) + " more" : "")
                        + (metric.unit().isEmpty() || !hasNumber ? "" : "  " + SafeText.line(metric.unit()))
                        + (aside.isEmpty() ? "" : "   (not counted: " + String.join(", ", aside) + ")")));
    }

    private void measurement(List<String> lines, Measurement measured) {
        lines.add(fact("command", SafeText.line(measured.command())));
        lines.add(fact(
                "ended", measured.ending() + " in " + Format.duration(measured.durationSeconds()) + measured.why()));
        measured.samples()
                .forEach((name, values) ->
                        lines.add(fact("samples", SafeText.line(name, 40) + " " + values.size() + " values")));
        for (var warning : measured.warnings()) lines.add(fact("warning", SafeText.line(warning)));
        measured.output().ifPresent(output -> lines.add(fact("output", SafeText.line(output))));
        if (measured.passed()) return;
        for (var line : lastLines(measured.tail())) lines.add("    " + style.dim(SafeText.output(line, 200)));
    }

    /** What a failing benchmark said in the end, which most likely says why. */
    private static List<String> lastLines(String tail) {
        var lines = tail.strip().lines().toList();
        return lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size());
    }

    /** A loop's own remark stands out; what others noted is named as they named it, a sweep's setting in the title. */
    private void notes(List<String> lines, String name, Object said) {
        if (name.equals(ParameterValues.NOTE) && said instanceof Map) return;
        if (said instanceof List<?> several) {
            for (var one : several) if (one != null) notes(lines, name, one);
            return;
        }
        var text = SafeText.line(said instanceof String words ? words : Json.line(said));
        if (name.equals(Run.REMARK)) lines.add(fact("to the agent", style.warn(text)));
        else lines.add(fact("note", SafeText.line(name, 40) + ": " + text));
    }

    private String fact(String name, String value) {
        return "  " + style.dim(name + " ".repeat(Math.max(1, 12 - name.length()))) + value;
    }
}
