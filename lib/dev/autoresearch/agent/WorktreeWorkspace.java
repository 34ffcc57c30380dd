package dev.autoresearch.agent;

import dev.autoresearch.Change;
import dev.autoresearch.Problem;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.git.Git;
import dev.autoresearch.git.Patch;
import dev.autoresearch.git.Worktree;
import dev.autoresearch.measure.AttemptRunner;
import dev.autoresearch.measure.PreparedWorktree;
import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.Event;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.LogEntry;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Plan.PairMode;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Trial;
import dev.autoresearch.session.AgentTree;
import dev.autoresearch.session.Recovery;
import dev.autoresearch.session.RunRecorder;
import dev.autoresearch.session.SessionContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The worktree of one agent: begun at the incumbent, edited by whoever likes to, then measured and recorded. One thread at
 * a time uses it; several slots may be used at once.
 */
public final class WorktreeWorkspace {
    private final WorktreePool isolation;
    private final int number;
    private final Worktree worktree;
    private final SessionContext context;
    private String base = "";

    WorktreeWorkspace(WorktreePool isolation, int number, Worktree worktree) {
        this.isolation = isolation;
        this.number = number;
        this.worktree = worktree;
        this.context = isolation
                .context()
                .at(new SessionContext.Site(worktree.root(), isolation.kept().ref(), number));
    }

    /** From 1. */
    public int number() {
        return number;
    }

    /** The session root in this worktree: where the agent works. */
    public Path folder() {
        return worktree.root();
    }

    /** The full id of the commit that the edits here began at; empty before {@link #begin}. */
    public String base() {
        return base;
    }

    /** Brings the worktree exactly to the incumbent. Whatever was edited there and not recorded is stored first. */
    public void begin() {
        begin(isolation.kept().head());
    }

    /** The same at the commit that a stored candidate began at, so that it can go on from there. */
    public void beginBefore(String stored) {
        begin(isolation.kept().forkOf(stored));
    }

    private void begin(String commit) {
        rescue();
        base = commit;
        if (worktree.isReady(state())) worktree.checkout(base);
        // not so if it could not be brought there, and is new now
        if (!worktree.isReady(state())) isolation.inTurn(false, this::make);
    }

    /** Is it no worktree any more? {@link #begin} moves away what is left, and makes it anew. */
    public boolean isBroken() {
        return !worktree.isUsable();
    }

    /** This worktree, to be lent to an agent. */
    public AgentTree tree() {
        return new AgentTree(context, isolation.settings());
    }

    /** Makes sure that nothing of a dead loop's agent is left here. */
    public void recover() {
        if (worktree.isUsable() && context.repository().isPresent()) tree().recover();
    }

    /** Refuses what would stop every attempt here, before anybody works for it. */
    public void refuseUnready(Plan plan) {
        new AttemptRunner(context, plan).refuseUnready();
    }

    /** What it is made with, so that half of it is not taken for the whole. */
    private String state() {
        return "agent\n" + isolation.plan().carry().orElse("") + '\n'
                + isolation.plan().prepare().orElse("");
    }

    private Worktree make() {
        worktree.make(base);
        var plan = isolation.plan();
        PreparedWorktree.equip(context, worktree, plan.carry().orElse(""), plan.prepare().orElse(""));
        worktree.ready(state());
        context.cold();
        return worktree;
    }

    /**
     * Measures what was edited here since {@link #begin} against the present incumbent and records it. Where the incumbent
     * has moved on meanwhile, the edits are brought onto it first; edits that contradict it are recorded as a discard.
     * Waits for other slots that are being measured.
     *
     * @param entry its status is decided here and must not be given
     * @throws Problem as any attempt does; the edits are still here then, and {@link #begin} stores them
     */
    public Attempt attempt(LogEntry entry, Plan plan) {
        return isolation.inTurn(true, () -> {
            isolation.merge();
            var patch = git().patch(base);
            var target = isolation.kept().head();
            if (patch.isPlain() && target.equals(base)) return settle(entry, plan);
            return move(patch, target, entry, plan);
        });
    }

    /**
     * Where the user's branch has moved on beside what was kept and waits, brings that onto the branch and measures it again.
     * The worktree is to be free.
     *
     * @return what came of it; empty when there was no need, or when that was tried already on the same commit
     */
    public Optional<Attempt> catchUp(Plan plan) {
        return isolation.catchUp().in(this, plan);
    }

