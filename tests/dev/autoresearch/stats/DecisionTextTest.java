package dev.autoresearch.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.autoresearch.model.Metric.Direction;
import dev.autoresearch.model.Verdict;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class DecisionTextTest {
    private static final CostScale TIME = new CostScale(Direction.LOWER, true, 1);
    private static final CostScale THROUGHPUT = new CostScale(Direction.HIGHER, true, 1);

    private static String words(Verdict verdict, CostScale scale, int pairs, Effect effect) {
        return new Decision(
                        verdict,
                        scale,
                        0,
                        OptionalDouble.of(0.05),
                        1,
                        pairs,
                        Optional.of(effect),
                        OptionalDouble.empty(),
                        Optional.empty())
                .toString();
    }

    private static Effect effect(double gain, OptionalDouble low, OptionalDouble high) {
        return new Effect(gain, gain, new Interval(low, high));
    }

    @Test
    void aGainIsTheMetricsChangeWithItsBestEndFirst() {
        Effect effect = effect(0.0555, OptionalDouble.of(0.0305), OptionalDouble.of(0.0921));

        assertEquals("improved: -5.4% (90% interval -8.8% … -3.0%), 8 pairs", words(Verdict.IMPROVED, TIME, 8, effect));
        assertEquals(
                "improved: +5.7% (90% interval +9.6% … +3.1%), 8 pairs",
                words(Verdict.IMPROVED, THROUGHPUT, 8, effect));
    }

    @Test
    void anOpenEndIsSaid() {
        Effect effect = effect(-0.2, OptionalDouble.empty(), OptionalDouble.of(-0.0004));

        assertEquals(
                "regressed: +22.1% (90% interval +0.04% … no bound), 1 pair",
                words(Verdict.REGRESSED, TIME, 1, effect));
    }

    @Test
    void whatIsNotKeptSaysWhatWasDone() {
        Effect effect = effect(0.0071, OptionalDouble.of(-0.01), OptionalDouble.of(0.03));

        assertEquals(
                "no improvement found after 3 pairs (stopped early)", words(Verdict.NO_IMPROVEMENT, TIME, 3, effect));
        assertEquals(
                "undecided after 60 pairs: best guess -0.7%; not kept", words(Verdict.UNDECIDED, TIME, 60, effect));
        assertEquals(
                "no better in a quick look (1 run); not tested further", words(Verdict.SCREENED_OUT, TIME, 0, effect));
        assertEquals(
                "crashed", Decision.crashed(TIME, OptionalDouble.of(1), 1, 0).toString());
    }

    @Test
    void aLinearScaleTellsTheMetricsOwnSize() {
        CostScale scale = new CostScale(Direction.HIGHER, false, 0.375);
        Effect effect = effect(2, OptionalDouble.of(1), OptionalDouble.of(3));

        assertEquals(
                "improved: +0.75 (90% interval +1.125 … +0.375), 8 pairs", words(Verdict.IMPROVED, scale, 8, effect));
    }
}
