package dev.autoresearch.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The skill keeps its word: its commands run in its order. */
class SkillTest {
    @TempDir
    Path folder;

    private static String skill() throws IOException {
        return Files.readString(RealJBang.PROJECT.resolve("skills/autoresearch/SKILL.md"));
    }

    @Test
    void everyCommandOfTheSkillWorks() throws IOException {
        Files.writeString(folder.resolve("Parser.java"), "int buffer = 8192;\n");
        Files.writeString(folder.resolve("benchmark.sh"), """
                #!/bin/bash
                size=$(grep -oE '[0-9]+' Parser.java) && echo METRIC latency_ms=$((1000000 / size)); echo METRIC memory_mb=1
                """);
        var script = new StringBuilder("set -e\nchmod +x benchmark.sh && git init -q && git config user.name t"
                + " && git config user.email t@localhost && git add -A && git commit -q -m begin\n");
        var blocks = Pattern.compile("(?ms)^```sh\n(.*?)^```$").matcher(skill());
        while (blocks.find()) script.append(blocks.group(1));

        var result = new Checkout(folder).shell(script.toString());

        assertEquals(0, result.exit(), result.out() + result.err());
        assertTrue(result.out().contains("kept as"), result.out());
        assertTrue(Files.readString(folder.resolve("report.md")).contains("Larger read buffer"));
    }

    @Test
    void itSaysInItsFrontMatterWhatItIsFor() throws IOException {
        var front = skill().split("---\n")[1];

        assertTrue(front.startsWith("name: autoresearch\ndescription: "), front);
        assertTrue(front.length() < 1024 && front.lines().count() == 2, front);
    }
}
