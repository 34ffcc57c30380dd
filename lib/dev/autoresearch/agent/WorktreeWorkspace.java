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
import dev.autoresearch.model.Settlement;
import dev.autoresearch.model.Trial;
import dev.autoresearch.model.Verdict;
import dev.autoresearch.session.AgentTree;
import dev.autoresearch.session.AgentTree.AgentChanges;
import dev.autoresearch.session.Recovery;
import dev.autoresearch.session.RunRecorder;
import dev.autoresearch.session.SessionContext;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A worktree of its own, begun at the incumbent. One thread at a time uses it; several of a pool may be used at once. What is
 * kept goes on to the user's tree.
 */
final class WorktreeWorkspace extends Workspace {
    private final WorktreePool pool;
    private final Worktree worktree;
    private String base = "";
    private String loop = "";
    private int iteration;

    /** @param context of the session, with candidates that stand in the worktree */
    WorktreeWorkspace(WorktreePool pool, SessionContext context, Worktree worktree) {
        super(context, new AgentTree(context, pool.settings()));
        this.pool = pool;
        this.worktree = worktree;
    }

    /** Empty before {@link #begin}. */
    @Override
    String base() {
        return base;
    }

    @Override
    void ready(Plan plan) {
        begin();
        new AttemptRunner(context, plan).refuseUnready();
    }

    @Override
    void open(String loop, int iteration) {
        this.loop = loop;
        this.iteration = iteration;
        begin();
        super.open(loop, iteration);
    }

    @Override
    AgentChanges takeBack() {
        return isBroken() ? madeAnew() : super.takeBack();
    }

    /** The agent destroyed it: {@link #begin} moves away what is left of it. */
    private AgentChanges madeAnew() {
        begin();
        super.open(loop, iteration);
        return super.takeBack().destroyed("you destroyed your git worktree, which was made anew: only edit files");
    }

    /** At the incumbent of then. A newer incumbent is taken in before the candidate is measured. */
    @Override
    void bring(String stored) {
        beginBefore(stored);
        super.open(loop, iteration);
        super.bring(stored);
    }

    /** A worktree that is gone holds nothing to put away: the next iteration makes it anew. */
    @Override
    void clear() {
        if (!isBroken()) super.clear();
    }

    @Override
    List<Settlement> settle(Function<SessionContext, List<Settlement>> work) {
        return context.locked("loop", false, () -> {
            begin();
            var settled = work.apply(context);
            pool.merge();
            return settled;
        });
    }

    @Override
    Optional<Attempt> catchUp(Plan plan) {
        return pool.rebaseKeeps(this, plan);
    }

    /** Makes sure that nothing of a dead loop's agent is left here. */
    void recover() {
        if (!isBroken() && context.repository().isPresent()) new AgentTree(context, pool.settings()).recover();
    }

    private boolean isBroken() {
        return !worktree.isUsable();
    }

    /** Brings the worktree exactly to the incumbent. Edits there that were not recorded are stored first. */
    void begin() {
        begin(pool.kept().head());
    }

    /** The same at the commit that a stored candidate began at, so that it can go on from there. */
    void beginBefore(String stored) {
        begin(pool.kept().forkOf(stored));
    }

    private void begin(String commit) {
        rescue();
        base = commit;
        if (worktree.isReady(state())) worktree.checkout(base);
        // not so if it could not be brought there, and is new now
        if (!worktree.isReady(state())) context.locked("loop", false, this::make);
    }

    /** What it is made with, so that half of it is not taken for the whole. */
    private String state() {
        return "agent\n" + pool.plan().carry().orElse("") + '\n'
                + pool.plan().prepare().orElse("");
    }

    private Worktree make() {
        worktree.make(base);
        var plan = pool.plan();
        PreparedWorktree.equip(
                context, worktree, plan.carry().orElse(""), plan.prepare().orElse(""));
        worktree.ready(state());
        context.site().ifPresent(site -> site.cold().set(true));
        return worktree;
    }

