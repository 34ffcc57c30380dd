package dev.autoresearch.measure;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.git.Git;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Measurement.Role.Purpose;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Segment;
import dev.autoresearch.model.Settlement;
import dev.autoresearch.model.Settlement.Outcome;
import dev.autoresearch.session.Recovery;
import dev.autoresearch.session.SessionContext;
import dev.autoresearch.stats.CostScale;
import dev.autoresearch.stats.PosteriorReplay;
import dev.autoresearch.stats.PosteriorRule;
import dev.autoresearch.stats.filter.ProvisionalKeep;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What was kept and is not certain, confirmed or taken out by what was executed since. Taking out is a commit of its own on
 * top of HEAD, with hooks and signing as usual. The tree must have no changes.
 */
public final class Settle {
    private final SessionContext context;
    private final PreparedWorktree worktrees;
    private final Recovery recovery;

    /** @param worktrees where HEAD without a keep is made */
    Settle(SessionContext context, PreparedWorktree worktrees) {
        this.context = context;
        this.worktrees = worktrees;
        this.recovery = new Recovery(context);
    }

    /** Decides on everything that is not certain. */
    public static List<Settlement> all(SessionContext context, Plan plan) {
        var session = context.begun();
        var git = context.git(session, "settle");
        var dirty = git.dirty();
        if (!dirty.isEmpty())
            throw new Problem(
                    "the tree has changes: " + SafeText.names(dirty),
                    Hint.of("try or put them away first: {}", NextStep.attempt("what they do")));
        var worktrees = new PreparedWorktree(context, session, plan, git);
        try {
            return new Settle(context, worktrees).settleAll();
        } finally {
            worktrees.close();
        }
    }

    /** While a session goes on: what is certain by now. */
    public List<Settlement> settleCertain() {
        var replay = PosteriorReplay.of(context.session().current());
        var rule = replay.rule();
        if (rule.isEmpty() || rule.get().isExact()) return List.of();
        var runs = context.session().current().runs();
        var scale = rule.get().scale();
        var changes = rule.get().learned().settle(place -> isRemovable(runs.get(place)));
        var settled = new ArrayList<Settlement>();
        for (var keeps : List.of(changes.confirmed(), changes.frozen()))
            for (var keep : keeps) settled.add(append(keep, runs, scale, Outcome.CONFIRMED, ""));
        for (var keep : changes.revoked()) settled.add(takenOut(keep, runs, scale));
        settled.addAll(proven(
                settled.isEmpty()
                        ? replay
                        : PosteriorReplay.of(context.session().current())));
        return settled;
    }

    /** What the pairs in idle time prove by now. */
    private List<Settlement> proven(PosteriorReplay replay) {
        var segment = context.session().current();
        var runs = segment.runs();
        var settled = new ArrayList<Settlement>();
        for (int place : replay.certificates().proven(replay.standing())) {
            var known = runs.get(place).evidence().settlement();
            if (known.isEmpty() || known.get().outcome() == Outcome.PROVEN) continue;
            var proof = known.get().proven(context.clock().millis(), looks(segment, runs.get(place)));
            context.append(List.of(proof));
            settled.add(proof);
        }
        return settled;
    }

    /**
     * At the end: the largest set of keeps stays whose mean probability of being no improvement is within the limit, and the
     * others are taken out, the newest first.
     */
    public List<Settlement> settleAll() {
        var rule = PosteriorReplay.of(context.session().current()).rule();
        if (rule.isEmpty() || rule.get().isExact()) return List.of();
        var runs = context.session().current().runs();
        var keeps = keeps(runs, rule.get());
        var doubts = new TreeMap<Integer, Double>();
        keeps.forEach((place, keep) -> doubts.put(place, keep.noImprovement()));
        var staying = ProvisionalKeep.finalSelection(doubts, ProvisionalKeep.FINAL_LIMIT);
        var settled = new ArrayList<Settlement>();
        for (var keep : keeps.descendingMap().values()) {
            var run = runs.get(keep.id());
            boolean stays = staying.contains(keep.id());
            if (!stays && isRemovable(run))
                settled.add(takenOut(keep, runs, rule.get().scale()));
            else if (stays && run.evidence().settlement().isEmpty())
                settled.add(append(keep, runs, rule.get().scale(), Outcome.CONFIRMED, ""));
        }
        return settled;
    }

