package dev.autoresearch.view;

import dev.autoresearch.model.Format;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Judgement.ComparisonFigures;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Segment;
import dev.autoresearch.model.Settlement;
import dev.autoresearch.model.Status;
import dev.autoresearch.session.SessionSummary;
import dev.autoresearch.sweep.ParameterValues;
import dev.autoresearch.sweep.SweepResult;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A report for a reviewer in Markdown: what was kept and by how much, what did not work, how to see it for oneself. All
 * that people and agents wrote is shown and never interpreted.
 */
public final class MarkdownReport {
    private static final int LONGEST = 300;

    private final SessionSummary summary;
    private final Segment segment;
    private final List<Optional<Run>> references;
    private final Optional<SweepResult> variants;

    public MarkdownReport(SessionSummary summary) {
        this.summary = summary;
        this.segment = summary.session().current();
        this.references = segment.references();
        this.variants = SweepResult.of(segment);
    }

    public String text() {
        var text = new StringBuilder("# ").append(shown(segment.setup().name())).append("\n\n");
        text.append(shown(segment.setup().metric().toString())).append(".\n").append(result());
        if (variants.isPresent()) variants(text, variants.get());
        else {
            kept(text);
            deadEnds(text);
        }
        earlier(text);
        reproduce(text);
        return text.toString();
    }

    private String result() {
        var metric = segment.setup().metric();
        var line = new StringBuilder();
        segment.baseline()
                .filter(Run::measured)
                .ifPresent(run -> line.append("Baseline ").append(shown(metric.text(run.metric()))));
        if (segment.best().filter(run -> !run.baseline()).isPresent()) {
            line.append(", best ").append(shown(metric.text(segment.best().get().metric())));
            line.append(Format.percent(" (", segment.change(), ")"));
        } else if (line.length() > 0) line.append(", nothing better was kept");
        segment.checks().verified().ifPresent(total -> line.append("; ").append(shown(total.toString())));
        if (line.length() > 0) line.append(". ");
        return line + Format.count(segment.runs().size(), "run") + ": " + segment.count(Status.KEEP) + " kept, "
                + segment.count(Status.DISCARD) + " discarded, " + segment.count(Status.CRASH) + " crashed, "
                + segment.count(Status.CHECKS_FAILED) + " failed the checks"
                + (segment.count(Status.REVOKED) > 0 ? ", " + segment.count(Status.REVOKED) + " revoked" : "") + "."
                + segment.gains().map(gains -> " " + gains + ".").orElse("") + "\n";
    }

    private void kept(StringBuilder text) {
        text.append("\n## Kept\n\n");
        if (segment.count(Status.KEEP) == 0) {
            text.append("Nothing yet.\n");
            return;
        }
        text.append("| # | metric | change | 90 % interval | pairs | commit | description |\n");
        text.append("|--:|--:|--:|:-:|--:|---|---|\n");
        for (int i = 0; i < segment.runs().size(); i++) {
            var run = segment.runs().get(i);
            if (!run.kept()) continue;
            var figures = run.comparison();
            row(
                    text,
                    String.valueOf(run.number()),
                    run.result(segment.setup().metric()),
                    figures.map(ComparisonFigures::effect)
                            .filter(effect -> !effect.isEmpty())
                            .orElse(change(i)),
                    figures.map(ComparisonFigures::interval).orElse(""),
                    figures.map(one -> String.valueOf(one.pairs())).orElse(""),
                    run.commit(),
                    (run.isProvisional() ? "○ " : "")
                            + SafeText.line(run.description(), LONGEST)
                            + trust(run).map(words -> " (" + words + ")").orElse(""));
        }
        notes(text, true);
    }

    /** How far a keep that a model made can be trusted; empty for any other. */
    private static Optional<String> trust(Run run) {
        return run.verdict().filter(words -> run.sure().isPresent());
    }

    private String change(int index) {
        return segment.runs().get(index).change(references.get(index)).orElse("");
    }

    private void deadEnds(StringBuilder text) {
        if (segment.count(Status.KEEP) == segment.runs().size()) return;
        text.append(
                "\n## Dead ends\n\n| # | status | result | change | description | why |\n|--:|---|--:|--:|---|---|\n");
        for (int i = 0; i < segment.runs().size(); i++) {
            var run = segment.runs().get(i);
            if (run.kept()) continue;
            var mark = run.status() == Status.REVOKED ? "~~" : "";
            line(
                    text,
                    shown(String.valueOf(run.number())),
                    shown(run.status().label()),
                    shown(run.result(segment.setup().metric())),
                    shown(change(i)),
                    mark + shown(SafeText.line(run.description(), LONGEST).strip()) + mark,
                    shown(why(run)));
        }
        notes(text, false);
    }

    /** What spoke against it. */
    private static String why(Run run) {
        var measured = run.evidence().measurement();
        if (run.status() == Status.CRASH || run.status() == Status.CHECKS_FAILED)
            return SafeText.line(measured.map(Measurement::cause).orElse(""), LONGEST);
        var settled = run.evidence().settlement().map(Settlement::toString);
        return SafeText.line(
                settled.or(() -> run.evidence().judgement().map(Judgement::reason))
                        .orElse(""),
                LONGEST);
    }

