package dev.autoresearch.stats;

import dev.autoresearch.model.Format;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Measurement.Role;
import dev.autoresearch.model.Metric.Direction;
import dev.autoresearch.model.Segment;
import dev.autoresearch.model.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Judges a guard by the executions that decided about its candidate, never by one noisy sample.
 *
 * <p>A metric that never varied, and {@code ==} and {@code !=}, are exact: every execution of the candidate counts. For
 * any other the 90 % anytime-valid interval of the median ({@link Interval}) decides: of the pairs' differences, or of
 * the candidate's values where the limit is absolute. Wholly beyond the limit the guard is broken, wholly within it
 * holds, else it is open. The scale of the noise comes from earlier executions, so that the interval keeps its promise;
 * only where they know none it comes from these.
 */
public final class GuardRule {
    /** As many equal values make a metric deterministic, as at the calibration. */
    private static final int KNOWN = 3;
    /** The shortest calibration that shows whether a metric varies. */
    private static final int CALIBRATED = 2;

    private final Guard guard;
    private final List<FirstValues> looks;
    private final List<Double> calibration = new ArrayList<>();
    private final List<List<FirstValues>> earlier = new ArrayList<>();

    /** One value of the candidate and what it is compared with: the incumbent's, 0 where the limit is absolute. */
    private record FirstValues(double value, double incumbent) {}

    private GuardRule(Guard guard, Segment segment, Pairs evidence) {
        this.guard = guard;
        this.looks = looks(evidence);
        for (var execution : segment.calibration())
            if (execution.counts() && prints(execution)) calibration.add(value(execution));
        for (var run : segment.runs()) earlier.add(looks(Pairs.of(run.evidence().executions())));
    }

    /** What the executions of a trial say about a guard. */
    public static Finding judge(Guard guard, Segment segment, Pairs evidence) {
        for (var candidate : evidence.candidates())
            if (!candidate.metrics().containsKey(guard.metric())) return missing(guard, "the candidate");
        for (var pair : evidence.pairs())
            if (guard.relative() && !pair.incumbent().metrics().containsKey(guard.metric()))
                return missing(guard, "the incumbent");
        return new GuardRule(guard, segment, evidence).finding();
    }

    /**
     * What one measurement says, taken as exact: for those who decide by one measurement.
     *
     * @param incumbent the metrics of the best run
     * @return empty when there is nothing to compare with yet
     */
    public static Optional<Finding> glance(
            Guard guard, Optional<Map<String, Double>> incumbent, Map<String, Double> candidate) {
        var value = candidate.get(guard.metric());
        if (value == null) return Optional.of(missing(guard, "the candidate"));
        if (guard.relative() && incumbent.isEmpty()) return Optional.empty();
        var reference = guard.relative() ? incumbent.get().get(guard.metric()) : Double.valueOf(0);
        if (reference == null) return Optional.of(missing(guard, "the incumbent"));
        boolean holds = guard.allows(value, reference);
        return Optional.of(Finding.certain(
                guard, holds, named(guard, exact(guard, new FirstValues(value, reference)))));
    }

    /**
     * What the candidate's first execution breaks for certain, before anything more of it is measured: it hides the metric,
     * or the metric never varied, so that one value is as good as many.
     *
     * @param incumbent the incumbent's metrics, where they are known
     */
    public static Optional<Finding> brokenAtOnce(
            Guard guard, Segment segment, Optional<Map<String, Double>> incumbent, Map<String, Double> candidate) {
        var rule = new GuardRule(guard, segment, Pairs.of(List.of()));
        boolean isHidden = !candidate.containsKey(guard.metric());
        boolean isSettled = !guard.relative() && !guard.relation().isBound();
        if (!isHidden && !isSettled && !rule.isSteady()) return Optional.empty();
        return glance(guard, incumbent, candidate).filter(finding -> finding.isBroken(false));
    }

    private static Finding missing(Guard guard, String who) {
        return Finding.certain(guard, false, guard.metric() + ", not printed by " + who + ",");
    }

    private static String named(Guard guard, String figures) {
        return guard.metric() + " " + figures;
    }

    private static String exact(Guard guard, FirstValues look) {
        if (!guard.relative()) return Format.number(look.value());
        var percent = Format.change(look.incumbent(), look.value());
        return percent.isPresent()
                ? Format.percent(percent.getAsDouble())
                : Format.number(look.value()) + " instead of 0";
    }

    private boolean prints(Measurement execution) {
        return execution.metrics().containsKey(guard.metric());
    }

