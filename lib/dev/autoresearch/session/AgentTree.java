package dev.autoresearch.session;

import static java.util.Map.entry;

import dev.autoresearch.Problem;
import dev.autoresearch.git.Git;
import dev.autoresearch.git.HeadPosition;
import dev.autoresearch.journal.DurableFile;
import dev.autoresearch.journal.SessionFiles;
import dev.autoresearch.journal.SessionLock;
import dev.autoresearch.json.JsonFields;
import dev.autoresearch.model.Event;
import dev.autoresearch.model.LogEntry;
import dev.autoresearch.model.LoopState;
import dev.autoresearch.model.Proposal;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.SessionName;
import dev.autoresearch.model.Status;
import dev.autoresearch.process.LocalExecutor;
import dev.autoresearch.process.ProcessTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * A tree, the user's own or a worktree, that is lent to an agent. A note in the git folder says so until it is
 * returned. Only the loop acts upon that note. When the loop is dead, the next command that changes anything does.
 * What the agent left is stored before HEAD, its branch and the tree are put back.
 */
public final class AgentTree {
    /** Set for an agent and all that it starts: which loop and iteration it works for. */
    public static final String MARKER = "AUTORESEARCH_LOOP";

    private final SessionContext context;
    private final Recovery recovery;
    private final Protection protection;
    private Optional<GitConfigBackup> settings = Optional.empty();
    private Optional<TamperGuard> guard = Optional.empty();
    private Optional<Git> repository = Optional.empty();
    private Map<String, Object> facts = Map.of();

    public AgentTree(SessionContext context) {
        this.context = context;
        this.recovery = new Recovery(context);
        this.protection = new Protection(context);
    }

    /** One of several, which agents of the same loop have at the same time. */
    public AgentTree(SessionContext context, GitConfigBackup settings) {
        this(context);
        this.settings = Optional.of(settings);
    }

    /**
     * What an agent left. HEAD and its branch are as before by then, its edits are still in the tree.
     *
     * @param edited paths under the session root that differ from the incumbent
     * @param outside paths of the repository outside the root that do, relative to its top
     * @param touched protected files that differ from the baseline's
     * @param tree git tree id of the candidate
     * @param stored where everything is stored; empty when nothing was left
     * @param message first line of the newest commit that the agent made itself
     * @param moved did it do more to HEAD or its branch than commit?
     * @param runs how many runs it logged itself
     * @param remarks what had to be repaired, for the next agent
     */
    public record AgentChanges(
            List<String> edited,
            List<String> outside,
            List<String> touched,
            String tree,
            Optional<Event.Stored> stored,
            Optional<String> message,
            boolean moved,
            int runs,
            List<String> remarks) {

        /** The same of a tree that the agent destroyed, which was made anew meanwhile. */
        public AgentChanges destroyed(String remark) {
            return new AgentChanges(edited, outside, touched, tree, stored, Optional.empty(), true, 0, List.of(remark));
        }

        public boolean isClean() {
            return edited.isEmpty() && outside.isEmpty() && touched.isEmpty();
        }
    }

    /** The paths of the whole repository that differ from HEAD. */
    public List<String> dirty() {
        return git().whole().dirty();
    }

    /** Notes that an agent is about to work in the tree, which is clean. */
    public void lend(String loop, int iteration) {
        var session = context.begun();
        var git = git();
        guard(git).lend(slot(), session);
        var position = git.position();
        git.hold(Recovery.ref("loop/incumbent"), position.commit());
        facts = Map.ofEntries(
                entry("session", owner()),
                entry("loop", loop),
                entry("iteration", iteration),
                entry("started", context.clock().millis()),
                entry("branch", position.branch()),
                entry("head", position.commit()),
                entry("runs", session.totalRuns()),
                entry("pid", ProcessHandle.current().pid()));
        DurableFile.replace(noteFile(git), facts);
    }

    /** Ends what the agent left running, repairs what it must not touch, and stores what it left. */
    public AgentChanges takeBack() {
        // one of its own commands may hold the lock
        endStrays(note());
        return locked(() -> stock(git(), note()));
    }

    /** Puts the tree back; what is in it is stored. */
    public void clear() {
        locked(() -> {
            clear(git(), note());
            return note();
        });
    }

    /** The tree is the user's again. A candidate that a run has stored or committed need not be stored twice. */
    public void close(boolean settled) {
        var git = git();
        var note = SessionFiles.fields(noteFile(git));
        if (settled && note.isPresent()) git.forget(ref(note.get()));
        facts = Map.of();
        guard.ifPresent(mine -> mine.close(slot()));
        guard = Optional.empty();
        DurableFile.remove(noteFile(git));
    }

