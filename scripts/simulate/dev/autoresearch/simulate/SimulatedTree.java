package dev.autoresearch.simulate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The true state of a session's project: which ideas are in it, and how long its benchmark truly takes. Ideas have
 * numbers from 0, in the order in which they came.
 */
final class SimulatedTree {
    /** Stands for no idea. */
    static final int NONE = -1;

    private static final double BASELINE = Math.log(100);
    /** How often an idea that helps overlaps with one that helped before, and by how much of the smaller gain at most. */
    private static final double OVERLAP_RATE = 0.7;

    private static final double GREATEST_OVERLAP = 0.5;

    private final double conflicts;
    private final boolean interactions;
    private final SplittableRandom random;
    private final List<Idea> ideas = new ArrayList<>();
    private final BitSet kept = new BitSet();

    /**
     * A project that nothing was changed in.
     *
     * @param conflicts share of ideas that cannot be taken out once a later one is in
     * @param interactions do ideas overlap, so that two gain less than the sum of both?
     * @param random decides which do
     */
    SimulatedTree(double conflicts, boolean interactions, SplittableRandom random) {
        this.conflicts = conflicts;
        this.interactions = interactions;
        this.random = random;
    }

    /** A new idea of that gain, which is not in the tree yet. Returns its number. */
    int propose(double gain) {
        boolean entangled = conflicts > 0 && random.nextDouble() < conflicts;
        int partner = NONE;
        double overlap = 0;
        int[] helping = interactions && gain > 0 ? helping() : new int[0];
        if (helping.length > 0 && random.nextDouble() < OVERLAP_RATE) {
            partner = helping[random.nextInt(helping.length)];
            overlap = GREATEST_OVERLAP * random.nextDouble() * Math.min(gain, gain(partner));
        }
        ideas.add(new Idea(gain, partner, overlap, entangled));
        return ideas.size() - 1;
    }

    void keep(int idea) {
        kept.set(idea);
    }

    /** Takes a kept idea out, unless that conflicts with a later one. */
    boolean revert(int idea) {
        if (!canRevert(idea)) return false;
        kept.clear(idea);
        return true;
    }

    boolean canRevert(int idea) {
        return !ideas.get(idea).entangled() || kept.nextSetBit(idea + 1) < 0;
    }

    /** The ideas in the tree, oldest first. */
    int[] kept() {
        return kept.stream().toArray();
    }

    /** The true gain of that idea by itself, in logarithms. */
    double gain(int idea) {
        return ideas.get(idea).gain();
    }

    /** What that idea truly gains on top of what is kept, in logarithms. */
    double marginalGain(int idea) {
        return logTimeWithout(idea) - logTimeWith(idea);
    }

    /** How much faster the tree truly is than the baseline, in logarithms. */
    double totalGain() {
        return BASELINE - logTime();
    }

    /** Logarithm of the true time of what is kept. */
    double logTime() {
        return logTime(kept);
    }

    double logTimeWith(int idea) {
        BitSet more = (BitSet) kept.clone();
        more.set(idea);
        return logTime(more);
    }

    double logTimeWithout(int idea) {
        BitSet fewer = (BitSet) kept.clone();
        fewer.clear(idea);
        return logTime(fewer);
    }

    private double logTime(BitSet present) {
        double time = BASELINE;
        for (int i = present.nextSetBit(0); i >= 0; i = present.nextSetBit(i + 1)) {
            Idea idea = ideas.get(i);
            time -= idea.gain();
            if (idea.partner() != NONE && present.get(idea.partner())) time += idea.overlap();
        }
        return time;
    }

    private int[] helping() {
        return kept.stream().filter(idea -> gain(idea) > 0).toArray();
    }

    private record Idea(double gain, int partner, double overlap, boolean entangled) {}
}