    private double value(Measurement execution) {
        return execution.metrics().getOrDefault(guard.metric(), Double.NaN);
    }

    private List<FirstValues> looks(Pairs evidence) {
        var found = new ArrayList<FirstValues>();
        if (!guard.relative()) {
            for (var candidate : evidence.candidates())
                if (prints(candidate)) found.add(new FirstValues(value(candidate), 0));
            return found;
        }
        for (var pair : evidence.pairs())
            if (prints(pair.incumbent()) && prints(pair.candidate()))
                found.add(new FirstValues(value(pair.candidate()), value(pair.incumbent())));
        return found;
    }

    private Finding finding() {
        if (!guard.relation().isBound()) return every();
        var scale = CostScale.of(all(), Direction.LOWER);
        double usual = usual(scale);
        // An absolute limit that a deterministic metric breaks once is broken; a relative one needs a steady distance.
        if (isSteady() && (!guard.relative() || isConstant(scale))) return every();
        return estimate(scale, usual);
    }

    /** Did it never vary, in the calibration or between the sides of an earlier trial? */
    private boolean isSteady() {
        return calibration.size() >= CALIBRATED && usual(CostScale.of(all(), Direction.LOWER)) == 0;
    }

    private double[] all() {
        var values = new ArrayList<>(calibration);
        var all = new ArrayList<>(earlier);
        all.add(looks);
        for (var some : all)
            for (var look : some) {
                values.add(look.value());
                values.add(guard.relative() ? look.incumbent() : guard.limit());
            }
        return array(values, Double::doubleValue);
    }

    private static <T> double[] array(List<T> items, ToDoubleFunction<T> value) {
        double[] values = new double[items.size()];
        for (int i = 0; i < values.length; i++) values[i] = value.applyAsDouble(items.get(i));
        return values;
    }

    /** Scale of one look's level: a pair's difference, or a single execution. */
    private double usual(CostScale scale) {
        var noise = Noise.ofCalibration(scale.costs(array(calibration, Double::doubleValue)));
        // two executions differ √2 times as much as one differs from the median
        double wider = guard.relative() ? 1 : Math.sqrt(2);
        for (var trial : earlier)
            noise = noise.plus(Noise.residualsOf(array(trial, look -> wider * level(look, scale))));
        return noise.sigma() / wider;
    }

    /** The rise above the incumbent, or the value itself, in cost. */
    private double level(FirstValues look, CostScale scale) {
        double cost = scale.cost(look.value());
        return guard.relative() ? cost - scale.cost(look.incumbent()) : cost;
    }

    /** How far beyond the limit, in cost; positive breaks the guard. */
    private double excess(FirstValues look, CostScale scale) {
        double beyond = scale.cost(look.value()) - scale.cost(guard.limit(look.incumbent()));
        return guard.relation().isUpper() ? beyond : -beyond;
    }

    private boolean isConstant(CostScale scale) {
        for (var look : looks) if (Math.abs(level(look, scale) - level(looks.get(0), scale)) > 1e-12) return false;
        return !looks.isEmpty();
    }

    /** Exact: one execution that breaks it is enough. */
    private Finding every() {
        int broken = 0;
        var shown = looks.isEmpty() ? Optional.<FirstValues>empty() : Optional.of(looks.get(0));
        for (var look : looks)
            if (!guard.allows(look.value(), look.incumbent()) && ++broken == 1) shown = Optional.of(look);
        var figures = shown.map(look -> exact(guard, look)).orElse("not compared");
        var times = broken == 0 || broken == looks.size()
                ? ""
                : " in " + broken + " of " + Format.count(looks.size(), guard.relative() ? "pair" : "run");
        return Finding.certain(guard, broken == 0, named(guard, figures + times));
    }

    /** Noisy: the interval decides, and where it does not, the median is the best guess. */
    private Finding estimate(CostScale scale, double usual) {
        double[] levels = array(looks, look -> level(look, scale));
        double[] excess = array(looks, look -> excess(look, scale));
        double sigma = usual > 0 ? usual : Noise.of(Noise.residualsOf(levels)).sigma();
        if (sigma == 0 && looks.size() >= KNOWN) return every();
        var interval = sigma == 0 ? Interval.UNBOUNDED : Interval.of(excess, sigma);
        var leaning = excess.length > 0 && Interval.median(excess) > 0 ? Finding.State.BROKEN : Finding.State.HOLDS;
        var state = interval.low().orElse(-1) > 0
                ? Finding.State.BROKEN
                : interval.high().orElse(1) <= 0 ? Finding.State.HOLDS : Finding.State.OPEN;
        return new Finding(
                guard,
                state,
                state == Finding.State.OPEN ? leaning : state,
                named(guard, figures(levels, sigma, scale)),
                Format.count(looks.size(), guard.relative() ? "pair" : "run"));
    }

