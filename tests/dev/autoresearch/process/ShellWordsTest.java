package dev.autoresearch.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ShellWordsTest {
    @Test
    void quotesHoldAWordTogether() {
        assertEquals(
                List.of("bash", "./my bench.sh", "it's", "a b"), ShellWords.of("bash './my bench.sh' \"it's\" a\\ b"));
    }

    @Test
    void operatorsAndEqualSignsEndAWord() {
        assertEquals(
                List.of("N", "3", "./a", "x", "data.txt", "b", "--conf", "c.json"),
                ShellWords.of("N=3 ./a x<data.txt && (b --conf=c.json)"));
    }

    @Test
    void anUnfinishedQuoteEndsWithTheCommand() {
        assertEquals(List.of("echo", "a b"), ShellWords.of("echo 'a b"));
        assertEquals(List.of("echo", "\\"), ShellWords.of("echo \\"));
    }

    @Property
    void anyCommandHasWordsWithoutBreaks(@ForAll String command) {
        for (var word : ShellWords.of(command)) assertEquals(false, word.isEmpty());
    }
}
