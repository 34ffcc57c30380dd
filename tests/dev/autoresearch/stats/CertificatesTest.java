package dev.autoresearch.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CertificatesTest {
    private static Certificates proving(Certificates known, int run, int pairs) {
        var more = known.kept(run);
        for (int i = 0; i < pairs; i++) more = more.plus(run, 0.1, 0.01);
        return more;
    }

    @Test
    void aKeepIsProvenByItsPairsAlone() {
        var begun = Certificates.NONE.kept(4);
        assertEquals(1, begun.evidence(4), 1e-12);
        assertEquals(1, begun.evidence(5), "unknown");
        assertEquals(Set.of(), begun.proven(Set.of(4)));
        assertEquals(20, begun.needed(Set.of(4)));

        assertEquals(Set.of(), proving(Certificates.NONE, 4, 4).proven(Set.of(4)));
        var proven = proving(Certificates.NONE, 4, 5);
        assertTrue(proven.evidence(4) >= 20);
        assertEquals(Set.of(4), proven.proven(Set.of(4)));
        assertEquals(1, begun.evidence(4), 1e-12, "a value");
        assertThrows(IllegalArgumentException.class, () -> begun.plus(5, 0.1, 0.01));
    }

    @Test
    void moreKeepsAskForMoreEvidenceAndProvenOnesForLess() {
        var three = proving(Certificates.NONE, 1, 5).kept(2).kept(3);
        assertEquals(Set.of(), three.proven(Set.of(1, 2, 3)), "20 to 1 is too little for one of three");
        assertEquals(60, three.needed(Set.of(1, 2, 3)), 1e-9);

        var all = proving(proving(proving(Certificates.NONE, 1, 5), 2, 5), 3, 5);
        assertEquals(Set.of(1, 2, 3), all.proven(Set.of(1, 2, 3)), "together it suffices: 3/(0.05*3)");
    }

    @Test
    void whatWasTakenBackCountsAndProvesNothing() {
        var two = proving(proving(Certificates.NONE, 1, 6), 2, 6);
        assertEquals(Set.of(1, 2), two.proven(Set.of(1, 2)));
        assertEquals(Set.of(1), two.proven(Set.of(1)), "49 to 1 is enough for one of two");
        assertEquals(Set.of(), proving(Certificates.NONE, 1, 5).kept(2).proven(Set.of(1)));
        assertEquals(Set.of(), Certificates.NONE.proven(Set.of(1)));
    }

    /** Ten keeps that change nothing beside ten true ones: of what is ever called proven one in twenty is false at most. */
    @Test
    void fewProvenKeepsAreFalse() {
        double share = 0;
        int proven = 0;
        int sessions = 200;
        for (int session = 0; session < sessions; session++) {
            var random = new Random(session);
            var certificates = Certificates.NONE;
            var standing = new HashSet<Integer>();
            for (int run = 0; run < 20; run++) {
                certificates = certificates.kept(run);
                standing.add(run);
                for (int pair = 0; pair < 40; pair++) {
                    double spike = random.nextInt(10) == 0 ? random.nextGaussian() : 0;
                    certificates =
                            certificates.plus(run, (run < 10 ? 0 : 0.02) + 0.02 * random.nextGaussian() + spike, 0.02);
                }
            }
            var called = certificates.proven(standing);
            long wrong = called.stream().filter(run -> run < 10).count();
            share += called.isEmpty() ? 0 : (double) wrong / called.size();
            proven += called.size();
        }
        assertTrue(share / sessions <= 0.05, "false: " + share / sessions);
        assertTrue(proven > 5 * sessions, "of ten true keeps most are proven: " + proven);
    }
}
