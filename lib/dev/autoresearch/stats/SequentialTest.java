package dev.autoresearch.stats;

import dev.autoresearch.model.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One candidate against the incumbent, a pair at a time, until the evidence suffices, going on is futile, or the pairs
 * are used up. The chance of ever calling identical code improved is at most α, whatever the distribution of the noise
 * and however wrong σ is ({@link CoinBet}).
 */
final class SequentialTest {
    /** The first guess of the gain in σ when there is no screening run. */
    static final double PRIOR_GAIN = 1.0;
    /** Likelihood ratio at which a gain of the size looked for is given up. */
    static final double FUTILE = 0.3;
    /** The least gain in cost worth looking for, about 0.5 %. */
    static final double LEAST_GAIN = 0.005;

    /** A gain in σ that a check beside the sequence of candidates looks for: it gives up late. */
    static final double PATIENT = 0.5;
    /** Pairs after which a comparison stays undecided. */
    static final int MOST_PAIRS = 100;
    /** Found by simulation (docs/verdicts.md): 2 at a σ of 0.8 %, 1.1 at 2.8 %, 0.7 at 7 %, 0.5 from 13 % on. */
    private static final double LOOKED_FOR = 0.18;

    private static final double GREATEST_LOOKED_FOR = 2;

    private final double sigma;
    private final double margin;
    private final double needed;
    private final double lookedFor;
    private final int maxPairs;
    private CoinBet bet;
    private double logFutility;
    private double[] differences = new double[8];
    private int pairs;
    private Optional<Verdict> verdict = Optional.empty();

    /**
     * Begins a comparison.
     *
     * @param lookedFor the gain in units of σ for which giving up is a mistake, positive; larger gives up sooner
     * @param maxPairs pairs after which it stays undecided, positive
     * @param sigma scale of a pair's difference, positive
     * @param alpha the accepted chance to keep a candidate that changes nothing, in (0, 1)
     * @param firstGuess the gain in units of σ that the screening run suggests, if there was one
     * @param margin how much worse in cost the candidate may be; negative: how much better it must be
     */
    SequentialTest(
            double lookedFor, int maxPairs, double sigma, double alpha, OptionalDouble firstGuess, double margin) {
        this.sigma = sigma;
        this.margin = margin;
        this.needed = Math.log(1 / alpha);
        this.maxPairs = maxPairs;
        this.lookedFor = Math.min(Math.max(lookedFor, LEAST_GAIN / sigma), CoinBet.CLIP);
        this.bet = CoinBet.about(firstGuess.orElse(PRIOR_GAIN));
    }

    /** The gain in σ worth looking for at a noise of {@code sigma}, positive: pairs are given up sooner where they say more. */
    static double lookedFor(double sigma) {
        return clamp(LOOKED_FOR / Math.sqrt(sigma), PATIENT, GREATEST_LOOKED_FOR);
    }

    /** Takes one pair: cost of the incumbent minus cost of the candidate. Must not be called after a verdict. */
    void feed(double difference) {
        double gain = difference + margin;
        remember(gain);
        double z = CoinBet.standardised(gain, sigma);
        bet = bet.plus(z);
        logFutility += lookedFor * z - lookedFor * lookedFor / 2;
        verdict = judge();
    }

    private Optional<Verdict> judge() {
        if (bet.logEvidence() >= needed) return Optional.of(margin > 0 ? Verdict.NO_WORSE : Verdict.IMPROVED);
        if (logFutility <= Math.log(FUTILE)) {
            // with a negative margin the candidate may miss the gain asked for and still be no worse
            boolean worse = Interval.of(gains(), sigma).high().orElse(0) < Math.min(0, margin);
            return Optional.of(worse ? Verdict.REGRESSED : Verdict.NO_IMPROVEMENT);
        }
        return pairs >= maxPairs ? Optional.of(Verdict.UNDECIDED) : Optional.empty();
    }

    /** The verdict, once there is one. */
    Optional<Verdict> verdict() {
        return verdict;
    }

    /** The pairs' gains so far, beyond the margin. */
    double[] gains() {
        return Arrays.copyOf(differences, pairs);
    }

    /** How large the gain is, the margin taken off again. A kept one's interval does not reach below what it had to show. */
    Effect effect() {
        Interval interval = Interval.of(gains(), sigma);
        boolean keep = verdict.isPresent() && verdict.get().keep();
        return Effect.within(gains(), sigma, keep ? interval.atLeast(0) : interval, -margin);
    }

    int pairs() {
        return pairs;
    }

    int maxPairs() {
        return maxPairs;
    }

    /** Natural logarithm of the evidence for a gain. */
    double logEvidence() {
        return bet.logEvidence();
    }

    /** The evidence at which the candidate is kept, as a logarithm. */
    double logNeeded() {
        return needed;
    }

    double logFutility() {
        return logFutility;
    }

    static double clamp(double x, double low, double high) {
        return x < low ? low : x > high ? high : x;
    }

    private void remember(double gain) {
        if (pairs == differences.length) differences = Arrays.copyOf(differences, 2 * pairs);
        differences[pairs++] = gain;
    }

    /**
     * What a sequential test in pairs came to.
     *
     * @param alpha the risk of a false keep that it took
     * @param logEvidence natural logarithm of the odds for a gain
     * @param logFutility natural logarithm of the likelihood ratio of the gain looked for
     * @param gains each pair's gain in cost, beyond the aim's margin
     */
    public record Result(double alpha, double logEvidence, double logFutility, List<Double> gains) {}
}
