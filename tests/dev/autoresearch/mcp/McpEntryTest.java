package dev.autoresearch.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.endtoend.RealJBang;
import dev.autoresearch.testing.TestRepo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JBang entry scripts/mcp.java, as README.md and docs/mcp.md tell agents to start it. */
@Tag("locale")
class McpEntryTest {
    private static final Path ENTRY = RealJBang.PROJECT.resolve("scripts/mcp.java");

    @TempDir
    Path folder;

    @Test
    void theCommandsOfTheDocumentationStartAServer() throws IOException {
        var commands = new TreeSet<String>();
        for (var page : List.of("README.md", "docs/mcp.md"))
            for (var line : Files.readAllLines(RealJBang.PROJECT.resolve(page)))
                if (line.contains(" mcp add autoresearch -- ")) commands.add(line.substring(line.indexOf(" -- ") + 4));
        assertEquals(1, commands.size(), "Claude and Codex are given the same command");
        var words = new ArrayList<>(Arrays.asList(commands.first()
                .replace("~/autoresearch", RealJBang.PROJECT.toString())
                .split(" ")));
        words.addAll(List.of("--cwd", TestRepo.in(folder).folder().toString()));

        try (var agent = ClientProcess.of(
                RealJBang.environment(),
                words.get(0),
                words.subList(1, words.size()).toArray(String[]::new))) {
            agent.call("init_experiment", "name", "goal", "metric_name", "ms", "command", "./benchmark.sh; echo ä");
            var run = agent.call("run_experiment");
            assertEquals(100, run.get("primary_metric"), run.text());
            assertEquals("METRIC ms=100\nä\n", run.get("tail"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LC_ALL=C", ""})
    void inEveryLocaleTheServerSpeaksUtf8(String variable) throws IOException {
        var lab = TestRepo.in(folder);
        var words = new ArrayList<>(RealJBang.alone(variable));
        words.addAll(List.of(RealJBang.LAUNCHER.toString(), ENTRY.toString(), "--cwd", folder.toString()));

        try (var agent = ClientProcess.of(
                Map.of(), words.get(0), words.subList(1, words.size()).toArray(String[]::new))) {
            agent.call(
                    "init_experiment", "name", "größer", "metric_name", "ms", "command", "./benchmark.sh; echo 日本 …");
            assertEquals("METRIC ms=100\n日本 …\n", agent.call("run_experiment").get("tail"));
            agent.call("log_experiment", "description", "変更 „ü“");
            agent.call("ideas", "action", "add", "text", "Größe … ändern");
            var brief = agent.call("brief").text();
            assertTrue(brief.contains("größer") && brief.contains("> Größe … ändern"), brief);
            assertTrue(agent.call("status").text().contains("変更 „ü“"));
        }
        assertTrue(lab.read("autoresearch.results.jsonl").contains("\"description\":\"変更 „ü“\""));
    }

    @Test
    void theAliasExplainsItselfAndAWrongFolderIsAProblem() {
        var alias = RealJBang.run(folder, "mcp@" + RealJBang.PROJECT, "--help");
        var wrong = RealJBang.run(folder, ENTRY.toString(), "--cwd", "not there");

        assertEquals(0, alias.exit(), alias.err());
        assertTrue(alias.err().contains("--cwd DIR"), alias.err());
        assertEquals("", alias.out());
        assertEquals(1, wrong.exit(), wrong.err());
        assertTrue(wrong.err().contains("there is no folder"), wrong.err());
    }

    @Test
    void theEntryNamesTheLibrariesThatAreTestedAndTheCoreNamesNoneOfThem() throws IOException {
        var pom = Files.readString(RealJBang.PROJECT.resolve("pom.xml")).replaceAll("\\s+", "");
        for (var dependency : dependencies(ENTRY)) {
            var parts = dependency.replace("@pom", "").split(":");
            if (parts.length < 3) continue; // ../autoresearch.java
            var written = "<groupId>" + parts[0] + "</groupId><artifactId>" + parts[1] + "</artifactId><version>"
                    + parts[2] + "</version>";
            assertTrue(pom.contains(written), dependency + " is not in pom.xml");
            var rest = pom.substring(pom.indexOf(written) + written.length());
            assertTrue(
                    rest.startsWith("<scope>test</scope>") || rest.startsWith("<type>pom</type>"),
                    dependency + " is a dependency of the core");
            assertFalse(
                    dependencies(RealJBang.PROJECT.resolve("autoresearch.java")).contains(dependency));
        }
    }

    private static List<String> dependencies(Path entry) throws IOException {
        var found = new ArrayList<String>();
        for (var line : Files.readAllLines(entry)) if (line.startsWith("//DEPS ")) found.add(line.substring(7));
        return found;
    }
}
