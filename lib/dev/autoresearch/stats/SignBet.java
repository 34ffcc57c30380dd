package dev.autoresearch.stats;

/**
 * A bet on the sign of a pair's difference. If both sides run the same code and their order is a fair coin, a
 * difference of z is as likely as one of −z, and 2/(1+e^(−2bz)) is a fair bet whatever the noise looks like: its mean
 * is 1. Products of such bets grow past 1/α with a chance of at most α (Ville), under any rule of stopping. Source:
 * Vovk and Wang, "Nonparametric e-tests of symmetry", arXiv 2208.08925.
 */
final class SignBet {
    /** Standardised differences beyond this count as this: one spike proves nothing. */
    static final double CLIP = 2.5;

    private static final double LN2 = Math.log(2);

    private SignBet() {}

    /** ln(2/(1+e^(−2x))), computed without overflow. */
    static double logFactor(double x) {
        return LN2 - (x >= 0 ? Math.log1p(Math.exp(-2 * x)) : -2 * x + Math.log1p(Math.exp(2 * x)));
    }

    /** A difference in units of σ, clipped. */
    static double standardised(double difference, double sigma) {
        return clamp(difference / sigma, -CLIP, CLIP);
    }

    static double clamp(double x, double low, double high) {
        return x < low ? low : x > high ? high : x;
    }
}
