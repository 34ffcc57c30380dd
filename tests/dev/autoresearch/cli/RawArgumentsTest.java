package dev.autoresearch.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class RawArgumentsTest {
    private static String[] words(String... words) {
        return words;
    }

    @Test
    void lostLettersComeBackFromTheCommandLine() {
        var process = words("java", "Main", "log", "", "größe", "");

        assertArrayEquals(words("log", "", "größe"), RawArguments.among(process, words("log", "", "gr\ufffd\ufffdße")));
    }

    @Test
    void aCommandLineThatIsNotOursIsNotBelieved() {
        var arguments = words("log", "gr\ufffd\ufffdße");

        assertSame(arguments, RawArguments.among(words("java", "@file", "other", "größe", ""), arguments));
        assertSame(arguments, RawArguments.among(words("x"), arguments));
    }

    @Test
    void wordsThatLostNothingAreLeftAlone() {
        var arguments = words("log", "größe");

        assertSame(arguments, RawArguments.words(arguments));
    }
}
