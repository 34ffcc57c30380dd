package dev.autoresearch.agent;

import dev.autoresearch.Problem;
import dev.autoresearch.git.PendingKeeps;
import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.LogEntry;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.session.Recovery;
import dev.autoresearch.session.SessionContext;
import java.util.Optional;

/**
 * What was kept while the user's branch moved on as well, brought onto that branch and measured again. It was a gain
 * already, so it only has to be no worse for what is new there; where it is, it waits on, as before.
 */
final class KeepRebase {
    private static final double NO_WORSE = 0.01;

    private final SessionContext context;
    private final PendingKeeps kept;
    private String tried = "";

    KeepRebase(SessionContext context, PendingKeeps kept) {
        this.context = context;
        this.kept = kept;
    }

    Optional<Attempt> in(WorktreeWorkspace workspace, Plan plan) {
        // one measurement would have to be better than that of the very same change
        if (plan.rule().equals(Plan.SINGLE)) return Optional.empty();
        var overtaken = kept.overtaken();
        if (overtaken.isEmpty() || tried.equals(kept.tip())) return Optional.empty();
        tried = kept.tip();
        workspace.begin();
        kept.passOver(overtaken);
        try {
            return Optional.of(again(workspace, overtaken.get(), plan.tolerance(NO_WORSE)));
        } catch (Problem refused) {
            if (refused.exit() == Problem.INTERRUPTED) throw refused;
            // a branch on which nothing can be measured ends no loop
            context.notice("what was kept cannot be measured again on the branch that moved on, so it waits on: "
                    + refused.getMessage());
            return Optional.empty();
        } finally {
            kept.passOver(Optional.empty());
        }
    }

    private Attempt again(WorktreeWorkspace workspace, String commit, Plan plan) {
        workspace.beginBefore(commit);
        var git = workspace.git();
        // another commit takes its place on the branch, and a run names it
        git.refs().hold(Recovery.ref("overtaken/" + commit), commit);
        git.restore(commit);
        var entry = LogEntry.of(git.subject(commit) + ", on top of commit " + SafeText.shortId(tried));
        var attempt = workspace.attempt(WorktreeWorkspace.withIdea(context.session(), entry, "what follows"), plan);
        if (attempt.kept() || !attempt.measured()) kept.forget(commit);
        return attempt;
    }
}