    private String figures(double[] levels, double sigma, CostScale scale) {
        if (levels.length == 0) return "not compared";
        var interval = sigma == 0 ? Interval.UNBOUNDED : Interval.of(levels, sigma);
        var guess = text(interval.nearest(Interval.median(levels)), scale);
        if (interval.equals(Interval.UNBOUNDED)) return guess;
        return guess + " (90% interval " + end(interval.low(), scale) + " … " + end(interval.high(), scale) + ")";
    }

    private String end(OptionalDouble end, CostScale scale) {
        return end.isPresent() ? text(end.getAsDouble(), scale) : "no bound";
    }

    private String text(double level, CostScale scale) {
        if (guard.relative()) return DecisionText.change(-level, scale);
        return Format.number(scale.logarithmic() ? Math.exp(level) : level * scale.unit());
    }

    /**
     * A trial's executions as a guard sees them.
     *
     * @param candidates every execution of the candidate that counts, the first look included
     * @param pairs incumbent and candidate run next to each other
     * @param half the place of a pair's first execution whose second is still to come
     * @param failures executions of the candidate that gave no value
     */
    public record Pairs(List<Measurement> candidates, List<Pair> pairs, Optional<Side> half, int failures) {

        /** Two executions side by side. */
        record Pair(Measurement incumbent, Measurement candidate) {}

        /** Takes them in their order: whatever precedes the first look is no pair, and a crash drops the half of one. */
        public static Pairs of(List<Measurement> executions) {
            var candidates = new ArrayList<Measurement>();
            var pairs = new ArrayList<Pair>();
            var half = Optional.<Measurement>empty();
            int failures = 0;
            for (var execution : executions) {
                if (!isOfTrial(execution)) continue;
                boolean candidate = execution.isAt(Side.CANDIDATE);
                boolean first = candidate && candidates.isEmpty();
                if (candidate && !execution.counts()) failures++;
                if (candidate && execution.counts()) candidates.add(execution);
                if (first || candidates.isEmpty() || !execution.counts()) half = Optional.empty();
                else if (half.isEmpty() || half.get().isAt(Side.CANDIDATE) == candidate) half = Optional.of(execution);
                else {
                    pairs.add(candidate ? new Pair(half.get(), execution) : new Pair(execution, half.get()));
                    half = Optional.empty();
                }
            }
            var open = half.map(first -> first.isAt(Side.CANDIDATE) ? Side.CANDIDATE : Side.INCUMBENT);
            return new Pairs(List.copyOf(candidates), List.copyOf(pairs), open, failures);
        }

        private static boolean isOfTrial(Measurement execution) {
            return execution.role().isPresent() && execution.role().get().purpose() == Role.Purpose.TRIAL;
        }
    }

    /**
     * What the executions say about a guard.
     *
     * @param state what they prove
     * @param leaning what the best guess is, when they prove nothing
     * @param figures what was found: {@code memory_mb +7.1% (90% interval +5.9% … +8.4%)}
     * @param basis how much it is founded on: {@code 8 pairs}
     */
    public record Finding(Guard guard, State state, State leaning, String figures, String basis) {

        /** How a guard stands. */
        public enum State {
            /** Met. */
            HOLDS,
            /** Not met. */
            BROKEN,
            /** The executions so far speak against neither. */
            OPEN
        }

        static Finding certain(Guard guard, boolean holds, String figures) {
            var state = holds ? State.HOLDS : State.BROKEN;
            return new Finding(guard, state, state, figures, "");
        }

        /** Not proven either way? */
        public boolean isOpen() {
            return state == State.OPEN;
        }

        /** Proven to be broken, or, as far as one can tell by now, broken? */
        public boolean isBroken(boolean settled) {
            return state == State.BROKEN || (settled && isOpen() && leaning == State.BROKEN);
        }

        /** For a person: {@code memory_mb +7.1% breaks the guard <= +2%}. */
        @Override
        public String toString() {
            var verb = leaning == State.BROKEN ? " breaks" : " keeps";
            var doubt = isOpen() ? " as far as " + basis + " can tell" : "";
            return figures + verb + " the guard " + guard.condition() + doubt;
        }
    }
}