    public void bring(String stored) {
        git().restore(stored);
    }

    /** Puts away what a dead loop's agent left, if there is anything; the caller holds the loop's lock. */
    public void recover() {
        SessionFiles.fields(noteFile(git())).ifPresent(AgentTree::endStrays);
        locked(() -> {
            var note = SessionFiles.fields(noteFile(git()));
            note.ifPresent(this::putAway);
            return note;
        });
    }

    /** The same on the way of any other command, unless the loop or its agent is still at work. */
    public void recoverAbandoned() {
        if (System.getenv(MARKER) != null || SessionLock.loop(context.files()).isPresent()) return;
        var git = context.repository();
        if (git.isEmpty()) return;
        var note = SessionFiles.fields(noteFile(git.get()));
        if (note.isEmpty() || ProcessHandle.of(note.get().whole("pid")).isPresent()) return;
        putAway(note.get());
        context.notice("what the agent of an interrupted loop left was put away; the next loop goes on with it");
    }

    /** The name of the session here; empty for the unnamed one. */
    private String owner() {
        return context.files().name().map(SessionName::text).orElse("");
    }

    private void putAway(JsonFields note) {
        if (!note.text("session").equals(owner())) {
            new AgentTree(context.ofSession(note.text("session"))).putAway(note);
            return;
        }
        var git = git();
        ProcessTree.endMarked(LocalExecutor.MARKER, String.valueOf(note.whole("pid")));
        endStrays(note);
        var left = stock(git, note);
        // no agent reads it any more, and what was put back may be a person's since then
        for (var remark : left.remarks()) context.notice("to the interrupted loop's agent: " + remark);
        var known = context.session().loop().flatMap(LoopState::latest);
        boolean recorded = known.filter(latest ->
                        latest.loop().equals(note.text("loop")) && latest.iteration() == note.whole("iteration"))
                .isPresent();
        if (!recorded) context.append(List.of(interrupted(note, left)));
        if (!left.isClean()) clear(git, note);
        guard = Optional.empty();
        DurableFile.remove(noteFile(git));
    }

    private Proposal interrupted(JsonFields note, AgentChanges left) {
        return new Proposal(
                note.text("loop"),
                note.whole("iteration"),
                note.time("started"),
                0,
                Proposal.End.INTERRUPTED,
                left.message().orElse("interrupted"),
                "",
                List.of(),
                List.of(),
                Map.of(),
                OptionalDouble.empty(),
                "",
                left.tree(),
                left.stored(),
                slot());
    }

    private int slot() {
        return context.site().map(SessionContext.Site::slot).orElse(0);
    }

    private static void endStrays(JsonFields note) {
        ProcessTree.endMarked(MARKER, note.text("loop") + "." + note.whole("iteration"));
    }

    private AgentChanges stock(Git git, JsonFields note) {
        var remarks = new ArrayList<>(guard(git).mend(aside()));
        git.settle();
        git.moveLocks(aside());
        var session = context.begun();
        guard(git).mendStoredRuns(remarks);
        var before = expected(git.whole(), note, session);
        boolean moved = !before.isCurrent();
        var now = moved ? git.whole().position() : before;
        boolean added =
                moved && now.branch().equals(before.branch()) && git.whole().follows(now.commit(), before.commit());
        var message = added ? Optional.of(git.whole().subject(now.commit())) : Optional.<String>empty();
        var returned = returnHead(git.whole(), note, before);
        if (moved)
            remarks.add(
                    added
                            ? "you committed by yourself, which was taken back: what is kept, the loop commits"
                            : "you moved HEAD or its branch, which was put back: only edit files");
        var pending = context.session().pending();
        if (pending.isPresent() && pending.get().attempt().isEmpty()) dropPending(remarks);
        var inside = new ArrayList<String>();
        var outside = new ArrayList<String>();
        for (var path : git.whole().dirty()) {
            if (path.startsWith(git.prefix()))
                inside.add(path.substring(git.prefix().length()));
            else outside.add(path);
        }
        var touched = new ArrayList<>(protection.touched(session));
        for (var path : inside) if (path.startsWith(session.setup().layout().hooks() + "/")) touched.add(path);
        boolean clean = inside.isEmpty() && outside.isEmpty();
        var stored = returned.isPresent() || clean ? returned : Optional.of(store(git.whole(), note));
        // without edits outside, what is stored is the candidate's tree
        var tree =
                clean ? "" : outside.isEmpty() ? git.treeOf(stored.orElseThrow().commit()) : git.snapshot();
        // in a worktree of its own no session can be found, and other agents' runs are logged meanwhile
        int runs = context.site().isPresent() ? 0 : session.totalRuns() - note.whole("runs");
        return new AgentChanges(inside, outside, touched, tree, stored, message, moved && !added, runs, remarks);
    }