    /**
     * Measures the edits here against the present incumbent and records it. Edits that began at an older incumbent
     * are brought onto the present one first. Edits that contradict it are recorded as a discard. Waits for others
     * that are being measured.
     *
     * @throws Problem as any attempt does; the edits are still here then, and {@link #begin} stores them
     */
    @Override
    Attempt attempt(LogEntry entry, Plan plan) {
        // not inSession: the person may be on another branch by now, and what is kept waits
        return context.locked("loop", true, () -> {
            pool.merge();
            var patch = git().patch(base);
            var target = pool.kept().head();
            if (patch.isPlain() && target.equals(base)) return settle(entry, plan);
            return move(patch, target, entry, plan);
        });
    }

    private Attempt move(Patch patch, String target, LogEntry entry, Plan plan) {
        var ref = ref("edits-" + number());
        boolean committed = patch.isCommitted();
        var outside = patch.outside();
        var stored = patch.store(ref, entry.description());
        if (committed) context.notice("agent " + number() + " committed by itself; its commits are stored as " + ref);
        if (!outside.isEmpty())
            context.notice("edits outside " + context.files().root() + " are no part of the experiment: "
                    + SafeText.names(outside) + "; they are stored as " + ref);
        var tree = patch.tree();
        var conflicts = patch.moveOnto(target, tree);
        if (!conflicts.isEmpty()) return conflict(conflicts, tree, new Event.Stored(ref, stored), entry, plan);
        base = target;
        var attempt = settle(entry, plan);
        // as a run it is stored or committed now
        if (!committed && outside.isEmpty()) git().forget(ref);
        return attempt;
    }

    /** The plan's attempt on the tree as it is here; a keep goes on to the user's tree. The caller has the turn. */
    Attempt settle(LogEntry entry, Plan plan) {
        var attempt = new AttemptRunner(context, plan).attempt(entry, Change.NONE);
        if (attempt.kept()) pool.merge();
        return attempt;
    }

    private Attempt conflict(List<String> paths, String tree, Event.Stored stored, LogEntry entry, Plan plan) {
        var session = context.session();
        var incumbent = session.current().best();
        var other = newerKeep(session, paths);
        var trial = new Trial(entry.description(), base, tree, plan.rule(), 0, PairMode.WORKTREE, plan.maxPairs());
        context.append(List.of(trial));
        var reason = "conflicts with " + other + ": " + SafeText.names(paths);
        var judgement = Judgement.of(plan.rule(), Verdict.CONFLICT, false, reason);
        var run =
                new RunRecorder(context).discard(context.session(), withIdea(session, entry, other), judgement, stored);
        return new Attempt(
                Optional.of(run), session.metric(), incumbent, Optional.of(NextStep.of("restore", run.number())));
    }

    /** Names the newest run, or else commit, since the base that changed one of these paths. */
    private String newerKeep(Session session, List<String> paths) {
        var commits = git().commitsSince(base, paths);
        for (var commit : commits)
            for (var run : session.runs())
                if (run.kept() && !run.commit().isEmpty() && commit.startsWith(run.commit())) return run.title();
        return commits.isEmpty() ? "what was committed meanwhile" : "commit " + SafeText.shortId(commits.get(0));
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
                        "the worktree of agent " + number() + " is gone: " + worktree.folder(),
                        "nothing of yours was in it; begin again"));
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
        boolean known = patch.isEmpty() && (head.equals(base) || pool.kept().holds(head));
        if (known) return;
        var ref = ref("left-" + number());
        patch.store(ref, "Edits left in the worktree of agent " + number());
        context.notice("what agent " + number() + " left in its worktree is stored as " + ref);
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
        context.notice("the worktree of agent " + number() + " is no git worktree any more, and was moved to "
                + SafeText.line(aside.toString(), 200));
    }

    /** Takes the worktree away; what was edited there and not recorded is stored first. */
    void remove() {
        rescue();
        worktree.remove();
    }
}
