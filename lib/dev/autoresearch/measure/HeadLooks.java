package dev.autoresearch.measure;

import dev.autoresearch.git.Git;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Measurement.Role.Purpose;
import dev.autoresearch.model.Nullable;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Plan.PairMode;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Segment;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Settlement;
import dev.autoresearch.model.Side;
import dev.autoresearch.process.ProcessTree;
import dev.autoresearch.session.AgentTree;
import dev.autoresearch.session.SessionContext;
import dev.autoresearch.stats.PosteriorReplay;
import dev.autoresearch.stats.PosteriorRule;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/**
 * HEAD, and HEAD without the keep that is least certain, executed in worktrees of their own while an agent works. What is
 * executed there says nothing of a candidate, and is no candidate's fault.
 */
public final class HeadLooks implements AutoCloseable {
    private static final int MOST_FAILURES = 3;
    /** Executions in the time of one idea: more of a quick benchmark would only make the journal long. */
    private static final int MOST_LOOKS = 16;
    /** Executions of HEAD alone in that time, which tell its level and the noise. */
    private static final int MOST_OF_HEAD = 4;
    /** Pairs that are spent on the proof of one keep. */
    private static final int MOST_PAIRS = 60;
    /** Agents that keep more cores busy leave too little of the machine. */
    private static final double MOST_BUSY = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    /** Processor time is told in hundredths of a second. */
    private static final double SHORTEST = 0.05;

    private final SessionContext context;
    private final Git git;
    private final Supplier<String> head;
    private final PreparedWorktree worktrees;
    private final Set<String> inseparable = new HashSet<>();
    private final Set<Side> warm = EnumSet.noneOf(Side.class);
    private final Random coin = new Random();
    private @Nullable IdleLook half;
    private int failures;
    private int looks;

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

    /** Why HEAD cannot be measured in another folder than the user's; empty when it can. */
    public static Optional<String> hindrance(SessionContext context, Plan plan) {
        var session = context.begun();
        var commands = new BenchmarkCommands(context);
        if (commands.nameRoot(commands.of(session, plan.command())))
            return Optional.of("the benchmark names " + context.files().root() + " itself");
        var pairing = plan.pairing().or(() -> SideRunner.asBefore(session)).orElse(PairMode.WORKTREE);
        return pairing == PairMode.WORKTREE
                ? Optional.empty()
                : Optional.of("the incumbent is not to be measured in a worktree (--pairing " + pairing.word() + ")");
    }

    /** An agent begins to work: what was begun before is not gone on with. */
    public void restart() {
        half = null;
        looks = 0;
    }

    /**
     * What to execute next, which may be given up half-way.
     *
     * @return empty when there is nothing to learn: no noise, other code in HEAD, or a benchmark that fails there
     */
    public Optional<IdleLook> next() {
        var session = context.begun();
        var now = head.get();
        if (failures >= MOST_FAILURES || looks >= MOST_LOOKS || !isKept(session, now)) return Optional.empty();
        var replay = PosteriorReplay.of(session.current());
        var learned = replay.rule();
        if (learned.isEmpty() || learned.get().isExact()) return Optional.empty();
        if (half != null && half.head().equals(now)) return Optional.of(half.otherSide());
        var keep = keep(session.current(), replay, learned.get());
        if (keep.isEmpty()) return head(now);
        var without = worktrees.without(now, keep.get().commit());
        if (without.isEmpty() || git.treeOf(without.get()).equals(git.treeOf(now))) {
            inseparable.add(keep.get().commit());
            return head(now);
        }
        // the coin makes a proof of the pair: what comes first has no part in which side it is
        var side = coin.nextBoolean() ? Side.CANDIDATE : Side.INCUMBENT;
        return Optional.of(
                new IdleLook(now, without.get(), Optional.of(keep.get().commit()), side));
    }

