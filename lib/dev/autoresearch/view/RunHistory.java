package dev.autoresearch.view;

import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.ideas.TextSignature;
import dev.autoresearch.model.Format;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Segment;
import dev.autoresearch.model.Settlement;
import dev.autoresearch.model.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a segment came to, in Markdown, newest first, so that the oldest is what is left out. Budgets are bytes of UTF-8. */
final class RunHistory {
    private static final int RUNS_IN_FULL = 10;
    private static final int MOST_NUMBERS = 5;
    private static final int MOST_LEARNED = 2;
    private static final int DESCRIPTION = 120;
    private static final int NOTE = 140;

    private final Segment segment;
    private final Metric metric;
    private final String all;

    /** A history that writes commands of ours by this function. */
    public RunHistory(Segment segment, Function<NextStep, String> phrase) {
        this.segment = segment;
        this.all = phrase.apply(NextStep.of("status").with("--all", ""));
        this.metric = segment.setup().metric();
    }

    /** Where the metric stands, on one line: {@code Baseline 142 ms, best 98 ms (-31.0%) after 23 runs: 6 kept, …}. */
    public String progress() {
        if (segment.runs().isEmpty()) return "There is no baseline yet.";
        return "Baseline " + SafeText.line(segment.runs().get(0).result(metric), 40) + segment.outcome() + " after "
                + segment.tally() + ".";
    }

    /** The last ten runs with what came of them and what was learned. */
    public String latest(int budget) {
        var part = new MarkdownSection("The last runs, newest first", budget, "");
        var runs = segment.runs();
        int first = Math.max(0, runs.size() - RUNS_IN_FULL);
        var references = segment.references();
        for (int i = runs.size() - 1; i >= first; i--) part.item(full(runs.get(i), references.get(i)));
        return part.text();
    }

    private String full(Run run, Optional<Run> reference) {
        var line = new StringBuilder(brief(run));
        run.change(reference).ifPresent(change -> line.append("  ").append(change));
        run.note("hypothesis").ifPresent(text -> note(line, "hypothesis", text));
        run.learned().stream().limit(MOST_LEARNED).forEach(text -> note(line, "learned", text));
        run.note("next_action_hint").ifPresent(text -> note(line, "next", text));
        return line.toString();
    }

    private static void note(StringBuilder line, String name, String text) {
        line.append("\n  ").append(name).append(": ").append(SafeText.line(text, NOTE));
    }

    private String brief(Run run) {
        return "#" + run.number() + " " + run.label() + "  " + SafeText.line(run.description(), DESCRIPTION) + "  "
                + SafeText.line(run.result(metric), 40);
    }

    /** What was kept after the baseline, one line each. */
    public String kept(int budget) {
        var part = new MarkdownSection("Kept so far, newest first", budget, all);
        for (int i = segment.runs().size() - 1; i >= 0; i--) {
            var run = segment.runs().get(i);
            if (!run.kept() || run.baseline()) continue;
            if (part.isFull()) part.leaveOut(1);
            else part.item(brief(run) + (run.commit().isEmpty() ? "" : "  " + SafeText.line(run.commit(), 12)));
        }
        return part.text();
    }

    /** A discarded or revoked idea and the runs that tried it, latest first. */
    private record DeadEnd(TextSignature gist, List<Run> runs) {}

    /**
     * What was not kept, or not for long, on a line each, with those that tried the same.
     *
     * @param most how many of the newest are looked at
     */
    public String deadEnds(int budget, int most) {
        var part = new MarkdownSection("Dead ends (tried and not kept)", budget, all);
        int looked = 0;
        int unseen = 0;
        var ends = new ArrayList<DeadEnd>();
        for (int i = segment.runs().size() - 1; i >= 0; i--) {
            var run = segment.runs().get(i);
            boolean isTried = run.status() == Status.DISCARD || run.status() == Status.REVOKED;
            if (!isTried || run.baseline()) continue;
            if (looked++ < most) merge(ends, run);
            else unseen++;
        }
        for (var end : ends) part.item(line(end));
        return part.leaveOut(unseen).text();
    }

    private static void merge(List<DeadEnd> ends, Run run) {
        var gist = TextSignature.of(run.description());
        for (var end : ends) {
            if (!end.gist().isLike(gist)) continue;
            end.runs().add(run);
            return;
        }
        ends.add(new DeadEnd(gist, new ArrayList<>(List.of(run))));
    }

    private static String line(DeadEnd end) {
        var numbers = new StringBuilder();
        int shown = Math.min(MOST_NUMBERS, end.runs().size());
        for (var run : end.runs().subList(0, shown))
            numbers.append(numbers.length() == 0 ? "#" : ", #").append(run.number());
        if (end.runs().size() > shown)
            numbers.append(" and ").append(end.runs().size() - shown).append(" more");
        return SafeText.line(end.runs().get(0).description(), DESCRIPTION) + " (" + numbers + ")" + lesson(end);
    }

    /** The newest lesson of those that tried it; one that was kept at first has taught most. */
    private static String lesson(DeadEnd end) {
        for (var run : end.runs()) {
            var settled = run.evidence().settlement().filter(Settlement::isRevoked);
            if (settled.isPresent())
                return ": no improvement after all, "
                        + Format.count(settled.get().executions(), "run");
        }
        for (var run : end.runs()) for (var text : run.learned()) return ": " + SafeText.line(text, NOTE);
        return "";
    }
}
