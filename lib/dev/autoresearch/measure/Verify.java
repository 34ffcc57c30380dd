package dev.autoresearch.measure;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.git.Git;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Measurement.Role.Purpose;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Segment;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Side;
import dev.autoresearch.model.VerifyResult;
import dev.autoresearch.session.SessionContext;
import dev.autoresearch.session.SessionSummary;
import dev.autoresearch.stats.FixedPairs;
import dev.autoresearch.stats.RuleReplay;
import java.util.List;
import java.util.Optional;

/**
 * The honest total: the segment's baseline against HEAD in a fixed number of pairs. Every execution is in the journal
 * before the next one begins. So a killed verify goes on where it stopped.
 */
public record Verify(SessionContext context, Plan plan) {
    /** Pairs when no number is given, and the least one. */
    public static final int FEWEST = 10;

    /** Measures; empty when HEAD is the baseline still. */
    public Optional<VerifyResult> verify(int pairs) {
        if (pairs < FEWEST)
            throw new Problem(
                    "verify takes at least " + FEWEST + " pairs, not " + pairs, "leave --pairs out", Problem.USAGE);
        var session = context.begun();
        var git = context.git(session, "verify");
        var baseline = baseline(session, git);
        var head = git.head();
        if (git.treeOf(baseline).equals(git.treeOf(head))) return Optional.empty();
        var worktrees = new PreparedWorktree(context, session, plan, git);
        var measured = measure(worktrees, baseline, head, pairs);
        var verified = verified(session.current(), measured, baseline, head);
        context.append(List.of(verified));
        SessionSummary.verifyWarnings(context.session().current(), Optional.of(git))
                .forEach(context::notice);
        worktrees.close();
        return Optional.of(verified);
    }

    private static String baseline(Session session, Git git) {
        var run = session.current().baseline();
        if (run.isEmpty())
            throw new Problem(
                    "this segment has no baseline yet", Hint.of("{} measures it", NextStep.attempt("baseline")));
        var commit = Optional.of(run.get()).filter(Run::kept).map(Run::commit).filter(id -> !id.isEmpty());
        if (commit.isEmpty())
            throw new Problem(
                    "the baseline, " + run.get().title() + ", was not kept as a commit ("
                            + run.get().status().label() + "), so there is nothing to measure HEAD against",
                    Hint.of(
                            "begin anew with a baseline that is kept: {}, then {}",
                            NextStep.of("reset"),
                            NextStep.attempt("baseline")));
        if (!git.exists(commit.get()))
            throw new Problem(
                    "the baseline's commit " + commit.get() + " is no longer in this repository",
                    "fetch the branch that holds it, then verify again");
        return git.commitOf(commit.get());
    }

    private FixedPairs measure(PreparedWorktree worktrees, String baseline, String head, int wanted) {
        var incumbent = worktrees.side(Side.INCUMBENT, "baseline", baseline);
        var candidate = worktrees.side(Side.CANDIDATE, "head", head);
        warmUp(worktrees, incumbent);
        warmUp(worktrees, candidate);
        var pairs = replayed(incumbent, candidate, wanted);
        var failure = new PairRunner(Measurement::counts, List.of()).run(pairs::next, side -> {
            var prepared = side == Side.INCUMBENT ? incumbent : candidate;
            var execution = worktrees.execute(prepared, Purpose.VERIFY, Optional.empty());
            feed(pairs, execution, side);
            context.progress().line("pair " + pairs.pairs() + " of " + wanted);
            return execution;
        });
        if (failure.isEmpty()) return pairs;
        throw failing(failure.get().isAt(Side.INCUMBENT) ? incumbent : candidate, failure.get());
    }

    private void warmUp(PreparedWorktree worktrees, PreparedWorktree.Prepared side) {
        worktrees.warmUp(side, Purpose.VERIFY_WARM_UP, Optional.empty()).ifPresent(failure -> {
            throw failing(side, failure);
        });
    }

    private FixedPairs replayed(PreparedWorktree.Prepared incumbent, PreparedWorktree.Prepared candidate, int wanted) {
        var pairs = new FixedPairs(wanted);
        for (var execution : context.session().current().checks().executions()) {
            if (execution.role().orElseThrow().purpose() != Purpose.VERIFY) continue;
            if (incumbent.isOf(execution)) feed(pairs, execution, Side.INCUMBENT);
            else if (candidate.isOf(execution)) feed(pairs, execution, Side.CANDIDATE);
        }
        return pairs;
    }

    private static void feed(FixedPairs pairs, Measurement execution, Side variant) {
        if (execution.counts()) pairs.feed(variant, execution.primary().orElseThrow());
        else pairs.crashed();
    }

    private static Problem failing(PreparedWorktree.Prepared side, Measurement execution) {
        var what = side.side() == Side.INCUMBENT ? "the baseline" : "HEAD";
        return new Problem(
                "the benchmark fails on " + what + " in " + side.folder() + " (" + execution.ending() + ")",
                "see " + execution.output().orElse("its output")
                        + "; if it needs ignored files or a build step, name them with --carry or --prepare");
    }

    private static VerifyResult verified(Segment segment, FixedPairs pairs, String baseline, String head) {
        var direction = segment.setup().metric().direction();
        var estimate = pairs.estimate(direction, RuleReplay.judge(segment));
        var scale = estimate.scale();
        var interval = estimate.effect().interval();
        return new VerifyResult(
                baseline,
                head,
                estimate.pairs(),
                scale.change(estimate.effect().gain()),
                scale.change(interval.low()),
                scale.change(interval.high()),
                scale.logarithmic());
    }
}
