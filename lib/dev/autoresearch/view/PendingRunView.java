package dev.autoresearch.view;

import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Session;

/** The run that waits to be logged. */
record PendingRunView(Session session, Measurement run) {
    /** {@code ./benchmark.sh, 96.1 ms}. */
    String what() {
        var value =
                run.primary().isPresent() ? session.metric().text(run.primary().getAsDouble()) : run.ending();
        return SafeText.line(run.command(), 40) + ", " + value;
    }

    /** What records it; without a word of its own, {@code log} would keep what is no better. */
    NextStep step() {
        var log = NextStep.of("log");
        return (passed() && !isBetter() ? log.with("-s", "discard") : log).text("-d", "what you changed");
    }

    private boolean passed() {
        return run.isMeasured();
    }

    private boolean isBetter() {
        var best = session.current().best();
        return best.isEmpty()
                || session.metric()
                        .better(run.primary().getAsDouble(), best.get().metric());
    }
}
