package dev.autoresearch.stats;

import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Judgement.ComparisonFigures;
import dev.autoresearch.model.Side;
import dev.autoresearch.model.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * A candidate's comparison by {@link PairedRule}: the incumbent again if it is stale, a look at the candidate, then pairs. A
 * deterministic metric is compared exactly, and a gain confirmed by one exact pair; if that pair shows noise, pairs go
 * on as usual.
 */
final class PairedComparison implements Comparison {
    private static final int CANDIDATE_CRASHES = 2;
    /** A median of more pairs outlives a spike by itself. */
    private static final int FEW_PAIRS = 2;

    private final KeepCriterion aim;
    private final double margin;
    private final List<Double> incumbents = new ArrayList<>();
    private final List<Double> candidates = new ArrayList<>();
    private final Screening look;
    private final boolean patient;
    private boolean alone;
    private final Optional<Judgement> recorded;
    private PairedRule judge;
    private double screenCost;
    private double screenGain;
    private Stage stage;
    private Optional<Half> half = Optional.empty();
    private Optional<SequentialTest> test = Optional.empty();
    private double alpha;
    private double sigma;
    private int runs;
    private int candidateCrashes;
    private Optional<Decision> decision = Optional.empty();

    private enum Stage {
        REFRESH,
        SCREEN,
        EXACT_PAIR,
        PAIRS
    }

    private record Half(Side side, double cost) {}

    PairedComparison(PairedRule judge, KeepCriterion aim, Optional<Judgement> recorded) {
        this(judge, aim, recorded, false);
    }

    private PairedComparison(PairedRule judge, KeepCriterion aim, Optional<Judgement> recorded, boolean patient) {
        this.recorded = recorded;
        this.patient = patient;
        this.judge = judge;
        this.aim = aim;
        this.margin = judge.scale().margin(aim.tolerance());
        this.sigma = judge.noise().sigma();
        this.look = new Screening(Math.max(sigma, Double.MIN_NORMAL), margin, judge.mostPairs(aim));
        this.stage = judge.incumbentIsStale() ? Stage.REFRESH : Stage.SCREEN;
    }

    /** A comparison that begins with pairs at once, at a given risk. */
    static PairedComparison unscreened(PairedRule judge, KeepCriterion aim, double alpha) {
        PairedComparison comparison = new PairedComparison(judge, aim, Optional.empty(), true);
        if (comparison.sigma > 0) comparison.beginPairs(alpha, OptionalDouble.empty());
        return comparison;
    }

    /** A comparison that knows nothing of earlier values: the first pair of an exact metric decides. */
    static PairedComparison check(PairedRule judge, KeepCriterion aim, double alpha) {
        PairedComparison comparison = unscreened(judge, aim, alpha);
        comparison.alone = comparison.sigma == 0;
        if (comparison.alone) comparison.stage = Stage.EXACT_PAIR;
        return comparison;
    }

    @Override
    public NextExecution next() {
        if (decision.isPresent()) return NextExecution.NOTHING;
        return switch (stage) {
            case REFRESH -> isRecordedLook() ? NextExecution.EITHER : NextExecution.INCUMBENT;
            case SCREEN -> isRecordedLook() ? NextExecution.EITHER : NextExecution.CANDIDATE;
            case EXACT_PAIR, PAIRS ->
                half.map(first -> NextExecution.of(first.side().other())).orElse(NextExecution.EITHER);
        };
    }

    @Override
    public void feed(Side side, double value) {
        next().require(side);
        double cost = judge.scale().cost(value);
        runs++;
        if (isRecordedLook()) stage = side == Side.INCUMBENT ? Stage.REFRESH : Stage.SCREEN;
        switch (stage) {
            case REFRESH -> {
                judge = judge.refreshed(cost);
                stage = Stage.SCREEN;
                if (isLooking()) weigh();
            }
            case SCREEN -> {
                if (sigma > 0) look(cost);
                else exactLook(cost);
            }
            case EXACT_PAIR, PAIRS -> half(side, cost);
        }
    }

