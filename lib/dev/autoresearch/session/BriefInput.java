package dev.autoresearch.session;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.ideas.PendingIdea;
import dev.autoresearch.journal.SessionDocument;
import dev.autoresearch.model.Session;
import dev.autoresearch.sweep.Sweep;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The input of a brief for the next agent: where the session stands, what to do now, what was tried.
 *
 * @param session its state
 * @param document name of the session document
 * @param words what people wrote into it
 * @param protectedPaths paths and globs that no experiment may touch
 * @param ideas pending ones in the order in which they are offered
 * @param remarks what the reader must know before anything else, such as what a hook printed
 * @param attended does the reader measure by itself, with the command line? Else it edits and stops, and a loop measures
 */
public record BriefInput(
        Session session,
        String document,
        String words,
        List<String> protectedPaths,
        List<PendingIdea> ideas,
        List<String> remarks,
        boolean attended) {

    public BriefInput {
        ideas = List.copyOf(ideas);
        remarks = List.copyOf(remarks);
    }

    /**
     * From the session as it is now.
     *
     * @throws Problem when there is no session, or it is a sweep
     */
    public static BriefInput of(SessionContext context, boolean attended) {
        var session = context.begun();
        if (Sweep.isIn(session.setup()))
            throw new Problem(
                    "the session here is a sweep, in which there is nothing to edit: " + session.setup(),
                    Hint.of(
                            "{} has its best values, {} tries more",
                            NextStep.of("status"),
                            NextStep.of("sweep", "NAME=VALUE,VALUE", "…")));
        var files = context.files();
        return new BriefInput(
                session,
                files.root().relativize(files.document()).toString(),
                new SessionDocument(files).words(),
                new Protection(context).paths(session),
                PendingIdea.inOrder(context.ideas(), session.runs()),
                List.of(),
                attended);
    }

    public BriefInput remarks(List<String> remarks) {
        return new BriefInput(session, document, words, protectedPaths, ideas, remarks, attended);
    }

    /** The same without ideas of these texts, which other agents try at this moment. */
    public BriefInput without(Set<String> taken) {
        var left = ideas.stream()
                .filter(pending -> !taken.contains(pending.idea().text()))
                .toList();
        return new BriefInput(session, document, words, protectedPaths, left, remarks, attended);
    }

    /** The backlog's idea that the brief offers: the first pending one, once there is a baseline to compare it with. */
    public Optional<PendingIdea> offered() {
        return session.current().hasIncumbent() ? ideas.stream().findFirst() : Optional.empty();
    }
}
