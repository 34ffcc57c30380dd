package dev.autoresearch.session;

import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Trial;
import dev.autoresearch.model.Verdict;
import dev.autoresearch.stats.Guard;
import dev.autoresearch.stats.GuardRule;
import dev.autoresearch.stats.NextExecution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds a candidate that would be kept to the guards of its session. */
public final class GuardCheck {
    /** So many pairs in all are measured for a guard at most; then the median decides. */
    private static final int MOST_PAIRS = 20;
    /** With fewer pairs a guess is none. */
    private static final int FEWEST_PAIRS = 5;

    private static final int CANDIDATE_CRASHES = 2;

    private final SessionContext context;
    private final List<Guard> guards = new ArrayList<>();

    public GuardCheck(SessionContext context, Session session) {
        this.context = context;
        for (var text : session.setup().safeguards().guards()) guards.add(Guard.parse(text));
    }

    /**
     * What has to be measured before the guards can be judged: more pairs of the trial while one of them is open, since
     * too few are no reason to let a candidate pass, nor to throw it away.
     *
     * @param judgement what the rule says
     */
    public NextExecution next(Trial trial, Judgement judgement) {
        if (!judgement.kept() || guards.isEmpty()) return NextExecution.NOTHING;
        var pairs = pairs();
        boolean settled = isSettled(trial, pairs);
        if (settled || pairs.failures() >= CANDIDATE_CRASHES) return NextExecution.NOTHING;
        boolean open = false;
        for (var finding : findings(pairs)) {
            if (finding.isBroken(false)) return NextExecution.NOTHING;
            open |= finding.isOpen();
        }
        if (!open) return NextExecution.NOTHING;
        return pairs.half().map(half -> NextExecution.of(half.other())).orElse(NextExecution.EITHER);
    }

    /** What the guards make of it, once nothing more has to be measured. */
    public Judgement judge(Trial trial, Judgement judgement) {
        if (!judgement.kept() || guards.isEmpty()) return judgement;
        var pairs = pairs();
        if (pairs.failures() >= CANDIDATE_CRASHES)
            return overruled(judgement, Verdict.CRASHED, ", but crashed afterwards");
        boolean settled = isSettled(trial, pairs);
        var findings = findings(pairs);
        for (var finding : findings) if (finding.isBroken(settled)) return broken(judgement, finding);
        return kept(judgement, findings);
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
        return overruled(judgement, Verdict.GUARD_FAILED, ", but " + finding);
    }

    private static Judgement overruled(Judgement judgement, Verdict verdict, String more) {
        return judgement.overruled(verdict, judgement.reason() + more);
    }

    /** A guess is called one. */
    private static Judgement kept(Judgement judgement, List<GuardRule.Finding> findings) {
        var guesses = new StringBuilder();
        for (var finding : findings) if (finding.isOpen()) guesses.append("; ").append(finding);
        return judgement.and(guesses.toString());
    }

    /** The same for a rule that decides by one measurement, taken as exact. */
    public Judgement judge(Session session, Judgement judgement, Measurement measured) {
        if (!judgement.kept() || session.current().best().isEmpty()) return judgement;
        for (var finding : glances(session, measured)) if (finding.isBroken(true)) return broken(judgement, finding);
        return judgement;
    }

    private List<GuardRule.Finding> glances(Session session, Measurement measured) {
        var incumbent = session.current().best().map(Run::metrics);
        var findings = new ArrayList<GuardRule.Finding>();
        for (var guard : guards)
            GuardRule.glance(guard, incumbent, measured.metrics()).ifPresent(findings::add);
        return findings;
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