    @Override
    public void crashed(Side side) {
        next().require(side);
        runs++;
        half = Optional.empty();
        boolean first = stage == Stage.SCREEN && !isLooking();
        if (side == Side.CANDIDATE && (first || ++candidateCrashes == CANDIDATE_CRASHES)) {
            decision = Optional.of(Decision.crashed(judge.scale(), OptionalDouble.of(sigma), runs, candidates.size()));
        }
    }

    private void exactLook(double cost) {
        screenCost = cost;
        screenGain = judge.incumbentCost() - cost;
        if (isGainEnough()) stage = Stage.EXACT_PAIR;
        else decideExactly();
    }

    private boolean isGainEnough() {
        return margin == 0 ? screenGain > 0 : screenGain + margin >= 0;
    }

    private void decideExactly() {
        Verdict enough = margin > 0 ? Verdict.NO_WORSE : Verdict.IMPROVED;
        Verdict tooLittle = screenGain < 0 ? Verdict.REGRESSED : Verdict.NO_IMPROVEMENT;
        decide(isGainEnough() ? enough : tooLittle, Optional.of(Effect.exactly(screenGain)));
    }

    /** Was what follows looked at before, perhaps by a version of the rule that looked at other sides? */
    private boolean isRecordedLook() {
        boolean looks = stage == Stage.REFRESH || stage == Stage.SCREEN;
        return looks && recorded.isPresent() && judge.incumbent().runs() > 0;
    }

    private boolean isLooking() {
        return stage == Stage.SCREEN && look.costs().length > 0;
    }

    private void look(double cost) {
        look.feed(cost);
        weigh();
    }

    private void weigh() {
        Screening.Answer own = look.against(judge.incumbent());
        Screening.Answer answer =
                recorded.map(before -> asRecorded(own, figures(before))).orElse(own);
        screenGain = look.gain();
        switch (answer) {
            case CANDIDATE -> stage = Stage.SCREEN;
            case INCUMBENT -> stage = Stage.REFRESH;
            case PAIRS -> beginPairs(look.strength());
            case DROP -> decide(Verdict.SCREENED_OUT, Optional.empty());
        }
    }

    /** What came after the look then: pairs, more of the look, or the end. */
    private Screening.Answer asRecorded(Screening.Answer own, ComparisonFigures then) {
        int left = then.runs() - runs;
        if (then.alpha().isEmpty()) return left <= 0 ? Screening.Answer.DROP : Screening.Answer.CANDIDATE;
        return own == Screening.Answer.DROP || left <= 2 * then.pairs() ? Screening.Answer.PAIRS : own;
    }

    private void beginPairs(double strength) {
        double own = judge.budget().next(strength);
        double risk =
                recorded.map(before -> figures(before).alpha().orElse(own)).orElse(own);
        beginPairs(risk, OptionalDouble.of((screenGain + margin) / sigma));
    }

    private void beginPairs(double risk, OptionalDouble firstGuess) {
        alpha = risk;
        double lookedFor = patient ? SequentialTest.PATIENT : SequentialTest.lookedFor(sigma);
        test = Optional.of(new SequentialTest(lookedFor, judge.mostPairs(aim), sigma, alpha, firstGuess, margin));
        stage = Stage.PAIRS;
    }

    private void half(Side side, double cost) {
        if (half.isEmpty()) {
            half = Optional.of(new Half(side, cost));
            return;
        }
        double first = half.get().cost();
        half = Optional.empty();
        double incumbent = side == Side.INCUMBENT ? cost : first;
        double candidate = side == Side.CANDIDATE ? cost : first;
        if (stage == Stage.EXACT_PAIR) {
            exactPair(incumbent, candidate);
        } else {
            pair(incumbent, candidate);
        }
    }

    private void exactPair(double incumbent, double candidate) {
        if (alone) screenGain = incumbent - candidate;
        if (alone || (candidate == screenCost && incumbent == judge.incumbentCost())) {
            incumbents.add(incumbent);
            candidates.add(candidate);
            decideExactly();
            return;
        }
        judge = judge.noisier(candidate - screenCost, incumbent - judge.incumbentCost());
        sigma = judge.noise().sigma();
        beginPairs((screenGain + margin) / sigma);
    }

