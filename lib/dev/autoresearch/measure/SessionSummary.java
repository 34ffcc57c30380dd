package dev.autoresearch.measure;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.git.Git;
import dev.autoresearch.ideas.IdeasFile;
import dev.autoresearch.model.Format;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Summary;
import dev.autoresearch.session.SessionContext;
import dev.autoresearch.stats.PeerConfidence;
import java.util.ArrayList;
import java.util.List;

/** What there is to see of a session. */
public final class SessionSummary {
    private final SessionContext context;

    public SessionSummary(SessionContext context) {
        this.context = context;
    }

    public Summary now() {
        return of(context.session());
    }

    /** As it was when a segment ended, counted from 1. */
    public Summary ofSegment(int number) {
        var session = context.session();
        int count = session.segments().size();
        if (number < 1 || number > count)
            throw new Problem(
                    "there is no segment " + number + "; the session has " + Format.count(count, "segment"),
                    Hint.of("{} shows the latest", NextStep.of("status").with("--segment", String.valueOf(count))));
        return of(session.endOf(number));
    }

    private Summary of(Session session) {
        int pending = 0;
        for (var idea : new IdeasFile(context.files().ideas()).all()) if (!idea.done()) pending++;
        var repository = context.repository();
        var warnings = new ArrayList<>(context.warnings());
        warnings.addAll(Verify.warnings(session.current(), repository));
        context.removed().ifPresent(warnings::add);
        return new Summary(
                session,
                context.files().layout(),
                PeerConfidence.of(session.current()),
                repository.flatMap(Git::branch),
                pending,
                List.copyOf(warnings),
                context.files().sessions());
    }
}
