package dev.autoresearch.agent;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.ideas.IdeasFile.Idea;
import dev.autoresearch.ideas.PendingIdea;
import dev.autoresearch.journal.SessionDocument;
import dev.autoresearch.session.Protection;
import dev.autoresearch.session.SessionContext;
import dev.autoresearch.sweep.Sweep;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What the next agent is told: where the session stands, the one thing to do now, what was tried. It looks at the session
 * once, when it is made.
 */
public final class BriefBuilder {
    private final BriefInput situation;

    /**
     * For an agent that edits the tree and stops, while a loop measures and records.
     *
     * @throws Problem when there is no session
     */
    public BriefBuilder(SessionContext shop) {
        this(shop, false);
    }

    /**
     * Told to either kind of reader.
     *
     * @param attended does the reader measure and record by itself, with the command line?
     * @throws Problem when there is no session
     */
    public BriefBuilder(SessionContext shop, boolean attended) {
        this(shop, attended, Set.of());
    }

    /** @param taken texts of ideas that other agents try at this moment, so that they are not offered */
    BriefBuilder(SessionContext shop, boolean attended, Set<String> taken) {
        var session = shop.begun();
        if (Sweep.isIn(session.setup()))
            throw new Problem(
                    "the session here is a sweep, in which there is nothing to edit: " + session.setup(),
                    Hint.of(
                            "{} has its best values, {} tries more",
                            NextStep.of("status"),
                            NextStep.of("sweep", "NAME=VALUE,VALUE", "…")));
        situation = new BriefInput(
                session,
                shop.files().root().relativize(shop.files().document()).toString(),
                new SessionDocument(shop.files()).words(),
                new Protection(shop).paths(session),
                PendingIdea.inOrder(shop.ideas(), session.runs()).stream()
                        .filter(offer -> !taken.contains(offer.idea().text()))
                        .toList(),
                List.of(),
                attended);
    }

    /**
     * The brief as Markdown, at most 12 KiB of UTF-8.
     *
     * @param remarks what the reader must know first: what a hook printed, why the last edit was refused
     */
    public String text(List<String> remarks) {
        return text(remarks, NextStep::shell);
    }

    /** The same with commands in these words. */
    public String text(List<String> remarks, Function<NextStep, String> phrase) {
        return Brief.of(
                new BriefInput(
                        situation.session(),
                        situation.document(),
                        situation.words(),
                        situation.protectedPaths(),
                        situation.offers(),
                        List.copyOf(remarks),
                        situation.attended()),
                phrase);
    }

    /** The backlog's idea that the brief offers; empty when the search is free. */
    public Optional<Idea> offered() {
        return Brief.offered(situation).map(offer -> offer.idea());
    }
}
