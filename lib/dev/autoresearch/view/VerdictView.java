package dev.autoresearch.view;

import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.Format;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Measurement.Role;
import dev.autoresearch.model.Run;
import java.util.ArrayList;
import java.util.List;

/** What came of an attempt, for a person: the verdict with what it cost, then where the tree is now. */
public final class VerdictView {
    private final Style style;

    public VerdictView(Style style) {
        this.style = style;
    }

    /** A line or two. */
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
        boolean compared = judgement.isPresent() && !judgement.get().verdict().equals("crashed");
        if (!compared) return style.symbol(run.status()) + " " + attempt;
        if (run.baseline()) return judgement.get() + ", " + attempt.metric().text(run.metric()) + spent(run);
        // a look says itself how many runs it took
        boolean isLook = judgement.get().verdict().equals("screened_out");
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
