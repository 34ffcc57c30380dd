package dev.autoresearch.measure;

import dev.autoresearch.git.Git;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Measurement.Role.Purpose;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Settlement;
import dev.autoresearch.model.Side;
import dev.autoresearch.session.SessionContext;
import dev.autoresearch.stats.PosteriorReplay;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * HEAD, and HEAD without the keep that is least certain, executed in worktrees of their own while an agent works. What is
 * executed there says nothing of a candidate, and is no candidate's fault.
 */
public final class HeadLooks implements AutoCloseable {
    private static final int MOST_FAILURES = 3;

    private final SessionContext context;
    private final Git git;
    private final Supplier<String> head;
    private final PreparedWorktree worktrees;
    private final Set<String> inseparable = new HashSet<>();
    private final Set<Side> warm = EnumSet.noneOf(Side.class);
    private int failures;

    /**
     * Looks with the benchmark of a plan.
     *
     * @param head the commit that the next candidate builds on, whenever it is asked for
     */
    public HeadLooks(SessionContext context, Plan plan, Supplier<String> head) {
        this.context = context;
        this.head = head;
        var session = context.begun();
        this.git = context.git(session, "an idle look");
        this.worktrees = new PreparedWorktree(context, session, plan, git);
    }

    /**
     * What to execute next, which may be given up half-way.
     *
     * @return empty when there is nothing to learn: no noise, other code in HEAD, or a benchmark that fails there
     */
    public Optional<Look> next() {
        var session = context.begun();
        var learned = PosteriorReplay.of(session.current());
        boolean useful = learned.isPresent() && !learned.get().isExact() && failures < MOST_FAILURES;
        var now = head.get();
        if (!useful || !isKept(session, now)) return Optional.empty();
        var runs = session.current().runs();
        var least = learned.get().learned().nextIdleLook(place -> isSeparable(runs.get(place)));
        if (least.isEmpty()) return Optional.of(new Look(now, Optional.empty()));
        var keep = runs.get(least.getAsInt());
        var without = worktrees.without(now, keep.commit());
        boolean separable = without.isPresent() && !git.treeOf(without.get()).equals(git.treeOf(now));
        if (!separable) inseparable.add(keep.commit());
        return Optional.of(separable
                ? new Look(without.get(), Optional.of(keep.commit()))
                : new Look(now, Optional.empty()));
    }

    private static boolean isKept(Session session, String head) {
        var kept = session.current().head();
        return !kept.isEmpty() && (head.startsWith(kept) || kept.startsWith(head));
    }

    private boolean isSeparable(Run run) {
        boolean settled = run.evidence()
                .settlement()
                .filter(known -> known.outcome() == Settlement.Outcome.UNCONFIRMED)
                .isPresent();
        return !run.commit().isEmpty() && !settled && !inseparable.contains(run.commit());
    }

    /** Executes it; may be interrupted at any moment, and then counts for nothing. */
    public Measurement execute(Look look) {
        var side = look.keep().isEmpty()
                ? worktrees.side(Side.CANDIDATE, "head", look.commit())
                : worktrees.side(Side.INCUMBENT, PreparedWorktree.WITHOUT, look.commit());
        // a worktree's first execution pays for what the others find ready
        var purpose = warm.contains(side.side()) ? Purpose.LOOK : Purpose.LOOK_WARM_UP;
        return worktrees.measure(side, purpose, look.keep());
    }

    /** Takes in what was executed; a failure is told and not booked. */
    public void record(Look look, Measurement execution) {
        if (!execution.counts()) {
            if (++failures == MOST_FAILURES)
                context.notice("HEAD fails in a worktree of its own (" + execution.ending()
                        + "), so nothing is measured while the agent works; if it needs ignored files or a build"
                        + " step, name them with --carry or --prepare");
            return;
        }
        failures = 0;
        execution.role().ifPresent(role -> warm.add(role.side()));
        context.appendStep(execution);
    }

    /** What the looks so far have settled; the tree must have no changes. */
    public List<Settlement> settle(SessionContext tree) {
        return new Settle(tree, worktrees).settleCertain();
    }

    /** Decides on everything that is not certain; the tree must have no changes. */
    public List<Settlement> settleAll(SessionContext tree) {
        return new Settle(tree, worktrees).settleAll();
    }

    @Override
    public void close() {
        worktrees.close();
    }

    /**
     * One execution to be made.
     *
     * @param commit what is executed: HEAD, or HEAD without a keep
     * @param keep that keep's commit
     */
    public record Look(String commit, Optional<String> keep) {}
}
