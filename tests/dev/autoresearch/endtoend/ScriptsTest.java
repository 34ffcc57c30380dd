package dev.autoresearch.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.endtoend.RealJBang.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts that users copy: each is really started, by real JBang, from a folder that is not the checkout. */
class ScriptsTest {
    private static final Path SCRIPTS = RealJBang.PROJECT.resolve("scripts");
    /** Each execution of a benchmark is a JVM that lives for a second. */
    private static final Map<String, String> QUICK =
            Map.of("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");

    private static final int MOST_LINES_OF_CODE = 30;

    @TempDir
    Path folder;

    @Test
    void everyScriptIsShortAndTested() throws IOException {
        var tested = new TreeSet<>(List.of(
                "FirstLoop.java",
                "RawLoop.java",
                "Simulate.java",
                "SweepGzip.java",
                "TuneJavac.java",
                "loop.jsh",
                "loop.java.qute",
                "mcp.java")); // by dev.autoresearch.mcp.McpEntryTest
        var present = new TreeSet<String>();
        try (var files = Files.list(SCRIPTS)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                present.add(file.getFileName().toString());
                assertTrue(linesOfCode(file) < MOST_LINES_OF_CODE, file + " has " + linesOfCode(file) + " lines");
            }
        }
        assertEquals(tested, present);
    }

    @Tag("long")
    @Test
    void firstLoopKeepsTheLargerBufferAndPutsTheRestBack() throws IOException {
        var result = script("FirstLoop.java");

        assertEquals(List.of("baseline", "keep", "discard", "crash"), statuses(result));
        assertTrue(result.out().contains("IllegalStateException: counted 0 lines"), result.out());
        assertTrue(Files.readString(folder.resolve("first-loop/Parser.java")).contains(", 65536)"));
    }

    @Test
    void rawLoopLogsWhatItDecidedByHandAndGoesOnWhenStartedAgain() throws IOException {
        var result = script("RawLoop.java");
        var again = script("RawLoop.java");

        assertTrue(result.out().contains("5 runs: 2 kept, 2 discarded, 1 crashed"), result.out());
        assertTrue(result.out().contains("2 ideas pending"), result.out());
        assertEquals("gzip -1", Files.readString(folder.resolve("raw-loop/packer")));
        assertTrue(again.out().contains("10 runs: "), again.out());
    }

    @Tag("long")
    @Test
    void sweepGzipFindsTheFastestLevelThatIsSmallEnough() {
        var result = script("SweepGzip.java", "34", "java.base/java/util/concurrent");

        var statuses = statuses(result);
        assertEquals("baseline", statuses.get(0));
        assertEquals(9, statuses.size());
        assertEquals("checks", statuses.get(8), "level 1 is too large: " + result.out());
        assertTrue(result.out().contains("baseline 0."), result.out());
    }

    @Test
    void sweepGzipCountsNothingAsSmallEnoughWhenNothingIs() {
        var result = script("SweepGzip.java", "10", "java.base/java/util/zip");

        assertTrue(result.out().contains("9 runs: 9 checks failed"), result.out());
        assertTrue(result.out().contains("nothing kept yet"), result.out());
    }

    @Tag("long")
    @Test
    void tuneJavacTriesFlagsOnRealSources() {
        var sources = RealJBang.PROJECT.resolve("lib/dev/autoresearch/json").toString();

        var result = script("TuneJavac.java", sources, "-no-such-flag");

        assertEquals(List.of("baseline", "crash"), statuses(result));
        assertTrue(result.out().contains("-no-such-flag             exit 2    "), result.out());
    }

    @Test
    void theJShellLoopRunsFromAPipe() throws IOException {
        var text = Files.readString(SCRIPTS.resolve("loop.jsh"));

        var result = RealJBang.run(folder, Map.of(), text, RealJBang.PROJECT + "/autoresearch.java", "shell");

        assertEquals(0, result.exit(), result.err());
        assertEquals(List.of("baseline", "discard", "keep", "keep"), statuses(result));
        assertTrue(result.out().contains("1 [ ] Try xz"), result.out());
    }

    @Test
    void aScriptThatMeetsAProblemSaysWhatToDoNextWithoutAStackTrace() throws IOException {
        Files.createDirectory(folder.resolve("raw-loop"));
        Files.writeString(folder.resolve("raw-loop/mine.txt"), "mine");

        var result = RealJBang.run(folder, SCRIPTS.resolve("RawLoop.java").toString());

        assertEquals(1, result.exit());
        assertTrue(result.err().contains("autoresearch: raw-loop holds files and is no git repository"), result.err());
        assertTrue(result.err().contains("\n  choose another folder"), result.err());
        assertTrue(!result.err().contains("\tat "), result.err());
    }

    private Result script(String name, String... args) {
        var command = new ArrayList<>(List.of(SCRIPTS.resolve(name).toString()));
        command.addAll(List.of(args));
        var result = RealJBang.run(folder, QUICK, "", command.toArray(new String[0]));
        assertEquals(0, result.exit(), result.err());
        return result;
    }

    /** The second word of each line that tells of an attempt. */
    private static List<String> statuses(Result result) {
        var statuses = new ArrayList<String>();
        for (var line : result.out().split("\n"))
            if (line.startsWith("✓ ") || line.startsWith("· ") || line.startsWith("✗ "))
                statuses.add(line.split(" +")[1]);
        return statuses;
    }

    /** What is neither blank, nor comment, nor import, nor the text of a file. */
    private static int linesOfCode(Path script) throws IOException {
        int lines = 0;
        boolean isText = false;
        for (var line : Files.readAllLines(script)) {
            var code = line.strip();
            if (code.contains("\"\"\"")) isText = !isText;
            boolean counts = !isText && !code.isEmpty() && !code.startsWith("//") && !code.startsWith("/**");
            if (counts && !code.startsWith("import ")) lines++;
        }
        return lines;
    }
}
