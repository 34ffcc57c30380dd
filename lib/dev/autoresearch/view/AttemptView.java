package dev.autoresearch.view;

import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.Format;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Measurement.Role;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Settlement;
import dev.autoresearch.model.Status;
import dev.autoresearch.model.Verdict;
import java.util.ArrayList;
import java.util.List;

/** What came of an attempt, for a person: on one line in columns, so that a loop's lines read as a table, or in sentences. */
public final class AttemptView {
    private static final int STATUS = 12;
    private static final int DESCRIPTION = 26;
    private static final int VALUE = 10;
    /** What a caller may put before the line: two blanks, or the number of an iteration where descriptions are cut. */
    private static final int INDENT = 2;

    private static final int NUMBER = 5;

    private static final int LEAST_OF_CAUSE = 24;

    private final Style style;
    private final int description;
    private final boolean cut;

    public AttemptView(Style style) {
        this(style, DESCRIPTION, false);
    }

    private AttemptView(Style style, int description, boolean cut) {
        this.style = style;
        this.description = description;
        this.cut = cut;
    }

    /**
     * The same with another column for the description, never narrower than usual.
     *
     * @param cut is a longer one cut, or does it move what stands after it?
     */
    public AttemptView describing(int columns, boolean cut) {
        return new AttemptView(style, Math.max(DESCRIPTION, columns), cut);
    }

    /** {@code ✓ keep      HashMap merge           96.1 ms   -54.7%}. */
    public String render(Attempt attempt) {
        return render(attempt, attempt.run().map(Run::description).orElse(""));
    }

    /** The same for an attempt that may have had nothing to measure, so that only its maker knows what it was called. */
    public String render(Attempt attempt, String idea) {
        if (attempt.run().isEmpty())
            return style.symbol(Status.DISCARD) + " " + padded("same", STATUS) + padded(described(idea), description)
                    + attempt;
        var run = attempt.run().get();
        return style.status(run.status(), style.symbol(run.status()) + " " + padded(word(run), STATUS))
                + padded(described(run.description()), description)
                + padded(run.result(attempt.metric()), VALUE)
                + style.text(note(attempt, run));
    }

    /** The status in a word that fits the column; the symbol before it says that checks failed. */
    private static String word(Run run) {
        if (run.baseline() && run.kept()) return "baseline";
        return run.status() == Status.CHECKS_FAILED ? "checks" : run.label();
    }

    /** What later executions made of a keep, in the same columns. */
    String settled(Run run, Settlement settlement) {
        var status = settlement.isRevoked() ? Status.REVOKED : Status.DISCARD;
        var line = style.status(
                        run.status(),
                        style.symbol(status) + " " + padded(settlement.outcome().word(), STATUS))
                + padded(described(run.description()), description)
                + (settlement.consequence().isEmpty() ? " ".repeat(VALUE) : "");
        int beside = NUMBER + 2 + STATUS + description;
        int before = beside + (settlement.consequence().isEmpty() ? VALUE : 0);
        if (before + TextTable.width(settlement.toString()) <= style.width())
            return line + style.text(settlement.toString());
        var below = settlement.consequence();
        return line + style.text(settlement.brief()) + (below.isEmpty() ? "" : "\n" + " ".repeat(beside) + below);
    }

    private String described(String idea) {
        var line = style.text(SafeText.line(idea, 100));
        return cut ? style.cut(line, description - 1) : line;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(1, width - TextTable.width(text)));
    }

    /** What it did to the metric, or the line of output that most likely says why there is none. */
    private String note(Attempt attempt, Run run) {
        var model = run.comparison().filter(figures -> figures.sure().isPresent());
        int room = style.width() - ((cut ? NUMBER : INDENT) + 2 + STATUS + description + VALUE);
        if (model.isPresent() && run.kept()) {
            var trusted = run.effect(attempt.incumbent()).orElse("") + "   "
                    + Format.count(model.get().runs(), "run") + ", "
                    + Format.sure(model.get().sure().getAsDouble());
            var goesOn = run.isProvisional() ? ": measured on while the agent works" : "";
            return trusted + (trusted.length() + goesOn.length() <= room ? goesOn : "");
        }
        var change = run.change(attempt.incumbent());
        // what only broke a guard has no change: which guard it was says more than the one value
        boolean isGuard = run.outcome().endsWith("guard") && change.equals(run.verdict());
        if (change.isPresent() && !isGuard) return change.get();
        boolean isFine = run.measured() && run.crashed().isEmpty();
        if (isFine && !isGuard) return "";
        var cause = isGuard
                ? run.evidence().judgement().orElseThrow().reason()
                : run.evidence().measurement().map(Measurement::cause).orElse("");
        return style.cut(SafeText.line(cause, 100), Math.max(LEAST_OF_CAUSE, room));
    }

    /** The same on a line or two of its own: the verdict with what it cost, then where the tree is now. */
    public List<String> lines(Attempt attempt) {
        if (attempt.run().isEmpty()) return List.of("the tree is identical to the incumbent: nothing to measure");
        var run = attempt.run().get();
        var lines = new ArrayList<String>();
        lines.add(style.status(run.status(), verdict(run, attempt)));
        if (run.kept() && !run.commit().isEmpty()) lines.add("kept as " + run.commit());
        attempt.stored().ifPresent(restore -> lines.add("put back; bring it back: " + style.step(restore)));
        return lines;
    }

    private String verdict(Run run, Attempt attempt) {
        var judgement = run.evidence().judgement();
        boolean compared = judgement.isPresent() && judgement.get().verdict() != Verdict.CRASHED;
        if (!compared) return style.symbol(run.status()) + " " + attempt;
        if (run.baseline()) return judgement.get() + ", " + attempt.metric().text(run.metric()) + spent(run);
        // a look says itself how many runs it took
        boolean isLook = judgement.get().verdict() == Verdict.SCREENED_OUT
                || run.comparison()
                        .filter(figures -> figures.sure().isPresent())
                        .isPresent();
        return judgement.get()
                + (isLook || judgement.flatMap(Judgement::comparison).isEmpty() ? "" : spent(run));
    }

    /** {@code , 17 runs, 14 s}. */
    private static String spent(Run run) {
        int runs = 0;
        double seconds = 0;
        for (Measurement execution : run.evidence().executions()) {
            boolean warmUp =
                    execution.role().isPresent() && execution.role().get().purpose() == Role.Purpose.WARM_UP;
            if (!warmUp) runs++;
            seconds += execution.durationSeconds();
        }
        return runs < 2 ? "" : ", " + Format.count(runs, "run") + ", " + Format.duration(seconds);
    }
}
