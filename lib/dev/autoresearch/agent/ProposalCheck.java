package dev.autoresearch.agent;

import dev.autoresearch.model.Proposal;
import dev.autoresearch.model.Proposal.End;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Status;
import dev.autoresearch.process.CommandResult;
import dev.autoresearch.session.AgentTree.AgentChanges;
import dev.autoresearch.session.Glob;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the journal's line of what an agent proposed: a candidate, or why there is none. */
final class ProposalCheck {
    private static final int DESCRIPTION = 100;
    private static final int NAMES = 5;

    private final List<Glob> scope;

    ProposalCheck(List<Glob> scope) {
        this.scope = scope;
    }

    /** The line; {@code head} is the incumbent's full id. */
    Proposal of(AgentProposal proposed, Session session, String head) {
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
        var outside = new ArrayList<>(left.outside());
        if (!scope.isEmpty()) for (var path : left.edited()) if (!isInScope(path)) outside.add(path);
        return outside;
    }

    /** A later glob that begins with {@code !} takes out again. */
    private boolean isInScope(String path) {
        boolean inside = scope.get(0).lifts();
        for (var glob : scope) if (glob.matches(Path.of(path))) inside = !glob.lifts();
        return inside;
    }

    /** The run that tried this tree against this incumbent in vain; a crash may be chance, two of them are none. */
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
