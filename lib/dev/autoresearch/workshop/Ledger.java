package dev.autoresearch.workshop;

import dev.autoresearch.Problem;
import dev.autoresearch.journal.Checkpoint;
import dev.autoresearch.journal.Ideas;
import dev.autoresearch.journal.Journal;
import dev.autoresearch.journal.SecondName;
import dev.autoresearch.journal.SessionDocument;
import dev.autoresearch.model.Event;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Session;
import dev.autoresearch.stats.PeerConfidence;
import dev.autoresearch.view.ResumeView;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The journal, and what is kept true after it: the checkpoint and our section of the session document. */
final class Ledger {
    private final Workshop shop;
    private final Journal journal;
    private Optional<SecondName> second = Optional.empty();

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

    /** From here on the journal outlives whatever removes it from the work tree. */
    void hold() {
        if (second.isEmpty()) second = secondName();
        second.ifPresent(SecondName::keep);
    }

    /** Where the journal is found when its own name was removed; empty without git. */
    private Optional<SecondName> secondName() {
        var file = shop.files().journal();
        return shop.home().map(git -> {
            var place = git.prefix() + shop.files().root().relativize(file);
            var id = UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8));
            return new SecondName(file, git.folder().resolve("autoresearch/journals/" + id + ".jsonl"));
        });
    }

    /** How to get back a journal that was removed, if there is one. */
    Optional<String> removed() {
        var file = shop.files().journal();
        if (Files.exists(file)) return Optional.empty();
        return secondName()
                .flatMap(SecondName::left)
                .map(left -> "the journal was removed, and git's folder has it still: cp " + left + " " + file);
    }

    /** Appends events, durably; the checkpoint follows. */
    void append(List<? extends Event> events) {
        if (second.isPresent() && second.get().bringBack())
            shop.notice("the journal was removed meanwhile, and is back");
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
        if (begins) second.ifPresent(SecondName::keep);
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
