package dev.autoresearch.agent;

import dev.autoresearch.Problem;
import dev.autoresearch.agent.AgentRunner.AgentProposal;
import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.Idea;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.LogEntry;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Proposal;
import dev.autoresearch.model.Proposal.End;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Status;
import dev.autoresearch.process.CommandResult;
import dev.autoresearch.session.AgentTree.AgentChanges;
import dev.autoresearch.session.Glob;
import dev.autoresearch.session.Hooks;
import dev.autoresearch.session.SessionContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Records what agents propose, one after the other: a candidate is measured, everything else is put away. */
final class ProposalRecorder {
    private static final int MOST_REFUSALS = 3;
    private static final int DESCRIPTION = 100;
    private static final int NAMES = 5;

    private final SessionContext context;
    private final Plan plan;
    private final LoopListener listener;
    private final LoopControl control;
    private final List<Glob> scope;
    private int refusals;
    private Optional<String> hookRemark = Optional.empty();

    ProposalRecorder(SessionContext context, Agent agent, Plan plan, LoopListener listener, LoopControl control) {
        this.context = context;
        this.plan = plan;
        this.listener = listener;
        this.control = control;
        this.scope = agent.globs(context.files().root());
    }

    /**
     * Brings an iteration to its end.
     *
     * @return whether it got there; a candidate whose measuring was interrupted waits for the next start
     */
    boolean settle(AgentProposal proposed) {
        var workspace = proposed.task().workspace();
        var proposal = line(proposed, context.session(), workspace.base());
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
        if (context.files().layout() != Layout.OPENCLAW) return entry;
        return entry.idea(
                proposal.ideas().stream().findFirst().orElse("something else than: " + proposal.description()));
    }

    /** An idea that waits or was tried already is not written twice. */
    private void remember(String text) {
        if (context.ideas().stream().noneMatch(idea -> idea.text().equals(text))) context.addIdea(text);
    }

    /** The offered idea was tried; the backlog may have been edited meanwhile. */
    private void tick(Idea offered) {
        context.ideas().stream()
                .filter(idea -> !idea.done() && idea.text().equals(offered.text()))
                .findFirst()
                .ifPresent(idea -> context.ideaDone(idea.number()));
    }

    /** The journal's line of a proposal: a candidate, or why there is none; {@code head} is the incumbent's full id. */
    private Proposal line(AgentProposal proposed, Session session, String head) {
        var notes = new ArrayList<>(proposed.left().remarks());
        var end = end(proposed, session, head, notes);
        var task = proposed.task();
        var reply = proposed.reply();
        return new Proposal(
                task.loop(),
                task.iteration(),
                proposed.started(),
                proposed.seconds(),
                end,
                description(proposed),
                reply.hypothesis(),
                reply.learned(),
                reply.ideas(),
                reply.asi(),
                reply.costUsd(),
                String.join("; ", notes),
                proposed.left().tree(),
                proposed.left().stored(),
                task.workspace().number());
    }

    private static String description(AgentProposal proposed) {
        var reply = proposed.reply();
        if (!reply.description().isEmpty()) return reply.description();
        var message = proposed.left().message().filter(text -> !text.isBlank());
        var shortened = AgentOutput.bounded(message.orElse(reply.lastLine()), DESCRIPTION);
        return shortened.isEmpty() ? "iteration " + proposed.task().iteration() : shortened;
    }

    private End end(AgentProposal proposed, Session session, String head, List<String> notes) {
        var left = proposed.left();
        if (proposed.result().isEmpty()) return End.INTERRUPTED;
        var result = proposed.result().get();
        if (!result.passed()) return failed(result, left, notes);
        if (left.moved()) return End.MOVED_HEAD;
        if (!left.touched().isEmpty()) {
            notes.add("you edited what measures, which was put back: " + SafeText.names(left.touched(), NAMES, 80));
            return End.PROTECTED;
        }
        var outside = outside(left);
        if (!outside.isEmpty()) {
            notes.add("you edited files outside the scope, so everything was put back: "
                    + SafeText.names(outside, NAMES, 80));
            return End.OUTSIDE_SCOPE;
        }
        if (left.edited().isEmpty()) return left.runs() > 0 ? End.ATTEMPTED : End.NO_EDIT;
        var before = earlier(session, head, left.tree());
        if (before.isEmpty()) return End.CANDIDATE;
        notes.add("run " + before.get().number() + " was exactly the same tree, in vain: "
                + SafeText.line(before.get().description(), DESCRIPTION));
        return End.REPEATED;
    }

    private static End failed(CommandResult result, AgentChanges left, List<String> notes) {
        var how = result.timedOut()
                ? "the agent was ended by its time limit"
                : "the agent failed with exit code " + result.exitCode().orElse(-1);
        notes.add(how + lastLine(result) + (left.isClean() ? "" : ", and its edits were put back"));
        return result.timedOut() ? End.TIMED_OUT : End.FAILED;
    }

    /** What it said at last is most likely why. */
    private static String lastLine(CommandResult result) {
        var lines = result.tail().strip().split("\n");
        var last = AgentOutput.bounded(lines[lines.length - 1], DESCRIPTION);
        return last.isEmpty() ? "" : " (" + last + ")";
    }

    private List<String> outside(AgentChanges left) {
        var edited = left.edited().stream().filter(path -> !scope.isEmpty() && !isInScope(path));
        return Stream.concat(left.outside().stream(), edited).toList();
    }

    /** A later glob that begins with {@code !} takes out again. */
    private boolean isInScope(String path) {
        boolean inside = scope.get(0).lifts();
        for (var glob : scope) if (glob.matches(Path.of(path))) inside = !glob.lifts();
        return inside;
    }

    /** The run that tried this tree against this incumbent in vain. One crash may be chance, two are not. */
    private static Optional<Run> earlier(Session session, String head, String tree) {
        boolean failed = false;
        for (var run : session.runs()) {
            if (run.kept()) continue;
            var tried = run.evidence().tried();
            boolean same = tried.isPresent()
                    && tried.get().tree().equals(tree)
                    && tried.get().commit().equals(head);
            if (same && (run.status() == Status.DISCARD || failed)) return Optional.of(run);
            failed |= same;
        }
        return Optional.empty();
    }
}
