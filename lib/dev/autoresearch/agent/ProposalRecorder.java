package dev.autoresearch.agent;

import dev.autoresearch.Problem;
import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.Idea;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.LogEntry;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Proposal;
import dev.autoresearch.model.Proposal.End;
import dev.autoresearch.model.Run;
import dev.autoresearch.session.Hooks;
import dev.autoresearch.session.SessionContext;
import java.util.Optional;

/** Records what agents propose, one after the other: a candidate is measured, everything else is put away. */
final class ProposalRecorder {
    private static final int MOST_REFUSALS = 3;

    private final SessionContext context;
    private final Plan plan;
    private final LoopListener listener;
    private final LoopControl control;
    private final ProposalCheck check;
    private int refusals;
    private Optional<String> hookRemark = Optional.empty();

    ProposalRecorder(SessionContext context, Agent agent, Plan plan, LoopListener listener, LoopControl control) {
        this.context = context;
        this.plan = plan;
        this.listener = listener;
        this.control = control;
        this.check = new ProposalCheck(agent.globs(context.files().root()));
    }

    /**
     * Brings an iteration to its end.
     *
     * @return whether it got there; a candidate whose measuring was interrupted waits for the next start
     */
    boolean settle(AgentProposal proposed) {
        var workspace = proposed.task().workspace();
        var proposal = check.of(proposed, context.session(), workspace.base());
        context.appendStep(proposal);
        for (var idea : proposal.ideas()) remember(idea);
        if (proposal.end() != End.CANDIDATE) {
            if (!proposed.left().isClean()) workspace.clear();
            workspace.close(proposal.end() == End.REPEATED);
            if (proposal.end() == End.ATTEMPTED) proposed.task().offered().ifPresent(this::tick);
            listener.step(proposal, Optional.empty());
            return proposal.end() != End.INTERRUPTED;
        }
        return attempt(
                proposal,
                workspace,
                proposed.left().message().isEmpty(),
                proposed.task().offered());
    }

    /** What the person's hook printed after the last run; given once. */
    Optional<String> hookRemark() {
        var remark = hookRemark;
        hookRemark = Optional.empty();
        return remark;
    }

    /** Goes on with a candidate that an interruption kept from being measured. */
    boolean resume(Proposal proposal, Workspace workspace) {
        workspace.open(proposal.loop(), proposal.iteration());
        workspace.bring(proposal.stored().orElseThrow().commit());
        return attempt(proposal, workspace, true, Optional.empty());
    }

    /** Measures again what was kept on a base that is the user's no more. False when that was interrupted. */
    boolean catchUp(Workspace workspace) {
        try {
            workspace.catchUp(plan).ifPresent(listener::aside);
            return true;
        } catch (Problem problem) {
            if (isInterruption(problem)) return false;
            throw problem;
        }
    }

    private boolean isInterruption(Problem problem) {
        return problem.exit() == Problem.INTERRUPTED || control.stopped();
    }

    private boolean attempt(Proposal proposal, Workspace workspace, boolean forget, Optional<Idea> offered) {
        listener.measuring(proposal);
        Attempt attempt;
        try {
            attempt = workspace.attempt(entry(proposal), plan);
        } catch (Problem problem) {
            return refused(proposal, workspace, problem);
        }
        refusals = 0;
        if (!attempt.measured()) context.appendStep(proposal.ended(End.NO_EDIT, "your edits left the tree as it was"));
        workspace.close(forget && attempt.measured());
        hookRemark = attempt.run().flatMap(new Hooks(context)::after);
        offered.ifPresent(this::tick);
        listener.step(proposal, Optional.of(attempt));
        return true;
    }

    private boolean refused(Proposal proposal, Workspace workspace, Problem problem) {
        var ended = proposal.ended(End.REFUSED, AgentOutput.bounded(String.valueOf(problem.getMessage()), 500));
        boolean interrupted = isInterruption(problem);
        boolean wasInterrupted = Thread.interrupted();
        try {
            workspace.clear();
            if (!interrupted) context.appendStep(ended);
            workspace.close(false);
        } catch (Problem second) {
            problem.addSuppressed(second);
            throw problem;
        } finally {
            if (wasInterrupted) Thread.currentThread().interrupt();
        }
        if (interrupted) return false;
        if (++refusals >= MOST_REFUSALS) throw problem;
        listener.step(ended, Optional.empty());
        return true;
    }

    private LogEntry entry(Proposal proposal) {
        var entry = LogEntry.of(proposal.description());
        for (var note : proposal.asi().entrySet())
            if (!note.getKey().equals(Run.REMARK)) entry = entry.asi(note.getKey(), note.getValue());
        if (!proposal.note().isEmpty()) entry = entry.asi(Run.REMARK, proposal.note());
        if (!proposal.hypothesis().isEmpty()) entry = entry.asi("hypothesis", proposal.hypothesis());
        if (!proposal.learned().isEmpty()) entry = entry.asi("learned", proposal.learned());
        entry = entry.asi("iteration", proposal.iteration());
        boolean wantsIdea = context.files().layout() == Layout.OPENCLAW;
        return wantsIdea ? entry.idea(idea(proposal)) : entry;
    }

    private static String idea(Proposal proposal) {
        return proposal.ideas().isEmpty()
                ? "something else than: " + proposal.description()
                : proposal.ideas().get(0);
    }

    /** An idea that waits or was tried already is not written twice. */
    private void remember(String text) {
        for (var idea : context.ideas()) if (idea.text().equals(text)) return;
        context.addIdea(text);
    }

    /** The offered idea was tried; the backlog may have been edited meanwhile. */
    private void tick(Idea offered) {
        for (var idea : context.ideas())
            if (!idea.done() && idea.text().equals(offered.text())) {
                context.ideaDone(idea.number());
                return;
            }
    }
}
