package dev.autoresearch.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static Judgement judged(String word) {
        return new Judgement("auto", word, false, OptionalDouble.empty(), "because", Optional.empty());
    }

    @Test
    void everyVerdictIsFoundByItsWord() {
        for (var verdict : Verdict.values()) assertEquals(verdict, Verdict.of(verdict.word()));
    }

    @Test
    void aWordOfAnotherVersionStaysReadable() {
        var judgement = judged("half_better");

        assertEquals(Verdict.UNKNOWN, judgement.verdict());
        assertEquals(Optional.of("half better"), judgement.label());
    }

    @Test
    void aRuleThatSaysNothingHasNoLabel() {
        assertEquals(Optional.empty(), judged("").label());
    }
}
