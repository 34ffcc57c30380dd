package dev.autoresearch.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which keeps of a session are proven: each has an e-value of its own, from pairs of HEAD and HEAD without it in the order
 * of a fair coin, measured after it was kept ({@link CoinBet}). The e-BH procedure at 5 % picks the largest set whose k
 * e-values are all at least K/(0.05·k), where K counts all that was ever kept: the expected share of false ones among those
 * picked is at most 5 %, whatever the noise and however keeps depend on each other (Wang and Ramdas 2022, "False discovery
 * rate control with e-values", arXiv 2009.02824). An immutable value.
 *
 * <p>The pairs that made somebody keep a change do not count: among what was kept they are the lucky ones.
 */
public final class Certificates {
    /** No keep yet. */
    public static final Certificates NONE = new Certificates(Map.of());

    /** The expected share of false ones among the proven keeps is at most this. */
    static final double RATE = 0.05;

    private final Map<Integer, CoinBet> bets;

    private Certificates(Map<Integer, CoinBet> bets) {
        this.bets = bets;
    }

    /** With one more keep, the run of that number, of which nothing is proven yet. */
    public Certificates kept(int run) {
        return with(run, CoinBet.begun());
    }

    /**
     * With one more pair about a keep.
     *
     * @param run a run that was kept
     * @param gain cost of HEAD without it minus cost of HEAD
     * @param sigma scale of such a difference, positive, known before the pair
     */
    public Certificates plus(int run, double gain, double sigma) {
        var bet = bets.get(run);
        if (bet == null) throw new IllegalArgumentException("run " + run + " was not kept");
        return with(run, bet.plus(CoinBet.standardised(gain, sigma)));
    }

    private Certificates with(int run, CoinBet bet) {
        var more = new LinkedHashMap<>(bets);
        more.put(run, bet);
        return new Certificates(more);
    }

    /** Was that run kept by a model? */
    public boolean knows(int run) {
        return bets.containsKey(run);
    }

    /** The e-value of a keep; 1 for a run that nothing is known of. */
    public double evidence(int run) {
        var bet = bets.get(run);
        return bet == null ? 1 : Math.exp(bet.logEvidence());
    }

    /** The e-value that one more keep needs to be proven beside those of {@code standing} that are; infinite without keeps. */
    public double needed(Set<Integer> standing) {
        return threshold(Math.min(proven(standing).size() + 1, Math.max(1, bets.size())));
    }

    /**
     * The keeps that are proven, in ascending order.
     *
     * @param standing keeps that are in the tree still: one that was taken back counts among all that was kept, and proves
     *     nothing
     */
    public Set<Integer> proven(Set<Integer> standing) {
        List<Integer> ranked = new ArrayList<>(bets.keySet());
        ranked.retainAll(standing);
        ranked.sort(Comparator.comparingDouble(this::evidence).reversed());
        int proven = 0;
        for (int k = 1; k <= ranked.size(); k++) if (evidence(ranked.get(k - 1)) >= threshold(k)) proven = k;
        return new TreeSet<>(ranked.subList(0, proven));
    }

    private double threshold(int picked) {
        return bets.isEmpty() ? Double.POSITIVE_INFINITY : bets.size() / (RATE * picked);
    }
}
