package dev.autoresearch.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class TypedTest {
    private static String[] words(String... words) {
        return words;
    }

    @Test
    void lostLettersComeBackFromTheCommandLine() {
        var process = words("java", "Main", "log", "", "größe", "");

        assertArrayEquals(words("log", "", "größe"), Typed.among(process, words("log", "", "gr\ufffd\ufffdße")));
    }

    @Test
    void aCommandLineThatIsNotOursIsNotBelieved() {
        var arguments = words("log", "gr\ufffd\ufffdße");

        assertSame(arguments, Typed.among(words("java", "@file", "other", "größe", ""), arguments));
        assertSame(arguments, Typed.among(words("x"), arguments));
    }

    @Test
    void wordsThatLostNothingAreLeftAlone() {
        var arguments = words("log", "größe");

        assertSame(arguments, Typed.words(arguments));
    }
}
