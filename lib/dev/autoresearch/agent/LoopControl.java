package dev.autoresearch.agent;

import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;

/** A loop's end in order, which another thread may ask for: nothing is begun from then on, and what was begun is ended. */
final class LoopControl {
    /** Stands for the baseline among the iterations. */
    static final int BASELINE = 0;

    private final Set<Integer> underWay = new TreeSet<>();
    private boolean asked;

    /** May this iteration begin? Then it is under way. */
    synchronized boolean begin(int iteration) {
        if (!asked) underWay.add(iteration);
        return !asked;
    }

    /** This iteration is over. */
    synchronized void over(int iteration) {
        underWay.remove(iteration);
    }

    /**
     * Asks for the end.
     *
     * @return what it comes after, such as {@code iterations 7 and 8}
     */
    synchronized String ask() {
        asked = true;
        var names = new ArrayList<String>();
        for (int iteration : underWay) names.add(String.valueOf(iteration));
        if (names.isEmpty()) return "what it is doing now";
        if (underWay.contains(BASELINE)) return "the baseline";
        if (names.size() == 1) return "iteration " + names.get(0);
        var last = names.remove(names.size() - 1);
        return "iterations " + String.join(", ", names) + " and " + last;
    }
}
