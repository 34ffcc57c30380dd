package dev.autoresearch.stats;

import dev.autoresearch.model.Side;
import dev.autoresearch.model.Verdict;
import java.util.Optional;
import java.util.OptionalDouble;

/** A comparison of a deterministic metric that is one pair: what it shows is exact. */
final class ExactComparison implements Comparison {
    private static final int CANDIDATE_CRASHES = 2;

    private final PairedRule judge;
    private final double margin;
    private OptionalDouble incumbent = OptionalDouble.empty();
    private OptionalDouble candidate = OptionalDouble.empty();
    private int runs;
    private int crashes;
    private Optional<Decision> decision = Optional.empty();

    ExactComparison(PairedRule judge, KeepCriterion aim) {
        this.judge = judge;
        this.margin = judge.scale().margin(aim.tolerance());
    }

    @Override
    public NextExecution next() {
        if (decision.isPresent()) return NextExecution.NOTHING;
        if (incumbent.isPresent()) return NextExecution.CANDIDATE;
        return candidate.isPresent() ? NextExecution.INCUMBENT : NextExecution.EITHER;
    }

    @Override
    public void feed(Side side, double value) {
        next().require(side);
        var cost = OptionalDouble.of(judge.scale().cost(value));
        runs++;
        if (side == Side.INCUMBENT) incumbent = cost;
        else candidate = cost;
        if (incumbent.isPresent() && candidate.isPresent()) decide(incumbent.getAsDouble() - candidate.getAsDouble());
    }

    private void decide(double gain) {
        boolean enough = margin == 0 ? gain > 0 : gain + margin >= 0;
        var verdict = enough
                ? margin > 0 ? Verdict.NO_WORSE : Verdict.IMPROVED
                : gain < 0 ? Verdict.REGRESSED : Verdict.NO_IMPROVEMENT;
        decision = Optional.of(new Decision(
                verdict,
                judge.scale(),
                gain,
                OptionalDouble.of(0),
                runs,
                1,
                Optional.of(Effect.exactly(gain)),
                Optional.empty()));
    }

    @Override
    public void crashed(Side side) {
        next().require(side);
        runs++;
        incumbent = OptionalDouble.empty();
        candidate = OptionalDouble.empty();
        if (side == Side.CANDIDATE && ++crashes == CANDIDATE_CRASHES)
            decision = Optional.of(Decision.crashed(judge.scale(), OptionalDouble.of(0), runs, 0));
    }

    @Override
    public Optional<Decision> decision() {
        return decision;
    }

    /** It is a check beside the sequence of candidates, which learns nothing from it. */
    @Override
    public DecisionRule after(boolean kept) {
        decided();
        return judge;
    }
}