    /** HEAD and its branch as before; everything that hung on them is stored first. */
    private Optional<Event.Stored> returnHead(Git whole, JsonFields note, HeadPosition before) {
        if (before.isCurrent()) return Optional.empty();
        var now = whole.position();
        var tip = before.branch().isEmpty() ? Optional.<String>empty() : whole.tip(before.branch());
        if (tip.isPresent() && !tip.get().equals(now.commit())) whole.hold(ref(note) + "-branch", tip.get());
        var stored = now.commit().isEmpty() ? Optional.<Event.Stored>empty() : Optional.of(store(whole, note));
        before.restore();
        return stored;
    }

    private Event.Stored store(Git whole, JsonFields note) {
        var commit = whole.store(ref(note), "What the agent left in iteration " + note.whole("iteration"));
        return new Event.Stored(ref(note), commit);
    }

    private static String ref(JsonFields note) {
        var loop = note.text("loop");
        return Recovery.ref("loop/" + SafeText.shortId(loop, 8) + "-" + note.whole("iteration"));
    }

    /** Where HEAD belongs: where it was, or at what was kept since. */
    private HeadPosition expected(Git git, JsonFields note, Session session) {
        var commit = note.text("head");
        if (context.site().isPresent() && !facts.isEmpty()) return git.position(note.text("branch"), commit);
        for (var run : since(session, note.whole("runs"))) {
            if (!run.kept() || run.commit().isEmpty()) continue;
            var kept = git.tip(run.commit()).orElse(commit);
            // what a dead loop kept may be another agent's
            if (context.site().isEmpty() || kept.equals(git.head())) commit = kept;
        }
        return git.position(note.text("branch"), commit);
    }

    private static List<Run> since(Session session, int before) {
        return session.segments().stream()
                .flatMap(segment -> segment.runs().stream())
                .skip(before)
                .toList();
    }

    /** What an agent measured and did not log is nothing that a loop could decide about. */
    private void dropPending(List<String> remarks) {
        var entry = LogEntry.of("measured by the agent and not logged")
                .status(Status.DISCARD)
                .idea("measure with attempt, which decides as well");
        new RunRecorder(context).record(context.session(), entry, Optional.empty());
        remarks.add("a run of yours was not logged, so it was discarded: edit only, the loop measures");
    }

    private void clear(Git git, JsonFields note) {
        // a candidate in a worktree of its own may have been brought onto a newer incumbent
        var before = context.site().isPresent() ? git.position() : expected(git, note, context.begun());
        var whole = git.whole();
        if (!whole.dirty().isEmpty()) recovery.putBack(whole, store(whole, note).commit(), before.commit());
        var session = context.begun();
        var touched = protection.differing(session);
        if (!touched.isEmpty()) guard(git).mendProtected(session, touched, aside());
    }

    private TamperGuard guard(Git git) {
        if (guard.isEmpty())
            guard = Optional.of(
                    new TamperGuard(context, git, settings.orElseGet(() -> GitConfigBackup.of(context, git))));
        return guard.get();
    }

    private Path aside() {
        return context.files().makeState().resolve("aside");
    }

    private Git git() {
        // not what the session says: its journal may be gone at this moment
        if (repository.isEmpty()) repository = context.repository();
        return repository.orElseThrow(() -> new Problem(
                "a loop needs git, since nothing else can put back what an agent does",
                "git init, commit what there is, then start the loop again"));
    }

    private JsonFields note() {
        // an agent may have removed the note, but not what we remember
        if (!facts.isEmpty() && !Files.exists(noteFile(git()))) DurableFile.replace(noteFile(git()), facts);
        return SessionFiles.fields(noteFile(git()))
                .orElseThrow(() -> new Problem(
                        "the note on who works in the tree is gone from the git folder",
                        "look at git status, then start the loop again"));
    }

    private static Path noteFile(Git git) {
        return git.folder().resolve("autoresearch/loop.json");
    }

    private <T> T locked(Supplier<T> work) {
        return context.locked("loop", false, work);
    }
}
