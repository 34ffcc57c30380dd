package dev.autoresearch.view;

import dev.autoresearch.json.Json;
import dev.autoresearch.model.ComparisonFigures;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Role;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Setup;
import dev.autoresearch.model.Side;
import dev.autoresearch.sweep.ParameterValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run with its evidence for the dashboard. What a run does not have is left out, since there may be thousands. */
final class DashboardRun {
    private final Run run;
    private final Optional<Run> reference;
    private final Setup setup;
    private final Optional<ComparisonFigures> comparison;

    DashboardRun(Run run, Optional<Run> reference, Setup setup) {
        this.run = run;
        this.reference = reference;
        this.setup = setup;
        this.comparison = run.evidence().judgement().flatMap(Judgement::comparison);
    }

    Map<String, Object> document() {
        var document = new LinkedHashMap<String, Object>();
        document.put("number", run.number());
        document.put("status", run.status().word());
        run.evidence().judgement().flatMap(Judgement::overruled).ifPresent(what -> document.put("overruled", what));
        document.put("description", SafeText.line(run.description()));
        document.put("result", SafeText.line(run.result(setup.metric())));
        document.put("logged", run.timestamp());
        if (run.measured() && run.crashed().isEmpty()) document.put("value", run.metric());
        if (run.kept() && !run.commit().isEmpty()) document.put("commit", SafeText.line(run.commit(), 12));
        run.verdict().ifPresent(verdict -> document.put("verdict", verdict));
        run.effect(reference).ifPresent(change -> document.put("change", change));
        if (!run.interval().isEmpty()) document.put("interval", run.interval());
        run.changeFrom(reference).ifPresent(percent -> document.put("percent", percent));
        secondary(document);
        comparison.ifPresent(figures -> interval(document, figures));
        evidence(document);
        var notes = notes();
        if (!notes.isEmpty()) document.put("notes", notes);
        return document;
    }

    private void secondary(Map<String, Object> document) {
        var metrics = new LinkedHashMap<String, Double>();
        run.metrics().forEach((name, value) -> {
            if (!name.equals(setup.metric().name())) metrics.put(SafeText.line(name, 60), value);
        });
        if (!metrics.isEmpty()) document.put("metrics", metrics);
    }

    /** The ends of the 90 % interval as changes for the evidence, and as values around this run's for the chart. */
    private void interval(Map<String, Object> document, ComparisonFigures figures) {
        figures.change().ifPresent(change -> document.put("effect", change));
        document.put("relative", figures.relative());
        document.put("pairs", figures.pairs());
        if (figures.low().isEmpty() || figures.high().isEmpty()) return;
        document.put("low", figures.low());
        document.put("high", figures.high());
        if (!run.measured() || figures.change().isEmpty()) return;
        double change = figures.change().getAsDouble();
        document.put("from", at(figures.high().getAsDouble(), change, figures.relative()));
        document.put("to", at(figures.low().getAsDouble(), change, figures.relative()));
    }

    private double at(double end, double change, boolean relative) {
        double value = relative ? run.metric() / (1 + change) * (1 + end) : run.metric() - change + end;
        return Double.isFinite(value) ? value : run.metric();
    }

    private void evidence(Map<String, Object> document) {
        var evidence = run.evidence();
        evidence.judgement().ifPresent(judgement -> {
            judgement.telling().ifPresent(reason -> document.put("reason", SafeText.line(reason)));
            document.put("rule", SafeText.line(judgement.rule()));
        });
        var pairs = pairs();
        if (!pairs.isEmpty()) document.put("compared", pairs);
        else if (!values().isEmpty()) document.put("values", values());
        if (evidence.stored().isPresent()) document.put("stored", true);
        evidence.measurement().ifPresent(measured -> measurement(document, measured));
    }

    private void measurement(Map<String, Object> document, Measurement measured) {
        if (!setup.command().equals(Optional.of(measured.command())))
            document.put("command", SafeText.line(measured.command()));
        document.put("ended", measured.ending());
        document.put("seconds", measured.durationSeconds());
        if (run.crashed().isPresent()) document.put("tail", tail(measured.tail()));
        if (measured.warnings().isEmpty()) return;
        var warnings = new ArrayList<String>();
        for (var warning : measured.warnings()) warnings.add(SafeText.line(warning));
        document.put("warnings", warnings);
    }

    /** The last lines that a crash left, each on its own. */
    private static List<String> tail(String text) {
        var lines = new ArrayList<String>();
        for (var line : text.split("\n")) lines.add(SafeText.output(line, 200));
        return lines.subList(Math.max(0, lines.size() - 8), lines.size());
    }

    /** Incumbent and candidate of each pair, in the order of execution. */
    private List<List<Double>> pairs() {
        var pairs = new ArrayList<List<Double>>();
        var executions = trial();
        int lead = lead(executions);
        for (int i = lead; i + 1 < executions.size(); ) {
            var first = executions.get(i);
            var second = executions.get(i + 1);
            if (first.counts() && second.counts() && first.isAt(Side.CANDIDATE) != second.isAt(Side.CANDIDATE)) {
                var incumbent = first.isAt(Side.INCUMBENT) ? first : second;
                var candidate = first.isAt(Side.INCUMBENT) ? second : first;
                pairs.add(List.of(value(incumbent), value(candidate)));
                i += 2;
            } else i++;
        }
        return pairs;
    }

    /** How many executions come before the first pair: the incumbent again where it was stale, then a first look. */
    private int lead(List<Measurement> executions) {
        int inPairs = 2 * comparison.map(ComparisonFigures::pairs).orElse(0);
        if (inPairs == 0 || executions.isEmpty()) return executions.size();
        int usual = executions.get(0).isAt(Side.INCUMBENT) ? 2 : 1;
        return Math.max(0, Math.min(usual, executions.size() - inPairs));
    }

    private List<Measurement> trial() {
        return run.evidence().executions().stream()
                .filter(execution ->
                        execution.role().isPresent() && execution.role().get().purpose() == Role.Purpose.TRIAL)
                .toList();
    }

    private static double value(Measurement execution) {
        return execution.primary().orElseThrow();
    }

    /** What the run's executions, or the one that measured it, gave. */
    private List<Double> values() {
        var values = new ArrayList<Double>();
        for (var execution : run.evidence().executions())
            if (execution.counts() && execution.isAt(Side.CANDIDATE)) values.add(value(execution));
        if (!values.isEmpty()) return values;
        return run.evidence()
                .measurement()
                .map(measured -> measured.samples().getOrDefault(setup.metric().name(), List.of()))
                .orElse(List.of());
    }

    /** What an agent noted, each note as a name and a text. */
    private List<List<String>> notes() {
        var notes = new ArrayList<List<String>>();
        run.asi().forEach((name, said) -> {
            if (name.equals(ParameterValues.NOTE) && said instanceof Map) return;
            var text = said instanceof String words ? words : Json.line(said);
            if (!text.isBlank())
                notes.add(
                        List.of(name.equals(Run.REMARK) ? Run.REMARKED : SafeText.line(name, 60), SafeText.line(text)));
        });
        return notes;
    }
}