    private void pair(double incumbent, double candidate) {
        incumbents.add(incumbent);
        candidates.add(candidate);
        SequentialTest running = test.orElseThrow();
        running.feed(incumbent - candidate);
        Optional<Verdict> verdict = recorded.isEmpty()
                ? running.verdict()
                : recorded.filter(this::endsHere).map(Judgement::verdict);
        if (verdict.isPresent()) decide(verdict.get(), Optional.of(closed(running, judge.noise(), screenGain, margin)));
    }

    private boolean endsHere(Judgement judgement) {
        return candidates.size() >= figures(judgement).pairs();
    }

    private static ComparisonFigures figures(Judgement judgement) {
        return judgement.comparison().orElseThrow();
    }

    /**
     * The effect of so few pairs that they alone bound nothing, the open sides of its interval closed at the {@linkplain Noise#usualError usual error}
     * of a pair. The cautious guess of one or two pairs counts the look as one more: a median of three outlives a spike.
     *
     * @param noise known before the comparison
     * @param lookGain the gain in cost that the look suggested
     * @param margin how much worse in cost the candidate might be
     */
    private static Effect closed(SequentialTest comparison, Noise noise, double lookGain, double margin) {
        Effect effect = comparison.effect();
        OptionalDouble error = noise.usualError();
        boolean keep =
                comparison.verdict().isPresent() && comparison.verdict().get().keep();
        double floor = keep ? -margin : Double.NEGATIVE_INFINITY;
        Effect closed = error.isEmpty() ? effect : effect.closed(error.getAsDouble(), floor);
        int pairs = comparison.pairs();
        if (pairs > FEW_PAIRS) return closed;
        double[] gains = Arrays.copyOf(comparison.gains(), pairs + 1);
        gains[pairs] = lookGain + margin;
        return closed.cautiously(Interval.median(gains) - margin, noise.sigma() * noise.sigma() / gains.length);
    }

    private void decide(Verdict verdict, Optional<Effect> effect) {
        decision = Optional.of(new Decision(
                verdict,
                judge.scale(),
                screenGain,
                OptionalDouble.of(sigma),
                runs,
                candidates.size(),
                effect,
                OptionalDouble.empty(),
                test.map(done -> new SequentialTest.Result(
                        alpha,
                        done.logEvidence(),
                        done.logFutility(),
                        DoubleStream.of(done.gains()).boxed().toList()))));
    }

    @Override
    public Optional<Comparison.Progress> progress() {
        return test.filter(running -> running.pairs() > 0)
                .map(running -> new Comparison.Progress(
                        running.pairs(),
                        running.maxPairs(),
                        Interval.median(running.gains()) - margin,
                        Math.exp(running.logEvidence()),
                        Math.exp(running.logNeeded())));
    }

    @Override
    public boolean isConfirming() {
        return stage == Stage.EXACT_PAIR;
    }

    @Override
    public Optional<Decision> decision() {
        return decision;
    }

    @Override
    public DecisionRule after(boolean kept) {
        Decision made = decided();
        if (test.isPresent()) {
            double[] all = joined(look.costs(), unboxed(candidates));
            return learned(all).afterPairs(alpha, kept, test.get().gains(), unboxed(incumbents), all);
        }
        if (alone || made.verdict() == Verdict.CRASHED) return judge;
        if (look.costs().length > 0) return learned(look.costs()).afterScreen(kept, Interval.median(look.costs()));
        return candidates.isEmpty() ? judge.afterScreen(kept, screenCost) : judge.afterExactPair(kept, screenCost);
    }

    /** There may be few pairs, so that each side's successive runs are to tell of the noise as well. */
    private PairedRule learned(double[] candidateRuns) {
        return judge.noisier(joined(Noise.successive(candidateRuns), Noise.successive(unboxed(incumbents))));
    }

    private static double[] joined(double[] some, double[] others) {
        return DoubleStream.concat(DoubleStream.of(some), DoubleStream.of(others))
                .toArray();
    }

    private static double[] unboxed(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
