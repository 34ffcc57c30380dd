package dev.autoresearch.stats;

/**
 * Evidence that a candidate is better, whatever the noise looks like: the capital of somebody who bets on the sign of each
 * pair's difference. It begins at 1, spread over fixed stakes, and after each pair a small share is dealt out evenly
 * again, so that a stake that fits what comes later is never out of the game. An immutable value.
 *
 * <p>Where both sides are the same code, the fair coin that ordered a pair makes a difference z as likely as −z, given all
 * that came before and both timings; a stake b turns a capital of 1 into f(z) = 2/(1+e^(−2bz)), and f(z) + f(−z) = 2. So
 * the capital of all stakes, however the past and the look divided it, is a nonnegative martingale from 1, and the chance
 * that it ever reaches 1/α is at most α under any rule of stopping (Ville 1939). It grows with every z, so that a
 * candidate that is worse has never more of it than identical code in the same noise.
 *
 * <p>Sources: Vovk and Wang, "Nonparametric e-tests of symmetry", arXiv 2208.08925; fixed shares: Herbster and Warmuth 1998.
 */
final class CoinBet {
    /** Standardised differences beyond this count as this: one spike proves nothing. */
    static final double CLIP = 2.5;

    private static final double[] STAKES = {0.15, 0.3, 0.6, 1.2, 2};
    private static final double[] CAPITAL = {0.1, 0.2, 0.3, 0.2, 0.2};
    /** The share of the capital that is dealt out evenly after each pair. */
    private static final double SHARE = 0.02;
    /** Spread of a guess's half of the capital, in the logarithm of the stake. */
    private static final double SPREAD = 0.6;

    private static final double LN2 = Math.log(2);

    private final double[] shares;
    private final double logCapital;

    private CoinBet(double[] shares, double logCapital) {
        this.shares = shares;
        this.logCapital = logCapital;
    }

    /** Before the first pair, when nothing is known of the gain. */
    static CoinBet begun() {
        return new CoinBet(CAPITAL, 0);
    }

    /** Before the first pair, with half of the capital about a guess of the gain in σ that no pair to come has a part in. */
    static CoinBet about(double guess) {
        double centre = Math.log(SequentialTest.clamp(guess, STAKES[0], STAKES[STAKES.length - 1]));
        double[] shares = new double[STAKES.length];
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            double distance = (Math.log(STAKES[i]) - centre) / SPREAD;
            shares[i] = Math.exp(-distance * distance / 2);
            sum += shares[i];
        }
        for (int i = 0; i < shares.length; i++) shares[i] = (CAPITAL[i] + shares[i] / sum) / 2;
        return new CoinBet(shares, 0);
    }

    /** After one more pair, whose difference is {@code z} {@linkplain #standardised in units of σ}. */
    CoinBet plus(double z) {
        double[] after = new double[STAKES.length];
        double sum = 0;
        for (int i = 0; i < after.length; i++) {
            after[i] = shares[i] * Math.exp(logFactor(STAKES[i] * z));
            sum += after[i];
        }
        for (int i = 0; i < after.length; i++) after[i] = (1 - SHARE) * after[i] / sum + SHARE / after.length;
        return new CoinBet(after, logCapital + Math.log(sum));
    }

    /** Natural logarithm of the capital, which is an e-value: its mean is at most 1 where nothing is gained. */
    double logEvidence() {
        return logCapital;
    }

    /** ln(2/(1+e^(−2x))), what a stake makes of a capital of 1 when x is the stake times z, without overflow. */
    static double logFactor(double x) {
        return LN2 - (x >= 0 ? Math.log1p(Math.exp(-2 * x)) : -2 * x + Math.log1p(Math.exp(2 * x)));
    }

    /** A difference in units of σ, clipped. σ must be known before the pair. */
    static double standardised(double difference, double sigma) {
        return SequentialTest.clamp(difference / sigma, -CLIP, CLIP);
    }
}
