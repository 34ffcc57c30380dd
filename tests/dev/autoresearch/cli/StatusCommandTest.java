package dev.autoresearch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.testing.TestRepo;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which runs status shows. */
@Tag("locale")
class StatusCommandTest {
    @TempDir
    Path folder;

    private TestRepo lab;

    @BeforeEach
    void twoSegments() {
        lab = TestRepo.withoutGit(folder).write("autoresearch.results.jsonl", """
                {"type":"config","name":"first","metricName":"ms","metricUnit":"","bestDirection":"lower"}
                {"run":1,"metric":9,"status":"keep","description":"slow"}
                {"run":2,"metric":8,"status":"keep","description":"faster"}
                {"type":"config","name":"second","metricName":"kb","metricUnit":"","bestDirection":"lower"}
                {"run":1,"metric":70,"status":"keep","description":"large"}
                """);
    }

    @Test
    void theLatestSegmentIsShownAndTheOthersAreNamed() {
        var out = lab.cli("status").exits(0).out();
        assertTrue(out.startsWith("second   kb, lower is better   segment 2"), out);
        assertTrue(out.endsWith("1 earlier segment: autoresearch status --segment 1\n"), out);
        assertFalse(out.contains("faster"), out);
    }

    @Test
    void theZeroThatOtherToolsWriteForACrashIsNoValue() {
        lab.write("autoresearch.results.jsonl", lab.read("autoresearch.results.jsonl") + """
                {"run":2,"metric":0,"status":"crash","description":"out of memory"}
                """);
        var out = lab.cli("status").exits(0).out();
        assertTrue(out.contains("2  —               crash "), out);
    }

    @Test
    void anEarlierSegmentIsShownAsItWasWhenItEnded() {
        var out = lab.cli("status", "--segment", "1", "-n", "1").exits(0).out();
        assertTrue(out.startsWith("first   ms, lower is better\nbaseline 9 → best 8  -11.1%"), out);
        assertTrue(
                out.contains("2  8       -11.1%  keep            faster\n1 earlier: autoresearch status --all\n"), out);
        assertEquals(
                8,
                lab.cli("status", "--segment", "1", "--json")
                        .json()
                        .get("best_metric")
                        .asDouble());
        assertEquals(
                lab.cli("status").out(), lab.cli("status", "--segment", "2").out());
    }

    @Test
    void anUnknownSegmentIsAProblemThatNamesTheLatest() {
        lab.cli("status", "--segment", "3")
                .exits(1)
                .explains("there is no segment 3; the session has 2 segments", "autoresearch status --segment 2");
        for (var wrong : new String[] {"0", "-1", "1.5", "one"})
            lab.cli("status", "--segment", wrong).exits(2);
    }
}
