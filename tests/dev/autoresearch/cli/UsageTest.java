package dev.autoresearch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UsageTest {
    private static final int TERMINAL = 80;

    static List<String> commands() {
        return Cli.NAMES;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theExampleOfACommandIsAcceptedByItsParser(String name) {
        var usage = Cli.find(name).orElseThrow().usage();
        var words = words(usage.example().replace("source <(", "").replace(")", ""));

        assertEquals(List.of("autoresearch", name), words.subList(0, 2));
        assertFalse(Arguments.parse(usage, words.subList(2, words.size())).has("help"));
        assertTrue(usage.help().endsWith("\nexample: " + usage.example() + "\n"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpFitsATerminal(String name) {
        var help = Cli.find(name).orElseThrow().usage().help() + Cli.help();

        help.lines().forEach(line -> assertTrue(line.length() <= TERMINAL, line.length() + " columns: " + line));
    }

    /** The words of a command line with double quotes. */
    private static List<String> words(String line) {
        var words = new ArrayList<String>();
        var parts = line.split("\"");
        for (int i = 0; i < parts.length; i++) {
            if (i % 2 == 1) words.add(parts[i]);
            else if (!parts[i].isBlank()) words.addAll(List.of(parts[i].strip().split(" +")));
        }
        return words;
    }
}
