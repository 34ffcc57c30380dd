package dev.autoresearch.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.process.ShellWords;
import dev.autoresearch.testing.TestRepo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The skill keeps its word: its commands work in its order. */
class SkillTest {
    @TempDir
    Path folder;

    private static String skill() throws IOException {
        return Files.readString(RealJBang.PROJECT.resolve("skills/autoresearch/SKILL.md"));
    }

    private static List<String> commands() throws IOException {
        var commands = new ArrayList<String>();
        var blocks = Pattern.compile("(?ms)^```sh\n(.*?)^```$").matcher(skill());
        while (blocks.find()) commands.addAll(blocks.group(1).lines().toList());
        return commands;
    }

    @Test
    void everyCommandOfTheSkillWorks() throws Exception {
        var lab = TestRepo.in(folder)
                .write("Parser.java", "int buffer = 8192;\n")
                .script(
                        "benchmark.sh",
                        "size=$(grep -oE '[0-9]+' Parser.java) && echo METRIC latency_ms=$((1000000 / size))");

        var said = new StringBuilder();
        for (var command : commands()) {
            if (command.startsWith("autoresearch ")) said.append(call(lab, command));
            else shell(command);
        }

        assertTrue(said.toString().contains("| Larger read buffer |"), said.toString());
        assertEquals("2", lab.cli("status", "--json").json("counts.keep"));
        assertEquals(17, commands().size());
    }

    private static String call(TestRepo lab, String command) {
        // the reader of words cuts at an equals sign, which a note has
        var words = new ArrayList<>(ShellWords.of(command.replace("=", "\\=")));
        return lab.cli(words.subList(1, words.size()).toArray(new String[0]))
                .exits(0)
                .out();
    }

    private void shell(String command) throws Exception {
        assertEquals(
                0,
                new ProcessBuilder("bash", "-c", command)
                        .directory(folder.toFile())
                        .start()
                        .waitFor());
    }

    @Test
    void itSaysInItsFrontMatterWhatItIsFor() throws IOException {
        var front = skill().split("---\n")[1];

        assertTrue(front.startsWith("name: autoresearch\ndescription: "), front);
        assertTrue(front.length() < 1024 && front.lines().count() == 2, front);
    }
}
