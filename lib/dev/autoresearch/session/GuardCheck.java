package dev.autoresearch.session;

import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Side;
import dev.autoresearch.model.Trial;
import dev.autoresearch.model.Verdict;
import dev.autoresearch.stats.Guard;
import dev.autoresearch.stats.GuardRule;
import dev.autoresearch.stats.NextExecution;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Holds a candidate that would be kept to the guards of its session. */
public final class GuardCheck {
    /** So many pairs in all are measured for a guard at most; then the median decides. */
    private static final int MOST_PAIRS = 20;
    /** With fewer pairs a guess is none. */
    private static final int FEWEST_PAIRS = 5;

    private static final int CANDIDATE_CRASHES = 2;

    private final SessionContext context;
    private final List<Guard> guards;

    public GuardCheck(SessionContext context, Session session) {
        this.context = context;
        this.guards =
                session.setup().safeguards().guards().stream().map(Guard::parse).toList();
    }

    /**
     * The guard that the candidate's first execution breaks for certain, so that nothing more of it has to be measured.
     *
     * @param isIncumbentKnown is HEAD what was kept last?
     */
    public Optional<GuardRule.Finding> brokenAtOnce(boolean isIncumbentKnown) {
        var evidence = context.session().trial().orElseThrow();
        var segment = context.session().current();
        var candidates = GuardRule.Pairs.of(evidence.executions()).candidates();
        if (candidates.isEmpty()) return Optional.empty();
        var kept = segment.incumbent().filter(run -> isIncumbentKnown).map(Run::metrics);
        var incumbent =
                evidence.typical(Side.INCUMBENT).map(Measurement::metrics).or(() -> kept);
        for (var guard : guards) {
            var metrics = candidates.get(0).metrics();
            var broken = GuardRule.brokenAtOnce(guard, segment, incumbent, metrics);
            if (broken.isPresent()) return broken;
        }
        return Optional.empty();
    }

    /**
     * The next execution before the guards can be judged: more pairs of the trial while a guard is open. Too few
     * pairs are no reason to keep a candidate, nor to discard it.
     *
     * @param judgement what the rule says
     */
    public NextExecution next(Trial trial, Judgement judgement) {
        if (!judgement.kept() || guards.isEmpty()) return NextExecution.NOTHING;
        var pairs = pairs();
        if (isSettled(trial, pairs) || pairs.failures() >= CANDIDATE_CRASHES) return NextExecution.NOTHING;
        var findings = findings(pairs);
        boolean broken = findings.stream().anyMatch(finding -> finding.isBroken(false));
        if (broken || findings.stream().noneMatch(GuardRule.Finding::isOpen)) return NextExecution.NOTHING;
        return pairs.half().map(half -> NextExecution.of(half.other())).orElse(NextExecution.EITHER);
    }

    /** What the guards make of it, once nothing more has to be measured. */
    public Judgement judge(Trial trial, Judgement judgement) {
        if (!judgement.kept() || guards.isEmpty()) return judgement;
        var pairs = pairs();
        if (pairs.failures() >= CANDIDATE_CRASHES)
            return judgement.overruled(Verdict.CRASHED, judgement.reason() + ", but crashed afterwards");
        boolean settled = isSettled(trial, pairs);
        var findings = findings(pairs);
        for (var finding : findings) if (finding.isBroken(settled)) return broken(judgement, finding);
        // a guess is called one
        var guesses = findings.stream()
                .filter(GuardRule.Finding::isOpen)
                .map(finding -> "; " + finding)
                .collect(Collectors.joining());
        return judgement.and(guesses);
    }

    private GuardRule.Pairs pairs() {
        return GuardRule.Pairs.of(context.session().trial().orElseThrow().executions());
    }

    private static boolean isSettled(Trial trial, GuardRule.Pairs pairs) {
        int most = Math.max(FEWEST_PAIRS, Math.min(MOST_PAIRS, trial.maxPairs().orElse(MOST_PAIRS)));
        return pairs.pairs().size() >= most && pairs.half().isEmpty();
    }

    private List<GuardRule.Finding> findings(GuardRule.Pairs pairs) {
        var segment = context.session().current();
        return guards.stream()
                .map(guard -> GuardRule.judge(guard, segment, pairs))
                .toList();
    }

    private static Judgement broken(Judgement judgement, GuardRule.Finding finding) {
        return judgement.overruled(Verdict.GUARD_FAILED, judgement.reason() + ", but " + finding);
    }

    /** The same for a rule that decides by one measurement, taken as exact. */
    public Judgement judge(Session session, Judgement judgement, Measurement measured) {
        if (!judgement.kept() || session.current().best().isEmpty()) return judgement;
        for (var finding : glances(session, measured)) if (finding.isBroken(true)) return broken(judgement, finding);
        return judgement;
    }

    private List<GuardRule.Finding> glances(Session session, Measurement measured) {
        var incumbent = session.current().best().map(Run::metrics);
        return guards.stream()
                .flatMap(guard -> GuardRule.glance(guard, incumbent, measured.metrics()).stream())
                .toList();
    }

    /** Warns of what is kept without a judge: by a person, or because it is the baseline. */
    void warn(Session session, Optional<Measurement> kept) {
        if (kept.isEmpty()) return;
        for (var finding : glances(session, kept.get()))
            if (finding.isBroken(true)) context.notice("kept, although " + finding);
        boolean unasked = session.setup().safeguards().holdout()
                && session.current().best().isPresent();
        if (unasked) context.notice("kept without asking the holdout, which only attempt does");
    }
}
