package dev.autoresearch.measure;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.git.Git;
import dev.autoresearch.model.AuditResult;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Measurement.Role.Purpose;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Segment;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Side;
import dev.autoresearch.model.Verdict;
import dev.autoresearch.session.SessionContext;
import dev.autoresearch.stats.Decision;
import dev.autoresearch.stats.KeepCriterion;
import dev.autoresearch.stats.PairedRule;
import dev.autoresearch.stats.RuleReplay;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Each kept change of the segment put to the test again: HEAD without it against HEAD, in pairs, until a sequential
 * test has decided. A killed audit goes on where it stopped; a complete one begins anew.
 */
public record Audit(SessionContext context, Plan plan) {
    /** Pairs for one change when no number is given. */
    static final int MOST_PAIRS = 30;

    /** The chance to say of a change that makes no difference that it still earns. */
    private static final double ALPHA = 0.05;

    public List<AuditResult> audit() {
        var session = context.begun();
        var git = context.git(session, "audit");
        var changes = changes(session.current());
        if (changes.isEmpty()) return List.of();
        var judge = judge(session);
        var head = git.head();
        var known = known(session.current(), changes, head);
        var worktrees = new PreparedWorktree(context, session, plan, git);
        var results = new ArrayList<AuditResult>();
        for (var run : changes) {
            var before =
                    known.stream().filter(one -> one.number() == run.number()).findFirst();
            var result = before.orElseGet(() -> measured(worktrees, git, judge, head, run));
            if (before.isEmpty()) context.append(List.of(result));
            results.add(result);
        }
        worktrees.close();
        tellOneBuild(session.current(), results);
        return results;
    }

    /** Where nothing earns, perhaps what was built last was measured on both sides. */
    private void tellOneBuild(Segment segment, List<AuditResult> results) {
        var verdicts = results.stream().map(AuditResult::verdict).collect(Collectors.toSet());
        verdicts.remove(Verdict.INSEPARABLE);
        if (verdicts.equals(Set.of(Verdict.IDLE))
                && plan.remembering(segment).prepare().isEmpty())
            context.notice("none of them earns: if the benchmark does not build what it measures, say how with audit"
                    + " --prepare CMD before you believe it");
    }

    /** The kept runs with a commit of their own; the baseline is what they are measured from. */
    private static List<Run> changes(Segment segment) {
        var seen = new HashSet<String>();
        segment.baseline().ifPresent(run -> seen.add(run.commit()));
        return segment.runs().stream()
                .filter(run -> run.kept() && !run.baseline() && !run.commit().isEmpty() && seen.add(run.commit()))
                .toList();
    }

    private static PairedRule judge(Session session) {
        return RuleReplay.judge(session.current())
                .orElseThrow(() -> new Problem(
                        "this segment's noise is not known, because its baseline was not measured in pairs",
                        Hint.of(
                                "begin anew with {}, then {} without {}; {} works without it",
                                NextStep.of("reset"),
                                NextStep.attempt("baseline"),
                                NextStep.option("--rule", "single"),
                                NextStep.of("verify"))));
    }

    /** Results of an audit of this HEAD that was interrupted. */
    private static List<AuditResult> known(Segment segment, List<Run> changes, String head) {
        var round = new ArrayList<AuditResult>();
        for (var result : segment.checks().audited()) {
            if (!result.head().equals(head)) round.clear();
            else round.add(result);
            if (round.size() == changes.size()) round.clear();
        }
        return round;
    }

    private AuditResult measured(PreparedWorktree worktrees, Git git, PairedRule judge, String head, Run run) {
        var without = worktrees.without(head, run.commit());
        if (without.isEmpty())
            return AuditResult.inseparable(
                    run,
                    head,
                    git.follows(head, run.commit()) ? "it does not revert cleanly" : "HEAD does not hold that commit");
        if (git.treeOf(without.get()).equals(git.treeOf(head)))
            return AuditResult.inseparable(run, head, "nothing of it is left in HEAD");
        var incumbent = worktrees.side(Side.INCUMBENT, PreparedWorktree.WITHOUT, without.get());
        var candidate = worktrees.side(Side.CANDIDATE, "head", head);
        if (!isWarm(worktrees, candidate, run)) throw headFails();
        if (!isWarm(worktrees, incumbent, run))
            return AuditResult.inseparable(run, head, "the benchmark fails without it");
        return decided(worktrees, judge, head, run, incumbent, candidate);
    }

    private static Problem headFails() {
        return new Problem(
                "the benchmark fails on HEAD in a worktree of its own",
                "if it needs ignored files or a build step, name them with --carry or --prepare");
    }

    private AuditResult decided(
            PreparedWorktree worktrees,
            PairedRule judge,
            String head,
            Run run,
            PreparedWorktree.Prepared incumbent,
            PreparedWorktree.Prepared candidate) {
        var comparison =
                judge.check(KeepCriterion.BETTER.withMaxPairs(plan.maxPairs().orElse(MOST_PAIRS)), ALPHA);
        for (var earlier : executions(run))
            if (incumbent.isOf(earlier) || candidate.isOf(earlier))
                PairRunner.replay(comparison, judge.scale(), earlier);
        Predicate<Measurement> useful = execution -> RuleReplay.isUseful(judge.scale(), execution);
        var failure = new PairRunner(useful, List.of()).run(comparison::next, side -> {
            context.progress().line("without " + run.commit() + " " + run.description());
            var prepared = side == Side.INCUMBENT ? incumbent : candidate;
            var execution = worktrees.execute(prepared, Purpose.AUDIT, Optional.of(run.commit()));
            RuleReplay.feed(comparison, judge.scale(), execution);
            return execution;
        });
        if (failure.isPresent()) return AuditResult.inseparable(run, head, "the benchmark fails without it");
        return audited(run, head, comparison.decided());
    }

    private static boolean isWarm(PreparedWorktree worktrees, PreparedWorktree.Prepared side, Run run) {
        return worktrees
                .warmUp(side, Purpose.AUDIT_WARM_UP, Optional.of(run.commit()))
                .isEmpty();
    }

    private List<Measurement> executions(Run run) {
        var about = Optional.of(run.commit());
        return context.session().current().checks().executions().stream()
                .filter(execution -> execution.role().orElseThrow().purpose() == Purpose.AUDIT
                        && execution.attempt().equals(about))
                .toList();
    }

    private static AuditResult audited(Run run, String head, Decision decision) {
        var verdict = switch (decision.verdict()) {
            case IMPROVED, NO_WORSE -> Verdict.EARNS;
            case UNDECIDED -> Verdict.UNDECIDED;
            case CRASHED -> throw headFails();
            default -> Verdict.IDLE;
        };
        return new AuditResult(
                run.number(),
                run.commit(),
                head,
                run.description(),
                verdict,
                "",
                decision.pairs(),
                decision.change(),
                decision.low(),
                decision.high(),
                decision.scale().logarithmic());
    }
}
