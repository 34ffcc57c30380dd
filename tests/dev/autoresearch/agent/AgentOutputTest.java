package dev.autoresearch.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.process.OutputListener;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AgentOutputTest {
    private static AgentOutput.Reply read(String output) {
        return read(output.getBytes(StandardCharsets.UTF_8), 7);
    }

    private static AgentOutput.Reply read(byte[] bytes, int piece) {
        var reader = new AgentOutput(OutputListener.NONE);
        for (int from = 0; from < bytes.length; from += piece)
            reader.bytes(bytes, from, Math.min(piece, bytes.length - from));
        return reader.reply();
    }

    @Test
    void linesAreFoundHoweverTheyAreCut() {
        var words = read("""
                thinking
                DESCRIPTION first
                  DESCRIPTION: Größere Puffer\r
                HYPOTHESIS\tfewer calls
                LEARNED one
                LEARNED two
                LEARNED one
                IDEA another
                ASI size = 9
                ASI size=10
                COST usd=0.25
                COST usd=0.5
                not a DESCRIPTION of anything
                DESCRIPTIONS none""");
        assertEquals("Größere Puffer", words.description());
        assertEquals("fewer calls", words.hypothesis());
        assertEquals(List.of("one", "two"), words.learned());
        assertEquals(List.of("another"), words.ideas());
        assertEquals(Map.of("size", "10"), words.asi());
        assertEquals(OptionalDouble.of(0.75), words.costUsd());
        assertEquals("DESCRIPTIONS none", words.lastLine());
    }

    @Test
    void whatClaudePrintsAsJsonIsRead() {
        var result = "{\"type\":\"result\",\"is_error\":false,\"total_cost_usd\":0.0123,"
                + "\"result\":\"Done.\\nDESCRIPTION faster\\nIDEA later\\nAll is well.\"}";
        for (var output : List.of(
                result,
                result + "\n",
                "{\"type\":\"system\"}\n{\"type\":\"assistant\",\"message\":{}}\n" + result,
                "[{\"type\":\"system\"}," + result + "]")) {
            var words = read(output);
            assertEquals("faster", words.description(), output);
            assertEquals(List.of("later"), words.ideas());
            assertEquals(OptionalDouble.of(0.0123), words.costUsd());
            assertEquals("All is well.", words.lastLine());
        }
    }

    @Test
    void aResultBehindMegabytesOfAnythingIsFound() {
        var noise = new byte[3_000_000];
        new Random(1).nextBytes(noise);
        var reader = new AgentOutput(OutputListener.NONE);
        reader.bytes(noise, 0, noise.length);
        var open = "{".repeat(9_000_000).getBytes(StandardCharsets.UTF_8);
        reader.bytes(open, 0, open.length);
        var tail = "\nDESCRIPTION still here".getBytes(StandardCharsets.UTF_8);
        reader.bytes(tail, 0, tail.length);
        assertEquals("still here", reader.reply().description());
    }

    @Test
    void hostileTextIsBoundedAndHarmless() {
        var words = read("DESCRIPTION \u001b[31m" + "x".repeat(100_000) + "\nIDEA " + "\ud83d\ude00".repeat(400) + "\n"
                + "ASI __proto__=1\nASI =1\nASI k\nCOST usd=-1\nCOST usd=NaN\nCOST usd=1e400\nCOST usd=0x1p3\nCOST 5\n"
                + "LEARNED \nLEARNED\n"
                + "LEARNED a\nIDEA i\n".replace("a", "b").repeat(3));
        assertEquals(199, words.description().length());
        assertTrue(words.description().startsWith("[31mxxx"), words.description());
        assertEquals(500, words.ideas().get(0).length());
        assertEquals(Map.of(), words.asi());
        assertEquals(OptionalDouble.empty(), words.costUsd());
        assertEquals(List.of("b"), words.learned());
    }

    @Property(tries = 200)
    void noBytesBreakIt(@ForAll byte[] bytes, @ForAll byte piece) {
        var words = read(bytes, Math.max(1, piece));
        assertEquals(words, read(bytes, 1));
    }
}
