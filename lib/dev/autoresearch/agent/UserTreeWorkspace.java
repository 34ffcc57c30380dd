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
import java.nio.file.Path;

/** The user's own tree as the only workplace. */
final class UserTreeWorkspace implements Workspace {
    private final SessionContext context;
    private final AgentTree tree;

    UserTreeWorkspace(SessionContext context) {
        this.context = context;
        this.tree = new AgentTree(context);
    }

    @Override
    public void ready(Plan plan) {
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
    public Attempt baseline(Plan plan) {
        return attempt(LogEntry.of("baseline"), plan);
    }

    @Override
    public void open(String loop, int iteration) {
        tree.lend(loop, iteration);
    }

    @Override
    public int slot() {
        return 0;
    }

    @Override
    public String base() {
        return context.git().map(Git::head).orElse("");
    }

    @Override
    public Path folder() {
        return context.files().root();
    }

    @Override
    public AgentTree tree() {
        return tree;
    }

    @Override
    public Attempt attempt(LogEntry entry, Plan plan) {
        return context.inSession("attempt", true, () -> new AttemptRunner(context, plan).attempt(entry, Change.NONE));
    }
}
