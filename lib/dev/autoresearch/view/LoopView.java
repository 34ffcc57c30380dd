package dev.autoresearch.view;

import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.Event.LoopEnded;
import dev.autoresearch.model.Format;
import dev.autoresearch.model.LoopState;
import dev.autoresearch.model.LoopState.LoopReport;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Proposal;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Settlement;
import dev.autoresearch.model.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A loop for a person's eyes: a line for each iteration, then what it came to. */
public final class LoopView {
    private static final int NUMBER = 4;
    private static final int WORD = 12;
    private static final int NOTE = 100;
    private static final int WHY = 300;
    private static final int MOST_OF_DESCRIPTION = 60;
    private static final int BESIDE_DESCRIPTION = 54;
    /** The option that the two most common agents lack when they edit nothing. */
    private static final String LEAVE = "agents need leave to edit when nobody is there to ask:"
            + " claude -p --permission-mode acceptEdits, codex exec -s workspace-write";

    private final Style style;

    public LoopView(Style style) {
        this.style = style;
    }

    public static String plan(String agent, List<String> scope, String limits, Plan plan) {
        var edits = scope.isEmpty() ? "everything but what measures" : String.join(", ", scope);
        return "agent    " + SafeText.line(agent) + "\nedits    " + SafeText.line(edits) + "\nends     " + limits
                + "\ndecides  rule " + SafeText.line(plan.rule()) + "\n";
    }

    public String begun(LoopState loop, String limits) {
        var again = loop.counts().proposed() == 0
                ? ""
                : "goes on after " + Format.count(loop.counts().iterations(), "iteration") + ", ";
        return "loop " + again + limits + ": " + SafeText.line(loop.begun().agent(), 60);
    }

    /** The baseline, or another run that is no iteration and has no number. */
    public String aside(Attempt attempt) {
        return " ".repeat(NUMBER + 1) + view().render(attempt).stripTrailing();
    }

    /** {@code    3 ✓ keep      HashMap merge   96.1 ms   -54.7%   $0.12}. */
    public String step(Proposal proposal, Optional<Attempt> attempt) {
        var number = String.valueOf(proposal.iteration());
        var cost = proposal.costUsd().isPresent()
                ? "   " + Format.dollars(proposal.costUsd().getAsDouble())
                : "";
        var line = attempt.isPresent() ? view().render(attempt.get()).stripTrailing() : put(proposal);
        var agent = proposal.slot() > 0 ? style.dim("   agent " + proposal.slot()) : "";
        var remark = attempt.isEmpty() || proposal.note().isEmpty()
                ? ""
                : "\n" + " ".repeat(NUMBER + 3) + style.warn(Run.REMARKED + ": " + SafeText.line(proposal.note(), WHY));
        boolean onlyTalked = proposal.iteration() == 1 && attempt.isEmpty() && proposal.end() == Proposal.End.NO_EDIT;
        return " ".repeat(Math.max(0, NUMBER - number.length())) + number + " " + line + cost + agent
                + remark
                + (onlyTalked ? "\n" + " ".repeat(NUMBER + 3) + LEAVE : "");
    }

    /** {@code   13 · confirmed   larger arena   94.8 ms   -1.3%   5 runs, 98 % sure (4 of them free)}. */
    public String settled(Run run, Settlement settlement) {
        var number = run.asi().get("iteration") instanceof Number iteration
                ? String.valueOf(iteration.intValue())
                : String.valueOf(run.number());
        return " ".repeat(Math.max(0, NUMBER - number.length())) + number + " " + view().settled(run, settlement);
    }

    /** What agents say of their changes is long: it gets what the other columns leave, and is cut there. */
    private AttemptView view() {
        int room = Math.min(MOST_OF_DESCRIPTION, style.width() - BESIDE_DESCRIPTION);
        return new AttemptView(style).describing(room, true);
    }

    private String put(Proposal proposal) {
        boolean failed = proposal.end().isAgentsFailure();
        var sign = style.symbol(failed ? Status.CRASH : Status.DISCARD);
        var word = proposal.end().label();
        var text = sign + " " + word + " ".repeat(Math.max(1, WORD - word.length()));
        var what = SafeText.line(proposal.description(), NOTE);
        var why = SafeText.line(proposal.note(), WHY);
        // an agent that fails says why in its last words, which are in the note as well
        if (why.contains(what)) what = "";
        var between = what.isEmpty() || why.isEmpty() ? "" : "  ";
        return style.status(failed ? Status.CRASH : Status.DISCARD, text) + what + style.dim(between + why);
    }