    private Attempt move(Patch patch, String target, LogEntry entry, Plan plan) {
        var ref = ref("edits-" + number);
        boolean committed = patch.isCommitted();
        var outside = patch.outside();
        var stored = patch.store(ref, entry.description());
        if (committed) context.notice("agent " + number + " committed by itself; its commits are stored as " + ref);
        if (!outside.isEmpty())
            context.notice("edits outside " + isolation.context().files().root() + " are no part of the experiment: "
                    + SafeText.names(outside) + "; they are stored as " + ref);
        var tree = patch.tree();
        var conflicts = patch.moveOnto(target, tree);
        if (!conflicts.isEmpty()) return conflict(conflicts, tree, new Event.Stored(ref, stored), entry, plan);
        base = target;
        var attempt = settle(entry, plan);
        // as a run it is stored or committed now
        if (!committed && outside.isEmpty()) git().refs().forget(ref);
        return attempt;
    }

    /** The plan's attempt on the tree as it is here; a keep goes on to the user's tree. The caller has the turn. */
    Attempt settle(LogEntry entry, Plan plan) {
        var attempt = new AttemptRunner(context, plan).attempt(entry, Change.NONE);
        if (attempt.kept()) isolation.merge();
        return attempt;
    }

    private Attempt conflict(List<String> paths, String tree, Event.Stored stored, LogEntry entry, Plan plan) {
        var session = context.session();
        var incumbent = session.current().best();
        var other = new NewerKeeps(git()).than(base, session, paths);
        var trial = new Trial(entry.description(), base, tree, plan.rule(), 0, PairMode.WORKTREE, plan.maxPairs());
        context.append(List.of(trial));
        var reason = "conflicts with " + other + ": " + SafeText.names(paths);
        var judgement = Judgement.of(plan.rule(), "conflict", false, reason);
        var run = new RunRecorder(context).discard(context.session(), withIdea(session, entry, other), judgement, stored);
        return new Attempt(
                Optional.of(run), session.metric(), incumbent, Optional.of(NextStep.of("restore", run.number())));
    }

    static LogEntry withIdea(Session session, LogEntry entry, String other) {
        boolean wanted =
                session.setup().layout() == Layout.OPENCLAW && entry.idea().isEmpty();
        return wanted ? entry.idea(entry.description() + ", on top of " + other) : entry;
    }

    Git git() {
        try {
            // an agent may have deleted it, which is an edit like any other
            if (worktree.isUsable()) Files.createDirectories(folder());
        } catch (IOException e) {
            throw new Problem("cannot make " + folder() + ": " + e.getMessage(), "check that it can be written")
                    .because(e);
        }
        return context.repository()
                .orElseThrow(() -> new Problem(
                        "the worktree of agent " + number + " is gone: " + worktree.folder(),
                        "nothing of yours was in it; begin again"));
    }

    private static String subject(int number) {
        return "Edits left in the worktree of agent " + number;
    }

    private String ref(String name) {
        return Recovery.ref(name + "-" + context.clock().millis());
    }

    /** Nothing that an agent wrote is thrown away before it is stored. */
    private void rescue() {
        if (!Files.exists(worktree.folder())) return;
        if (!worktree.isUsable()) {
            moveAside();
            return;
        }
        var git = git();
        var head = git.head();
        var patch = git.patch(head);
        boolean known =
                patch.isEmpty() && (head.equals(base) || isolation.kept().holds(head));
        if (known) return;
        var ref = ref("left-" + number);
        patch.store(ref, subject(number));
        context.notice("what agent " + number + " left in its worktree is stored as " + ref);
    }

    private void moveAside() {
        var aside = worktree.folder()
                .resolveSibling(worktree.folder().getFileName() + "-broken-"
                        + context.clock().millis());
        try {
            Files.move(worktree.folder(), aside);
        } catch (IOException e) {
            throw new Problem("cannot move " + worktree.folder() + " away: " + e.getMessage(), "move it by hand")
                    .because(e);
        }
        context.notice("the worktree of agent " + number + " is no git worktree any more, and was moved to "
                + SafeText.line(aside.toString(), 200));
    }

    /** Takes the worktree away; what was edited there and not recorded is stored first. */
    void remove() {
        rescue();
        worktree.remove();
    }
}
