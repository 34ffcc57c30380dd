package dev.autoresearch.session;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.git.Git;
import dev.autoresearch.journal.Checkpoint;
import dev.autoresearch.journal.Journal;
import dev.autoresearch.journal.JournalBackup;
import dev.autoresearch.journal.SessionDocument;
import dev.autoresearch.journal.SessionFiles;
import dev.autoresearch.model.Event;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Session;
import dev.autoresearch.process.ShellWords;
import dev.autoresearch.stats.PeerConfidence;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The journal, and what is kept true after it: the checkpoint and our section of the session document. */
final class SessionStore {
    private static final NextStep INIT = NextStep.of("init").with("-n", "NAME").with("-m", "METRIC");

    private final SessionContext context;
    private final Journal journal;
    private volatile boolean held;

    SessionStore(SessionContext context) {
        this(context, false);
    }

    private SessionStore(SessionContext context, boolean held) {
        this.context = context;
        this.journal = new Journal(context.files().journal(), context.files().layout());
        this.held = held;
    }

    SessionStore of(SessionContext other) {
        return new SessionStore(other, held);
    }

    /** The state after every line of the journal; in the OpenClaw layout also a run that its checkpoint holds. */
    Session session() {
        if (held) bringBack();
        return Checkpoint.withPendingRun(context.files(), journal.session());
    }

    Session begun() {
        var session = session();
        if (session.initialized()) return session;
        if (session.totalRuns() > 0)
            throw new Problem(
                    "the journal has runs, but no config line that says what is measured",
                    Hint.of("{} begins a segment after them", INIT));
        throw noSession();
    }

    private Problem noSession() {
        var others = context.files().sessions().others();
        return new Problem(
                "there is no session "
                        + context.files().name().map(one -> one + " ").orElse("") + "in "
                        + context.files().root() + (others.isEmpty() ? "" : "; there is " + others),
                Hint.of(
                        "{} begins one"
                                + (others.isEmpty() || context.files().name().isPresent()
                                        ? ""
                                        : "; --session NAME goes on with a named one")
                                + removed().map(how -> "\n" + how).orElse(""),
                        INIT));
    }

    List<String> warnings() {
        var warnings = new ArrayList<>(journal.warnings());
        if (journal.torn().length > 0)
            warnings.add("the journal ends in a torn line; the next command that writes moves it aside");
        return warnings;
    }

    /** From here on the journal has a second name in git's folder, and survives its removal from the tree. */
    void hold() {
        var file = context.files().journal();
        if (!Files.exists(file)) return;
        // only git knows where that name is, and every command that changes anything comes along here
        if (!JournalBackup.isHeld(file)) secondName().ifPresent(JournalBackup::keep);
        held |= JournalBackup.isHeld(file);
    }

    /** Gets back a journal that was removed, if it can be; returns whether it did. */
    boolean bringBack() {
        if (Files.exists(context.files().journal())) return false;
        boolean isBack = secondName().filter(JournalBackup::bringBack).isPresent();
        if (isBack) context.notice("the journal was removed meanwhile, and is back");
        return isBack;
    }

    private Optional<JournalBackup> secondName() {
        return git().map(git -> secondName(git, context.files().journal()));
    }

    private Optional<Git> git() {
        try {
            return context.home();
        } catch (Problem refused) {
            // a command that needs git fails with this problem; the journal is as safe as any file
            return Optional.empty();
        }
    }

    /** Where a journal is found when its own name was removed. */
    private JournalBackup secondName(Git git, Path file) {
        var place = git.prefix() + context.files().root().relativize(file);
        var id = UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8));
        return new JournalBackup(file, git.folder().resolve("autoresearch/journals/" + id + ".jsonl"));
    }

    /** How to get back a journal that was removed, if there is one. */
    Optional<String> removed() {
        var files = context.files();
        if (Files.exists(files.journal())) return Optional.empty();
        var git = git();
        // what showed the layout is gone as well
        for (var layout : git.isPresent() ? Layout.values() : new Layout[0]) {
            var file = new SessionFiles(files.root(), layout, files.name()).journal();
            var second = secondName(git.get(), file);
            var left = second.left();
            var older = second.hasOlder() ? "\nthose before a reset are beside it, numbered" : "";
            if (left.isPresent()) return Optional.of(toBringBack(left.get(), file) + older);
        }
        return Optional.empty();
    }

    private static String toBringBack(Path left, Path file) {
        var folder = ShellWords.quoted(file.resolveSibling("").toString());
        return "the journal was removed, and git's folder has it still: "
                + (Files.isDirectory(file.resolveSibling("")) ? "" : "mkdir -p " + folder + " && ")
                + "cp " + ShellWords.quoted(left.toString()) + " " + ShellWords.quoted(file.toString());
    }

    /** Appends events, durably; the checkpoint follows. */
    void append(List<? extends Event> events) {
        if (held) bringBack();
        var repaired = journal.append(events);
        if (!repaired.isEmpty()) context.notice(repaired);
        var session = journal.session();
        Checkpoint.update(
                context.files(),
                session,
                PeerConfidence.of(session.current()),
                context.clock().millis());
        boolean begins = events.stream().anyMatch(Event.Begin.class::isInstance);
        boolean logged = events.stream().anyMatch(Run.class::isInstance);
        if (begins) hold();
        if (begins || logged) document(begins);
    }

    /** Keeps our section of the session document true. Nothing that is wrong with it undoes what was logged. */
    void document(boolean begins) {
        if (!journal.session().initialized()) return;
        try {
            new SessionDocument(context.files())
                    .update(context.resume(), begins)
                    .ifPresent(context::notice);
        } catch (Problem unreadable) {
            context.notice("the session document was left as it is: " + unreadable.getMessage());
        }
    }
}