    /** What was thought and learned, a line each. */
    private void notes(StringBuilder text, boolean kept) {
        var lines = new ArrayList<String>();
        for (var run : segment.runs()) {
            if (run.kept() != kept) continue;
            for (var key : List.of("hypothesis", "learned", Run.REMARK)) {
                var said = Optional.ofNullable(run.asi().get(key)).map(MarkdownReport::words);
                said.filter(words -> !words.isBlank())
                        .ifPresent(words -> lines.add("- #" + run.number() + " "
                                + (key.equals(Run.REMARK) ? Run.REMARKED : key) + ": " + shown(words)));
            }
        }
        if (!lines.isEmpty()) text.append('\n').append(String.join("\n", lines)).append('\n');
    }

    private static String words(Object said) {
        if (!(said instanceof List<?> parts)) return String.valueOf(said);
        var all = new ArrayList<String>();
        for (var part : parts) all.add(String.valueOf(part));
        return String.join("; ", all);
    }

    /** What a sweep tried: a column for each parameter, the best variant first. */
    private void variants(StringBuilder text, SweepResult all) {
        text.append("\n## Variants, best value first\n\n");
        var heads = new ArrayList<String>();
        heads.add("run");
        heads.addAll(all.names());
        heads.addAll(List.of(segment.setup().metric().name(), "vs first", "verdict", "vs best then"));
        row(text, heads.toArray(new String[0]));
        text.append('|').append("--:|".repeat(all.names().size() + 3)).append("---|--:|\n");
        for (var run : all.ranked()) variant(text, run, all);
    }

    private void variant(StringBuilder text, Run run, SweepResult all) {
        var setting = ParameterValues.of(run).orElseThrow().values();
        var cells = new ArrayList<String>();
        cells.add(String.valueOf(run.number()));
        for (var name : all.names()) cells.add(setting.getOrDefault(name, ""));
        cells.add(run.result(segment.setup().metric()));
        cells.add(Format.percent("", all.fromFirst(run), ""));
        cells.add(run.verdict().orElse(run.status().label()) + (all.isBest(run) ? ", the best" : ""));
        cells.add(run.comparison()
                .map(figures -> (figures.effect() + "  " + figures.interval()).strip())
                .orElse(""));
        row(text, cells.toArray(new String[0]));
    }

    private void reproduce(StringBuilder text) {
        text.append("\n## How to reproduce\n\n");
        var commands = new LinkedHashSet<String>();
        segment.setup().command().ifPresent(commands::add);
        // the table of variants shows a sweep's command already
        if (variants.isEmpty())
            for (var run : segment.runs())
                run.evidence().measurement().ifPresent(measured -> commands.add(measured.command()));
        else
            variants.flatMap(SweepResult::best)
                    .flatMap(run -> run.evidence().measurement())
                    .ifPresent(measured -> commands.add(measured.command()));
        var hosts = new LinkedHashSet<String>();
        for (var run : segment.runs()) run.evidence().measurement().ifPresent(measured -> hosts.add(measured.host()));
        hosts.remove("");
        for (var command : commands) text.append("- benchmark: " + code(command) + "\n");
        for (var guard : segment.setup().safeguards().guards()) text.append("- guard: " + code(guard) + "\n");
        if (!hosts.isEmpty()) text.append("- measured on " + shown(String.join(", ", hosts)) + "\n");
        commits(text);
        boolean git = segment.setup().git();
        if (git) text.append("- the honest total, baseline against HEAD side by side: " + command("verify") + "\n");
        text.append("- a run with its evidence" + (git ? " and its diff: " : ": ") + command("show N"));
        if (git) text.append("; bring a discarded one back: ").append(command("restore N"));
        text.append('\n');
    }

    private String command(String words) {
        var option =
                summary.sessions().current().map(name -> " --session " + name).orElse("");
        return code("autoresearch " + words + option);
    }

    /** What came before this segment, a line each. */
    private void earlier(StringBuilder text) {
        int count = segment.index();
        if (count == 0) return;
        text.append("\n## Earlier segments\n\n");
        for (var before : summary.session().segments().subList(0, count)) {
            text.append(
                    "- " + (before.index() + 1) + ": " + shown(before.setup().name()) + ", ");
            text.append(shown(before.setup().metric().toString()) + ": ");
            text.append(Format.count(before.runs().size(), "run") + shown(before.outcome()) + "\n");
        }
    }

    private void commits(StringBuilder text) {
        var from = segment.baseline().filter(Run::kept).map(Run::commit).orElse("");
        var to = segment.best().map(Run::commit).orElse("");
        if (from.isEmpty() || to.isEmpty() || from.equals(to)) return;
        text.append("- all that was kept: ").append(code("git diff " + from + " " + to));
        summary.branch().ifPresent(branch -> text.append(" on branch ").append(code(branch)));
        text.append('\n');
    }

    private static void row(StringBuilder text, String... cells) {
        line(text, Stream.of(cells).map(MarkdownReport::shown).toArray(String[]::new));
    }

    /** @param cells as Markdown */
    private static void line(StringBuilder text, String... cells) {
        text.append('|');
        for (var cell : cells) text.append(' ').append(cell).append(" |");
        text.append('\n');
    }

    /** Strangers' text as Markdown text: shown, and never interpreted. */
    private static String shown(String text) {
        var shown = new StringBuilder();
        for (char c : SafeText.line(text).toCharArray()) {
            if ("\\`*_{}[]<>#|!~&".indexOf(c) >= 0) shown.append('\\');
            shown.append(c);
        }
        return shown.toString();
    }

    /** Strangers' text as code, between more backticks than it has in a row. */
    private static String code(String text) {
        var line = SafeText.line(text);
        var fence = new StringBuilder("`");
        while (line.contains(fence)) fence.append('`');
        boolean touches = line.startsWith("`") || line.endsWith("`");
        return fence + (touches ? " " : "") + line + (touches ? " " : "") + fence;
    }
}
