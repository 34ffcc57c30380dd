package dev.autoresearch.simulate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SimulatedTreeTest {
    private static final double TINY = 1e-12;

    private static SimulatedTree tree(double conflicts, boolean interactions) {
        return new SimulatedTree(conflicts, interactions, new SplittableRandom(7));
    }

    @Test
    void aKeptIdeaChangesTheTrueTimeUntilItIsTakenOut() {
        SimulatedTree tree = tree(0, false);
        int gain = tree.propose(0.1);
        int loss = tree.propose(-0.03);

        assertEquals(Math.log(100), tree.logTime(), TINY);
        assertEquals(Math.log(100) - 0.1, tree.logTimeWith(gain), TINY);
        tree.keep(gain);
        tree.keep(loss);
        assertEquals(0.07, tree.totalGain(), TINY);
        assertEquals(Math.log(100) - 0.1, tree.logTimeWithout(loss), TINY);
        assertTrue(tree.revert(loss));
        assertEquals(0.1, tree.totalGain(), TINY);
        assertArrayEquals(new int[] {gain}, tree.kept());
    }

    @Test
    void aKeepThatConflictsStaysInAsLongAsALaterOneIsIn() {
        SimulatedTree tree = tree(1, false);
        int first = tree.propose(0.1);
        int second = tree.propose(0.1);
        tree.keep(first);
        tree.keep(second);

        assertFalse(tree.canRevert(first));
        assertFalse(tree.revert(first));
        assertEquals(0.2, tree.totalGain(), TINY);
        assertTrue(tree.revert(second));
        assertTrue(tree.revert(first));
    }

    @Test
    void ideasThatOverlapGainLessTogetherAndLoseLessWhenOneIsTakenOut() {
        SimulatedTree tree = tree(0, true);
        int first = tree.propose(0.05);
        tree.keep(first);
        int overlapping = tree.propose(0.05);
        while (tree.marginalGain(overlapping) > 0.05 - TINY) overlapping = tree.propose(0.05);
        tree.keep(overlapping);

        assertTrue(tree.totalGain() < 0.1 - TINY);
        assertTrue(tree.totalGain() >= 0.1 - 0.025 - TINY);
        assertTrue(tree.marginalGain(first) < 0.05 - TINY);
    }
}
