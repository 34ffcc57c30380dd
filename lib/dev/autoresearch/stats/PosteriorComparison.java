package dev.autoresearch.stats;

import dev.autoresearch.model.Side;
import dev.autoresearch.model.Verdict;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A candidate's comparison by {@link PosteriorRule}: HEAD first if it is other code than was measured, one run of the
 * candidate, then runs of either side while one is worth its price.
 */
final class PosteriorComparison implements Comparison {
    private static final int CANDIDATE_CRASHES = 2;
    /** With a margin: a candidate is good enough from this doubt on, … */
    private static final double CERTAIN = 0.05;
    /** … and beyond hope from this one on. */
    private static final double HOPELESS = 0.5;

    private static final int MOST_LOOKS = 40;

    private final PosteriorRule rule;
    private final double margin;
    private final int mostLooks;
    private final boolean measuresHead;
    private final Map<Side, Integer> looks = new EnumMap<>(Side.class);
    private NextExecution next;
    private boolean confirms;
    private double screenGain;
    private int runs;
    private int crashes;
    private Optional<Decision> decision = Optional.empty();

    /** Changes the rule that it is given. */
    PosteriorComparison(PosteriorRule rule, KeepCriterion aim, boolean measuresHead) {
        this.rule = rule;
        this.margin = rule.scale().margin(aim.tolerance());
        this.mostLooks = aim.maxPairs().isPresent() ? 2 * aim.maxPairs().getAsInt() : MOST_LOOKS;
        this.measuresHead = measuresHead;
        this.next = rule.headIsKnown() ? NextExecution.CANDIDATE : NextExecution.INCUMBENT;
    }

    @Override
    public NextExecution next() {
        return next;
    }

    @Override
    public void feed(Side side, double value) {
        next.require(side);
        double cost = rule.scale().cost(value);
        runs++;
        boolean unknown = !rule.headIsKnown();
        if (looks(Side.CANDIDATE) == 0 && !unknown) screenGain = rule.headCost() - cost;
        rule.observe(side, cost);
        if (unknown) next = NextExecution.CANDIDATE;
        else {
            looks.merge(side, 1, Integer::sum);
            if (rule.isExact()) exactly(side);
            else weigh();
        }
    }

    private int looks(Side side) {
        return looks.getOrDefault(side, 0);
    }

    /** As long as equal code gives equal values, the first run shows the whole gain, and one pair confirms it. */
    private void exactly(Side side) {
        double gain = screenGain + margin;
        boolean enough = margin == 0 ? gain > 0 : gain >= 0;
        boolean confirmed = looks(Side.CANDIDATE) > 1 && (looks(Side.INCUMBENT) > 0 || !measuresHead);
        if (enough && !confirmed) {
            boolean halfWay = confirms && measuresHead;
            next = halfWay
                    ? NextExecution.of(side.other())
                    : measuresHead ? NextExecution.EITHER : NextExecution.CANDIDATE;
            confirms = true;
            return;
        }
        var kept = margin > 0 ? Verdict.NO_WORSE : Verdict.IMPROVED;
        var lost = screenGain < 0 ? Verdict.REGRESSED : Verdict.NO_IMPROVEMENT;
        decide(enough ? kept : lost, Effect.exactly(screenGain), OptionalDouble.empty(), enough ? 1 : 0);
    }

    private void weigh() {
        confirms = false;
        var wanted = margin == 0 ? worthRunning() : withinMargin();
        if (wanted.isPresent()) {
            next = NextExecution.of(measuresHead ? wanted.get() : Side.CANDIDATE);
            return;
        }
        var filter = rule.filter();
        double doubt = margin == 0 ? filter.noImprovement() : filter.probabilityAtMost(-margin);
        var effect = new Effect(filter.expectedGain(), filter.expectedGain(), Interval.credible(filter));
        decide(verdict(doubt, effect), effect, OptionalDouble.of(1 - doubt), 0);
    }

    /** The side of which one more run is worth its price. */
    private Optional<Side> worthRunning() {
        var filter = rule.filter();
        // idle time will look on, so that nothing more is spent on what may be kept by then
        if (keepsForNow() || runs >= mostLooks) return Optional.empty();
        var wanted = filter.nextLook(rule.price());
        if (wanted.isEmpty()) wanted = filter.nextLookBeforeDiscard(rule.price());
        return wanted.isPresent() || rule.isProvisional() || !rule.isRunCheap() ? wanted : filter.nextLookBeforeKeep();
    }

    private boolean keepsForNow() {
        // where an idea takes less time than a run, no idle run would look at it again
        return rule.isProvisional() && rule.isRunCheap() && rule.filter().keepsProvisionally();
    }

    /** With a margin: the side with fewer runs, until it is certain or beyond hope. */
    private Optional<Side> withinMargin() {
        double doubt = rule.filter().probabilityAtMost(-margin);
        if (doubt <= CERTAIN || doubt >= HOPELESS || runs >= mostLooks) return Optional.empty();
        return Optional.of(looks(Side.INCUMBENT) < looks(Side.CANDIDATE) ? Side.INCUMBENT : Side.CANDIDATE);
    }

    private Verdict verdict(double doubt, Effect effect) {
        if (margin != 0 && doubt <= CERTAIN) return margin > 0 ? Verdict.NO_WORSE : Verdict.LIKELY_IMPROVED;
        if (margin == 0 && rule.filter().keepsFinally()) return Verdict.LIKELY_IMPROVED;
        if (margin == 0 && keepsForNow()) return Verdict.PROVISIONAL;
        return effect.interval().high().orElse(1) < 0 ? Verdict.REGRESSED : Verdict.NO_IMPROVEMENT;
    }

    private void decide(Verdict verdict, Effect effect, OptionalDouble sure, int pairs) {
        next = NextExecution.NOTHING;
        decision = Optional.of(new Decision(
                verdict,
                rule.scale(),
                screenGain,
                OptionalDouble.of(rule.sigma()),
                runs,
                pairs,
                Optional.of(effect),
                sure,
                Optional.empty()));
    }

    @Override
    public void crashed(Side side) {
        next.require(side);
        runs++;
        if (side == Side.INCUMBENT || (looks(Side.CANDIDATE) > 0 && ++crashes < CANDIDATE_CRASHES)) return;
        next = NextExecution.NOTHING;
        decision = Optional.of(Decision.crashed(rule.scale(), OptionalDouble.of(rule.sigma()), runs, 0));
    }

    @Override
    public boolean isConfirming() {
        return confirms;
    }

    @Override
    public Optional<Decision> decision() {
        return decision;
    }

    @Override
    public DecisionRule after(boolean kept) {
        rule.close(0, kept, !decided().verdict().isOpen());
        return rule;
    }
}
