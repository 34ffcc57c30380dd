package dev.autoresearch.workshop;

import dev.autoresearch.Problem;
import dev.autoresearch.journal.Checkpoint;
import dev.autoresearch.journal.Ideas;
import dev.autoresearch.journal.Journal;
import dev.autoresearch.journal.SessionDocument;
import dev.autoresearch.model.Event;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Session;
import dev.autoresearch.stats.PeerConfidence;
import dev.autoresearch.view.ResumeView;
import java.util.ArrayList;
import java.util.List;

/** The journal, and what is kept true after it: the checkpoint and our section of the session document. */
final class Ledger {
    private final Workshop shop;
    private final Journal journal;

    /** The journal of the files that the workshop has now. */
    Ledger(Workshop shop) {
        this.shop = shop;
        this.journal = new Journal(shop.files().journal(), shop.files().layout());
    }

    /** The state after every line of the journal; in the OpenClaw layout also a run that its checkpoint holds. */
    Session session() {
        return Checkpoint.withPendingRun(shop.files(), journal.session());
    }

    /** What a person should know about the journal. */
    List<String> warnings() {
        var warnings = new ArrayList<>(journal.warnings());
        if (journal.torn().length > 0)
            warnings.add("the journal ends in a torn line; the next command that writes moves it aside");
        return warnings;
    }

    /** Appends events, durably; the checkpoint follows. */
    void append(List<? extends Event> events) {
        var repaired = journal.append(events);
        if (!repaired.isEmpty()) shop.notice(repaired);
        var session = journal.session();
        Checkpoint.update(
                shop.files(),
                session,
                PeerConfidence.of(session.current()),
                shop.clock().millis());
        boolean begins = false;
        boolean logged = false;
        for (var event : events) {
            begins |= event instanceof Event.Begin;
            logged |= event instanceof Run;
        }
        if (begins || logged) document(begins);
    }

    /** Keeps our section of the session document true. Nothing that is wrong with it undoes what was logged. */
    void document(boolean begins) {
        var session = journal.session();
        if (!session.initialized()) return;
        try {
            var section = ResumeView.render(
                    session, new Ideas(shop.files().ideas()).all(), shop.files().name());
            new SessionDocument(shop.files()).update(section, begins).ifPresent(shop::notice);
        } catch (Problem unreadable) {
            shop.notice("the session document was left as it is: " + unreadable.getMessage());
        }
    }
}