    private Optional<IdleLook> head(String now) {
        return looks < MOST_OF_HEAD
                ? Optional.of(new IdleLook(now, now, Optional.empty(), Side.CANDIDATE))
                : Optional.empty();
    }

    /** The keep that a pair is to tell of: the least certain one, else one that is not proven yet. */
    private Optional<Run> keep(Segment segment, PosteriorReplay replay, PosteriorRule learned) {
        var runs = segment.runs();
        var least = learned.learned().leastCertain(place -> isSeparable(runs.get(place)));
        return least.isPresent() ? Optional.of(runs.get(least.getAsInt())) : nextToProve(segment, replay);
    }

    private Optional<Run> nextToProve(Segment segment, PosteriorReplay replay) {
        var runs = segment.runs();
        var certificates = replay.certificates();
        var standing = replay.standing();
        double needed = certificates.needed(standing);
        Optional<Run> best = Optional.empty();
        double most = Double.NEGATIVE_INFINITY;
        for (int place : standing) {
            var run = runs.get(place);
            double evidence = certificates.evidence(place);
            boolean open = evidence < needed && isSeparable(run) && Settle.looks(segment, run) < 2 * MOST_PAIRS;
            if (!open || evidence <= most) continue;
            most = evidence;
            best = Optional.of(run);
        }
        return best;
    }

    private static boolean isKept(Session session, String head) {
        var kept = session.current().head();
        return !kept.isEmpty() && (head.startsWith(kept) || kept.startsWith(head));
    }

    private boolean isSeparable(Run run) {
        return Settle.isRemovable(run) && !inseparable.contains(run.commit());
    }

    /** Executes it; may be interrupted at any moment, and then counts for nothing. */
    public Measurement execute(IdleLook look) {
        looks++;
        var prepared = look.side() == Side.CANDIDATE
                ? worktrees.side(Side.CANDIDATE, "head", look.head())
                : worktrees.side(Side.INCUMBENT, PreparedWorktree.WITHOUT, look.without());
        // a worktree's first execution pays for what the others find ready
        var purpose = warm.contains(look.side()) ? Purpose.LOOK : Purpose.LOOK_WARM_UP;
        double before = ProcessTree.processorSeconds(AgentTree.MARKER);
        var execution = worktrees.measure(prepared, purpose, look.keep());
        double used = ProcessTree.processorSeconds(AgentTree.MARKER) - before;
        return execution.beside(Math.max(0, used) / Math.max(SHORTEST, execution.durationSeconds()));
    }

    /** Takes in what was executed; a failure is told and not booked. */
    public void record(IdleLook look, Measurement execution) {
        if (!execution.counts()) {
            half = null;
            if (++failures == MOST_FAILURES)
                context.notice("HEAD fails in a worktree of its own (" + execution.ending()
                        + "), so nothing is measured while the agent works; if it needs ignored files or a build"
                        + " step, name them with --carry or --prepare");
            return;
        }
        failures = 0;
        if (execution.busyCores() > MOST_BUSY) return;
        context.appendStep(execution);
        // the other side's first execution must not meet one that is warm
        boolean pairs = warm.contains(look.side()) && look.keep().isPresent();
        half = pairs && half == null ? look : null;
        warm.add(look.side());
    }

    /** Is there anything that can be settled? A metric without noise leaves nothing open. */
    public boolean isNoisy() {
        return PosteriorReplay.of(context.begun().current())
                .rule()
                .filter(rule -> !rule.isExact())
                .isPresent();
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
     * @param head the commit that HEAD is
     * @param without the commit of HEAD without the keep
     * @param keep the commit of the keep that a pair is to tell of; empty for HEAD alone
     * @param side what is executed: HEAD is the candidate, HEAD without the keep the incumbent
     */
    public record IdleLook(String head, String without, Optional<String> keep, Side side) {
        private IdleLook otherSide() {
            return new IdleLook(head, without, keep, side.other());
        }
    }
}
