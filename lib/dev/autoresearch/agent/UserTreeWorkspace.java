package dev.autoresearch.agent;

import dev.autoresearch.Change;
import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.git.Git;
import dev.autoresearch.measure.AttemptRunner;
import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.LogEntry;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.session.AgentTree;
import dev.autoresearch.session.SessionContext;

/** The user's own tree. */
final class UserTreeWorkspace extends Workspace {
    UserTreeWorkspace(SessionContext context) {
        super(context, new AgentTree(context));
    }

    @Override
    void ready(Plan plan) {
        tree.recover();
        var dirty = tree.dirty();
        if (!dirty.isEmpty())
            throw new Problem(
                    "the tree has changes that are not committed: " + SafeText.line(String.join(", ", dirty), 200),
                    Hint.of(
                            "try them:   {}\nor commit or stash them, then start the loop again\n"
                                    + "or leave them: {} lets the agent work in a worktree of its own",
                            NextStep.attempt("what they do"),
                            NextStep.option("--isolated", "")));
        new AttemptRunner(context, plan).refuseUnready();
    }

    @Override
    String base() {
        return context.git().map(Git::head).orElse("");
    }

    @Override
    Attempt attempt(LogEntry entry, Plan plan) {
        return context.inSession("attempt", true, () -> new AttemptRunner(context, plan).attempt(entry, Change.NONE));
    }
}
