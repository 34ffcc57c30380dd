package dev.autoresearch.stats;

import dev.autoresearch.model.Side;
import java.util.Optional;

/**
 * One candidate on its way to a verdict, a state machine that is fed one execution at a time:
 *
 * <pre>{@code
 * while (comparison.next() != NextExecution.NOTHING) {
 *     Side side = comparison.next().side(coin.nextBoolean());
 *     comparison.feed(side, execute(side));
 * }
 * }</pre>
 *
 * It draws no random numbers and looks at no clock: the same values in the same order give the same verdict.
 */
public interface Comparison {
    /** What it needs next. */
    NextExecution next();

    /**
     * Takes the metric value of one execution.
     *
     * @throws IllegalStateException if that side was not needed
     * @throws dev.autoresearch.Problem if the value is not one that the metric can have; nothing has changed then
     */
    void feed(Side side, double value);

    /** Takes a crash of one side. A half-measured pair is dropped and measured again. */
    void crashed(Side side);

    /** How far it got; empty before the first pair, and where there are none. */
    default Optional<Progress> progress() {
        return Optional.empty();
    }

    /** Is the pair that it needs to confirm what one execution of an exact metric showed? Noise in it makes more follow. */
    default boolean isConfirming() {
        return false;
    }

    /** The decision, once {@link #next} is {@link NextExecution#NOTHING}. */
    Optional<Decision> decision();

    /**
     * The decision.
     *
     * @throws IllegalStateException if there is none yet
     */
    default Decision decided() {
        return decision().orElseThrow(() -> new IllegalStateException("the comparison is not decided yet"));
    }

    /**
     * The judge for the next candidate.
     *
     * @param kept whether this candidate became the incumbent: the verdict's word, unless a guard or a person overruled
     * @throws IllegalStateException if there is no decision yet
     */
    DecisionRule after(boolean kept);

    /** The judge for the next candidate if the verdict is followed. */
    default DecisionRule after() {
        return after(decision().isPresent() && decision().get().verdict().keep());
    }

    /**
     * How far a comparison got.
     *
     * @param pairs pairs measured
     * @param maxPairs pairs after which it gives up
     * @param gain the median gain in cost so far
     * @param evidence odds for a gain so far; 41 means 41 to 1
     * @param needed odds at which the candidate is kept
     */
    public record Progress(int pairs, int maxPairs, double gain, double evidence, double needed) {}
}