    /** What it came to, and what to do next. */
    public String render(LoopReport report) {
        var loop = report.loop();
        var text = new StringBuilder("\n").append(Format.count(loop.counts().iterations(), "iteration"));
        var separator = ": ";
        for (var count : loop.counts().words().entrySet()) {
            if (count.getKey().equals(Proposal.End.CANDIDATE.word())) continue;
            text.append(separator).append(count.getValue()).append(' ').append(label(count.getKey()));
            separator = ", ";
        }
        text.append('\n');
        report.best().ifPresent(best -> text.append(best(report, best)).append('\n'));
        text.append(report.reason().equals(LoopEnded.INTERRUPTED) ? "" : "ended by ");
        text.append(report.reason() + " after " + Format.duration(report.seconds()));
        if (loop.counts().costUsd() > 0)
            text.append(", " + Format.dollars(loop.counts().costUsd()));
        return style.text(text + "\n" + next(report) + "\n");
    }

    private static String label(String word) {
        return switch (word) {
            case "keep" -> "kept";
            case "discard" -> "discarded";
            case "crash" -> "crashed";
            default -> word.replace('_', ' ');
        };
    }

    private static String best(LoopReport report, Run best) {
        if (best.baseline())
            return "nothing beat the baseline, " + report.metric().text(best.metric());
        return "best " + report.metric().text(best.metric())
                + Format.percent(", ", report.change(), " against the baseline")
                + "   " + SafeText.line(best.description(), NOTE);
    }

    private String next(LoopReport report) {
        return switch (report.reason()) {
            case LoopEnded.INTERRUPTED -> "the same command goes on where it stopped";
            case LoopEnded.AGENT_FAILING ->
                "the agent's command failed again and again; see its output: "
                        + "ls -t .autoresearch/output | head; try it by hand, then start again";
            case LoopEnded.IDLE ->
                "twenty iterations in a row left nothing to measure; " + ideas()
                        + (onlyTalked(report.loop()) ? "\n" + LEAVE : "");
            default ->
                report.loop().count(Status.KEEP.word()) > 0
                        ? "measure the honest total: " + style.step(NextStep.of("verify"))
                        : "look at what was tried: " + style.step(NextStep.of("status"));
        };
    }

    private static boolean onlyTalked(LoopState loop) {
        return loop.count(Proposal.End.NO_EDIT.word()) == loop.counts().iterations();
    }

    private String ideas() {
        return style.step(NextStep.of("ideas", "add").text("", "…"))
                + " gives the agent something to try, then start again";
    }

    /** What is left of each limit. The journal has them in words; those that are not ours are shown as they are. */
    static List<String> left(LoopState loop) {
        var left = new ArrayList<String>();
        for (var limit : loop.limits()) left.add(SafeText.line(left(loop, limit), 60));
        return left;
    }

    private static String left(LoopState loop, String limit) {
        var words = List.of(limit.split(" "));
        try {
            if (limit.startsWith("$"))
                return Format.dollars(Math.max(
                        0,
                        Double.parseDouble(limit.substring(1)) - loop.counts().costUsd()));
            double number = Double.parseDouble(words.get(0));
            var unit = words.size() == 1 ? "" : words.get(1);
            if (unit.startsWith("iteration"))
                return words.size() == 2
                        ? count(number - loop.counts().iterations(), "iteration")
                        : count(number - loop.counts().losses(), "iteration") + " without a keep";
            if (unit.startsWith("run")) return count(number - loop.counts().sinceGain(), "run") + " without a gain";
            return Format.duration(
                    Math.max(0, seconds(words) - loop.activeMillis(loop.time().seen()) / 1000.0));
        } catch (NumberFormatException target) {
            return limit;
        }
    }

    private static String count(double left, String noun) {
        return Format.count((int) Math.max(0, left), noun);
    }

    /** {@code 2 h 10 min} in seconds. */
    private static double seconds(List<String> words) {
        double seconds = 0;
        for (int i = 0; i < words.size(); i += 2)
            seconds += Double.parseDouble(words.get(i)) * unit(i + 1 < words.size() ? words.get(i + 1) : "");
        return seconds;
    }

    private static double unit(String word) {
        return switch (word) {
            case "ms" -> 1e-3;
            case "s" -> 1;
            case "min" -> 60;
            case "h" -> 3600;
            default -> throw new NumberFormatException(word);
        };
    }
}
