package dev.autoresearch.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.autoresearch.model.Metric.Direction;
import dev.autoresearch.model.Side;
import dev.autoresearch.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What must hold for any values. */
class RuleReplayPropertyTest {
    private record Fed(Side side, double value, boolean crash) {}

    @Property(tries = 200)
    void replayingTheFedValuesGivesTheSameStateAtEachStep(
            @ForAll long seed, @ForAll @DoubleRange(min = 0, max = 0.2) double noise) {
        Random random = new Random(seed);
        DecisionRule lived = judge(Direction.LOWER, random, noise, 1);
        DecisionRule replayed = lived;
        for (int attempt = 0; attempt < 5; attempt++) {
            List<Fed> journal = new ArrayList<>();
            Comparison comparison = lived.begin();
            double speed = 0.85 + 0.3 * random.nextDouble();
            while (comparison.next() != NextExecution.NOTHING) {
                Fed fed = execute(comparison.next().side(random.nextBoolean()), speed, noise, random);
                feed(comparison, fed);
                journal.add(fed);
            }
            Comparison again = replayed.begin();
            journal.forEach(fed -> feed(again, fed));
            assertEquals(comparison.decision(), again.decision());
            lived = comparison.after();
            replayed = again.after();
            assertEquals(lived, replayed);
        }
    }

    @Property(tries = 200)
    void theUnitOfTheMetricDoesNotMatter(@ForAll long seed, @ForAll @IntRange(min = -20, max = 20) int powerOfTwo) {
        double unit = Math.pow(2, powerOfTwo);

        assertEquals(
                verdicts(Direction.LOWER, seed, value -> value),
                verdicts(Direction.LOWER, seed, value -> value * unit));
    }

    @Property(tries = 200)
    void aThroughputIsJudgedLikeTheTimeThatItIsTheInverseOf(@ForAll long seed) {
        assertEquals(
                verdicts(Direction.LOWER, seed, value -> value), verdicts(Direction.HIGHER, seed, value -> 1 / value));
    }

    private static List<Verdict> verdicts(
            Direction direction, long seed, java.util.function.DoubleUnaryOperator metric) {
        Random random = new Random(seed);
        double[] calibration = new double[6];
        for (int i = 0; i < calibration.length; i++) {
            calibration[i] = metric.applyAsDouble(time(1, 0.05, random));
        }
        DecisionRule judge = PairedRule.calibrated(CostScale.of(calibration, direction), calibration);
        List<Verdict> verdicts = new ArrayList<>();
        for (int attempt = 0; attempt < 5; attempt++) {
            Comparison comparison = judge.begin();
            double speed = 0.85 + 0.3 * random.nextDouble();
            while (comparison.next() != NextExecution.NOTHING) {
                Side side = comparison.next().side(random.nextBoolean());
                comparison.feed(side, metric.applyAsDouble(time(side == Side.CANDIDATE ? speed : 1, 0.05, random)));
            }
            verdicts.add(comparison.decision().orElseThrow().verdict());
            judge = comparison.after();
        }
        return verdicts;
    }

    private static DecisionRule judge(Direction direction, Random random, double noise, double speed) {
        double[] calibration = new double[6];
        for (int i = 0; i < calibration.length; i++) {
            calibration[i] = time(speed, noise, random);
        }
        return PairedRule.calibrated(CostScale.of(calibration, direction), calibration);
    }

    private static Fed execute(Side side, double speed, double noise, Random random) {
        boolean crash = random.nextInt(50) == 0;
        return new Fed(side, time(side == Side.CANDIDATE ? speed : 1, noise, random), crash);
    }

    private static void feed(Comparison comparison, Fed fed) {
        if (fed.crash()) {
            comparison.crashed(fed.side());
        } else {
            comparison.feed(fed.side(), fed.value());
        }
    }

    private static double time(double speed, double noise, Random random) {
        return 100 * speed * Math.exp(noise * random.nextGaussian());
    }
}
