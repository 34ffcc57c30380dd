package dev.autoresearch.session;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.git.Git;
import dev.autoresearch.journal.IdeasFile;
import dev.autoresearch.json.Json;
import dev.autoresearch.model.Event;
import dev.autoresearch.model.Evidence;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.LogEntry;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Measurement.Outcome;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Segment;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Status;
import dev.autoresearch.model.TreeState;
import dev.autoresearch.stats.PeerConfidence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Records a run: the tree is kept or put away, and the journal says so. */
public final class RunRecorder {
    private final SessionContext context;
    private final Recovery recovery;
    private final Protection protection;

    public RunRecorder(SessionContext context) {
        this.context = context;
        this.recovery = new Recovery(context);
        this.protection = new Protection(context);
    }

    /** Logs the pending run; the caller holds the lock. */
    public Run record(Session session, LogEntry entry, Optional<Judgement> judgement) {
        var pending = session.loggable();
        if (pending.isEmpty() && entry.metric().isEmpty())
            throw new Problem(
                    "there is no run to log",
                    Hint.of(
                            "{} measures one; --metric VALUE logs a value that was measured elsewhere",
                            NextStep.of("run")));
        var status = entry.status().orElseGet(() -> defaultStatus(pending));
        refuse(session, entry, status);
        var git = context.git(session);
        if (status != Status.KEEP) return putAway(session, entry, judgement, status, git);
        var run = keep(session, entry, judgement, git);
        boolean judged = judgement.isPresent() && session.current().best().isPresent();
        if (!judged) new GuardCheck(context, session).warn(session, pending);
        return run;
    }

    /** Logs what cannot be measured: it is put away, and stored already. Its trial is open; the caller holds the lock. */
    public Run discard(Session session, LogEntry entry, Judgement judgement, Event.Stored stored) {
        refuse(session, entry, Status.DISCARD);
        return append(session, entry, Status.DISCARD, Optional.of(judgement), Optional.of(stored));
    }

    private static Status defaultStatus(Optional<Measurement> pending) {
        if (pending.isEmpty() || pending.get().passed()) return Status.KEEP;
        return pending.get().outcome() == Outcome.CHECKS_FAILED ? Status.CHECKS_FAILED : Status.CRASH;
    }

    private void refuse(Session session, LogEntry entry, Status status) {
        if (status == Status.KEEP && session.loggable().isPresent()) refuseKeep(session, entry);
        if (status == Status.KEEP) protection.refuseTouched(session);
        if (entry.idea().filter(String::isBlank).isPresent())
            throw new Problem("an idea needs a text", "-i \"what to try next\", or leave -i out");
        if (status == Status.DISCARD
                && session.setup().layout() == Layout.OPENCLAW
                && entry.idea().isEmpty())
            throw new Problem(
                    "a discard in an OpenClaw session needs an idea", "say what to try instead: -i \"another way\"");
    }

    private static void refuseKeep(Session session, LogEntry entry) {
        var pending = session.loggable().orElseThrow();
        if (pending.outcome() == Outcome.CHECKS_FAILED)
            throw new Problem(
                    "the checks failed, so this run cannot be kept",
                    Hint.of("{} records it as checks_failed", NextStep.of("log").text("-d", "what you changed")));
        if (!pending.passed())
            throw new Problem(
                    "the run failed (" + pending.ending() + "), so it cannot be kept",
                    Hint.of("{} records it as a crash", NextStep.of("log").text("-d", "what you changed")));
        if (pending.primary().isEmpty() && entry.metric().isEmpty())
            throw new Problem(
                    "the run printed no METRIC " + session.metric().name() + ", so there is nothing to keep it by",
                    Hint.of(
                            "give the value: --metric 123; or record it: {}",
                            NextStep.of("log").with("-s", "discard").text("-d", "…")));
    }

    private void addIdea(LogEntry entry) {
        if (entry.idea().isEmpty()) return;
        var all = context.ideas();
        var text = entry.idea().get().strip();
        // a log that was repeated after a failure must not write its idea twice
        if (all.isEmpty() || !all.get(all.size() - 1).text().equals(text))
            new IdeasFile(context.files().ideas()).add(text);
    }

    private Run keep(Session session, LogEntry entry, Optional<Judgement> judgement, Optional<Git> git) {
        if (git.isEmpty()) return append(session, entry, Status.KEEP, judgement, Optional.empty());
        var measured = measured(session, git.get());
        var tree = measured.tree();
        var head = measured.commit();
        recovery.beforeKeep(head, tree, session.totalRuns());
        String commit;
        try {
            commit = git.get().keep(tree, message(session, entry));
        } catch (Problem refused) {
            recovery.done();
            throw refused;
        }
        try {
            var run = append(session, entry, Status.KEEP, judgement, Optional.empty());
            // no branch has it yet
            context.site().ifPresent(site -> git.get().hold(site.kept(), commit));
            recovery.done();
            warnOfUncovered(git.get(), head, tree);
            return run;
        } catch (Problem unwritten) {
            throw undone(unwritten);
        }
    }