    /** What a model kept and HEAD still has, by its place among the runs. */
    private static NavigableMap<Integer, ProvisionalKeep> keeps(List<Run> runs, PosteriorRule rule) {
        var keeps = new TreeMap<Integer, ProvisionalKeep>();
        for (int i = 0; i < runs.size(); i++) {
            var known = runs.get(i).evidence().settlement();
            if (runs.get(i).kept() && known.isPresent())
                keeps.put(i, new ProvisionalKeep(i, 1 - known.get().sure(), 0));
        }
        for (var keep : rule.pending()) keeps.put(keep.id(), keep);
        return keeps;
    }

    /** Once it could not be taken out, it is not tried again. */
    static boolean isRemovable(Run run) {
        return !run.commit().isEmpty()
                && run.evidence()
                        .settlement()
                        .filter(known -> known.outcome() == Outcome.UNCONFIRMED)
                        .isEmpty();
    }

    private Settlement takenOut(ProvisionalKeep keep, List<Run> runs, CostScale scale) {
        var run = runs.get(keep.id());
        var git = context.git(context.session()).orElseThrow();
        var head = git.head();
        var without = worktrees.without(head, run.commit());
        if (without.isEmpty() || git.treeOf(without.get()).equals(git.treeOf(head)))
            return append(keep, runs, scale, Outcome.UNCONFIRMED, "");
        recovery.beforeRevert(without.get(), head, run);
        try {
            git.restore(without.get());
            var commit = git.keep(git.treeOf(without.get()), message(git, run, keep));
            var settled = append(keep, runs, scale, Outcome.REVOKED, commit);
            context.site().ifPresent(site -> git.hold(site.kept(), commit));
            recovery.done();
            return settled;
        } catch (Problem refused) {
            recovery.finish();
            if (refused.exit() == Problem.INTERRUPTED) throw refused;
            context.notice("run " + run.number() + " could not be taken out: " + refused.getMessage());
            return append(keep, runs, scale, Outcome.UNCONFIRMED, "");
        }
    }

    private static String message(Git git, Run run, ProvisionalKeep keep) {
        var commit = git.commitOf(run.commit());
        return "Revert \"" + SafeText.line(git.subject(commit), 60) + "\"\n\nThis reverts commit " + commit
                + ".\n\nNo improvement after all: its probability is "
                + Math.round(100 * keep.noImprovement()) + " % by what was executed since.\n";
    }

    private Settlement append(ProvisionalKeep keep, List<Run> runs, CostScale scale, Outcome outcome, String revert) {
        var run = runs.get(keep.id());
        int idle = looks(context.session().current(), run);
        var settlement = new Settlement(
                run.number(),
                run.commit(),
                outcome,
                1 - keep.noImprovement(),
                run.evidence().executions().size() + idle,
                idle,
                OptionalDouble.of(scale.change(keep.gain())),
                scale.logarithmic(),
                revert,
                context.clock().millis());
        context.append(List.of(settlement));
        return settlement;
    }

    /** How many executions in idle time are about a keep. */
    static int looks(Segment segment, Run run) {
        int looks = 0;
        for (var event : segment.course()) if (event instanceof Measurement look && isAbout(look, run)) looks++;
        return looks;
    }

    /** An execution without that run; those of HEAD bear on each keep alike. */
    private static boolean isAbout(Measurement look, Run run) {
        return look.role().filter(role -> role.purpose() == Purpose.LOOK).isPresent()
                && look.attempt().equals(Optional.of(run.commit()));
    }
}
