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
import dev.autoresearch.model.Settlement;
import dev.autoresearch.session.AgentTree;
import dev.autoresearch.session.AgentTree.AgentChanges;
import dev.autoresearch.session.SessionContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where an agent works and its candidate is measured: the user's own tree, or a {@link WorktreeWorkspace}. One agent
 * at a time works here. After a kill everything in it can be found again, and {@link #ready} leaves it as the
 * incumbent is.
 */
class Workspace {
    final SessionContext context;

    final AgentTree tree;

    /** The user's own tree. */
    Workspace(SessionContext context) {
        this(context, new AgentTree(context));
    }

    Workspace(SessionContext context, AgentTree tree) {
        this.context = context;
        this.tree = tree;
    }

    /** Leaves nothing of a dead loop here, and refuses to begin where nothing could be measured by this plan. */
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

    /** Makes it as the incumbent is, and notes for which iteration. */
    void open(String loop, int iteration) {
        tree.lend(loop, iteration);
    }

    /** Its number among those of a loop, from 1; 0 for the user's own tree. */
    int number() {
        return context.site().map(SessionContext.Site::slot).orElse(0);
    }

    /** The full id of the commit that the edits here began at. */
    String base() {
        return context.git(context.begun()).map(Git::head).orElse("");
    }

    /** The session root here: the folder that the agent starts in. */
    Path folder() {
        return context.tree();
    }

    /** Takes stock when the agent has ended. Everything it left is stored by then, and its edits are still here. */
    AgentChanges takeBack() {
        return tree.takeBack();
    }

    /** Brings a stored candidate here, to go on with it. */
    void bring(String stored) {
        tree.bring(stored);
    }

    /**
     * Measures what is here against the incumbent, decides, records; afterwards it is kept, or gone from here.
     *
     * @param entry its status is decided here and must not be given
     */
    Attempt attempt(LogEntry entry, Plan plan) {
        return context.inSession("attempt", true, () -> new AttemptRunner(context, plan).attempt(entry, Change.NONE));
    }

    /**
     * Brings what was kept onto a branch that has moved on meanwhile, and measures it again. To be called when no agent
     * works here.
     *
     * @return what came of it; empty when there was no need, or when that was tried already on the same commit
     */
    Optional<Attempt> catchUp(Plan plan) {
        return Optional.empty();
    }

    /** Does work on the incumbent's tree as it is here, which has no changes then; what it commits is the next incumbent. */
    List<Settlement> settle(Function<SessionContext, List<Settlement>> work) {
        return context.inSession("settle", false, () -> tree.dirty().isEmpty() ? work.apply(context) : List.of());
    }

    void clear() {
        tree.clear();
    }

    /**
     * This iteration is over.
     *
     * @param settled was the candidate recorded as a run, so that it need not be stored twice?
     */
    void close(boolean settled) {
        tree.close(settled);
    }
}