    /** A change of the ignore rules may publish files that were ignored before. */
    private void warnOfUncovered(Git git, String head, String tree) {
        try {
            var files = git.uncovered(head, tree);
            if (!files.isEmpty())
                context.notice("the kept change edits .gitignore, and has files that git may have ignored before: "
                        + SafeText.names(files) + "; look before you push it");
        } catch (Problem unknown) {
            // the run is kept already
            return;
        }
    }

    /** A commit without its line in the journal is taken back, now or by the next command. */
    private Problem undone(Problem unwritten) {
        try {
            recovery.finish();
        } catch (Problem later) {
            unwritten.addSuppressed(later);
        }
        return unwritten;
    }

    /** What is kept is exactly what was measured (I2). */
    private static TreeState measured(Session session, Git git) {
        var snapshot = git.snapshotOnHead();
        var now = snapshot.tree();
        var measured = session.loggableTree();
        if (measured.isEmpty() || measured.get().equals(now)) return snapshot;
        var after = session.loggable().flatMap(Measurement::candidate).map(TreeState::after);
        var written = git.changed(measured.get(), after.orElse(measured.get()));
        var since = git.changed(after.orElse(measured.get()), now);
        if (since.isEmpty() || written.containsAll(since))
            throw new Problem(
                    "the benchmark itself changed " + SafeText.names(written)
                            + ", so the tree is not what was measured",
                    "let git ignore what it writes (.gitignore or .git/info/exclude), then log again");
        throw new Problem(
                "the tree has changed since the run: " + SafeText.names(git.changed(measured.get(), now)),
                Hint.of(
                        "measure it as it is now:  {}, then restore and run again\nor undo these edits, then log again",
                        NextStep.of("log").with("-s", "discard").text("-d", "edited after the run")));
    }

    private Run putAway(
            Session session, LogEntry entry, Optional<Judgement> judgement, Status status, Optional<Git> git) {
        if (git.isEmpty() || git.get().dirty().isEmpty())
            return append(session, entry, status, judgement, Optional.empty());
        git.get().refuseUnready();
        var head = git.get().head();
        var id = session.loggable().map(Measurement::id).orElse("unmeasured");
        var ref = Recovery.ref(
                (session.current().index() + 1) + "-" + session.nextNumber() + "-" + SafeText.shortId(id, 8));
        var stored = git.get().store(ref, subject(entry) + "\n\n" + status.word() + " by autoresearch");
        recovery.beforePutBack(stored, head, session.totalRuns());
        var run = append(session, entry, status, judgement, Optional.of(new Event.Stored(ref, stored)));
        try {
            recovery.putBack(git.get(), stored, head);
        } catch (Problem later) {
            throw new Problem(
                            "the run is logged, but the tree is not put back yet: " + later.getMessage(),
                            later.nextSteps().and("the next run, log or attempt puts it back first"))
                    .because(later);
        }
        recovery.done();
        return run;
    }

    private Run append(
            Session session,
            LogEntry entry,
            Status status,
            Optional<Judgement> judgement,
            Optional<Event.Stored> stored) {
        var run = withConfidence(session, line(session, entry, status));
        var events = new ArrayList<Event>();
        // A pending run of OpenClaw's checkpoint is not in the journal yet.
        session.pending().filter(pending -> pending.id().equals("checkpoint")).ifPresent(events::add);
        if (status == Status.KEEP) protection.taken(session).ifPresent(events::add);
        judgement.ifPresent(events::add);
        stored.ifPresent(events::add);
        events.add(run);
        addIdea(entry);
        context.append(events);
        return context.session().lastRun().orElseThrow();
    }

    private Run line(Session session, LogEntry entry, Status status) {
        var pending = session.loggable();
        var value = value(session, entry);
        var metrics = new LinkedHashMap<String, Double>();
        if (value.isPresent()) metrics.put(session.metric().name(), value.getAsDouble());
        pending.ifPresent(measured -> measured.metrics().forEach(metrics::putIfAbsent));
        int length = context.files().layout() == Layout.SDK ? 0 : 7;
        var commit = context.repository().flatMap(git -> git.shortHead(length));
        return new Run(
                session.nextNumber(),
                commit.orElse(""),
                value.orElse(0),
                value.isPresent(),
                metrics,
                status,
                session.runs().isEmpty(),
                subject(entry),
                context.clock().millis(),
                session.current().index(),
                OptionalDouble.empty(),
                entry.asi(),
                Evidence.NONE);
    }

    private static OptionalDouble value(Session session, LogEntry entry) {
        return entry.metric().isPresent()
                ? entry.metric()
                : session.loggable().map(Measurement::primary).orElse(OptionalDouble.empty());
    }

    private static Run withConfidence(Session session, Run run) {
        var segment = session.current();
        var runs = new ArrayList<>(segment.runs());
        runs.add(run);
        return run.confidence(PeerConfidence.of(new Segment(segment.index(), segment.setup(), List.copyOf(runs))));
    }

    private static String subject(LogEntry entry) {
        return entry.description().isBlank() ? "No description" : entry.description();
    }

    private static String message(Session session, LogEntry entry) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("status", Status.KEEP.word());
        result.put(session.metric().name(), value(session, entry));
        session.loggable().ifPresent(measured -> measured.metrics().forEach(result::putIfAbsent));
        return subject(entry).strip() + "\n\nResult: " + Json.line(result) + "\n";
    }
}
