package dev.autoresearch.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every tool, called by the SDK's own client; one server serves all tests, each in a folder of its own. */
@Tag("locale")
class ToolsTest extends McpTests {
    private void begun() {
        works("init_experiment", "name", "goal", "metric_name", "ms", "command", "./benchmark.sh");
        works("attempt", "description", "baseline");
    }

    @Test
    void theToolsTakeTheParametersOfTheOtherAutoresearchTools() {
        var parameters = new TreeMap<String, TreeSet<String>>();
        for (var tool : agent.client().listTools().tools())
            parameters.put(
                    tool.name(),
                    new TreeSet<>(((Map<?, ?>) tool.inputSchema().get("properties"))
                            .keySet().stream().map(Object::toString).toList()));

        assertTrue(parameters
                .get("init_experiment")
                .containsAll(List.of("name", "metric_name", "metric_unit", "direction", "reset", "cwd")));
        assertTrue(parameters
                .get("run_experiment")
                .containsAll(List.of("command", "timeout_seconds", "checks_timeout_seconds", "cwd")));
        assertTrue(parameters
                .get("log_experiment")
                .containsAll(List.of(
                        "commit", "metric", "status", "description", "metrics", "force", "asi", "idea", "cwd")));
        assertEquals(11, parameters.size(), parameters.keySet().toString());
        var options = Pattern.compile("--([a-z-]+)")
                .matcher(lab.cli("attempt", "--help").out());
        while (options.find()) {
            var word = options.group(1).replace('-', '_');
            if (List.of("json", "help").contains(word)) continue;
            assertTrue(
                    parameters.get("attempt").stream().anyMatch(name -> name.startsWith(word)),
                    "attempt has no parameter for --" + options.group(1));
        }
    }

    @Test
    void aToolThatOnlyLooksSaysSoAndOneThatTakesACommandTooSaysSo() {
        var reading = new TreeSet<String>();
        var destructive = new TreeSet<String>();
        for (McpSchema.Tool tool : agent.client().listTools().tools()) {
            if (tool.annotations().readOnlyHint()) reading.add(tool.name());
            if (tool.annotations().destructiveHint()) destructive.add(tool.name());
            assertTrue(tool.description().length() > 40, tool.name());
        }

        assertEquals(List.of("brief", "show", "status", "wait"), List.copyOf(reading));
        assertEquals(List.of("attempt", "init_experiment", "run_experiment"), List.copyOf(destructive));
        assertTrue(agent.client().getServerInstructions().contains("init_experiment once"));
    }

    @Test
    void aPromptOfTheOtherToolsWorksUnchanged() {
        works("init_experiment", "name", "goal", "metric_name", "ms", "metric_unit", "ms", "direction", "lower");
        works("run_experiment", "command", "./benchmark.sh", "timeout_seconds", 60, "checks_timeout_seconds", 30);
        var baseline = works(
                "log_experiment",
                "commit",
                lab.git("rev-parse", "--short=7", "HEAD"),
                "metric",
                100,
                "status",
                "keep",
                "description",
                "baseline");
        lab.write("value.txt", "90\n");
        var run = works("run_experiment", "command", "./benchmark.sh");
        var kept = works("log_experiment", "commit", "", "metric", 90, "status", "keep", "description", "less");
        lab.write("value.txt", "95\n");
        works("run_experiment", "command", "./benchmark.sh");
        var discarded = works(
                "log_experiment",
                "commit",
                "0000000",
                "metric",
                95,
                "status",
                "discard",
                "description",
                "more",
                "metrics",
                Map.of("other", 7),
                "force",
                true,
                "asi",
                Map.of("hypothesis", "none", "deep", List.of(1, Map.of("a", "b"))),
                "idea",
                "go below 90");

        assertEquals(1, baseline.get("run"));
        assertEquals(90, run.get("primary_metric"));
        assertEquals("keep", kept.get("status"));
        assertEquals("less", lab.git("log", "-1", "--format=%s"));
        assertEquals("discard", discarded.get("status"));
        assertEquals("90\n", lab.read("value.txt"));
        assertEquals(
                Map.of("hypothesis", "none", "deep", List.of(1, Map.of("a", "b")), "metrics", Map.of("other", 7)),
                discarded.get("asi"));
        assertTrue(works("ideas").text().contains("go below 90"));
    }

    @Test
    void aMeasuredValueIsNeverReplacedAndAMissingOneIsTaken() {
        begun();
        lab.write("value.txt", "90\n");
        works("run_experiment");
        var measured = works("log_experiment", "metric", 1, "status", "keep", "description", "a wish");
        lab.write("value.txt", "none at all\n");
        works("run_experiment", "command", "echo nothing");
        var given = works("log_experiment", "metric", 42, "status", "discard", "description", "read off the screen");
        works("run_experiment", "command", "exit 3");
        var crashed = works("log_experiment", "metric", 0, "status", "crash", "description", "broken");

        assertEquals(90, measured.get("metric"));
        assertEquals(1, measured.get("metric_given"));
        assertEquals(42, given.get("metric"));
        assertEquals(true, crashed.get("unmeasured"), crashed.toString());
    }

    @Test
    void anAttemptKeepsWhatIsBetterAndPutsBackWhatIsNot() {
        begun();
        lab.write("value.txt", "90\n");
        var better = works(
                "attempt",
                "description",
                "less",
                "hypothesis",
                "fewer is less",
                "learned",
                "it is",
                "prepare",
                "echo $PWD > '" + lab.path(".git/prepared") + "'");
        lab.write("value.txt", "95\n");
        var worse = works("attempt", "description", "more", "rule", "single", "no_worse_than_percent", 1);
        var same = works("attempt", "description", "nothing");

        assertEquals(better.text(), better.get("text"), "for clients that show a model the facts alone");
        assertEquals(true, better.get("kept"));
        assertEquals(Map.of("hypothesis", "fewer is less", "learned", "it is"), better.get("asi"));
        assertFalse(lab.read(".git/prepared").startsWith(folder + "\n"), "it is run where the incumbent is");
        assertEquals(false, worse.get("kept"));
        assertTrue(worse.text().contains("restore {\"run\": 3}"), worse.text());
        assertEquals(false, same.get("measured"));
        assertEquals("90\n", lab.read("value.txt"));
        assertEquals("", lab.git("status", "--porcelain"));
    }

    @Test
    void whatWasDiscardedCanBeShownAndRestored() {
        begun();
        lab.write("value.txt", "105\n");
        assertEquals("discard", works("attempt", "description", "more").get("status"));
        assertEquals("100\n", lab.read("value.txt"));

        var shown = works("show", "run", 2);
        var restored = works("restore", "run", 2);

        assertTrue(shown.text().contains("+105"), shown.text());
        assertEquals(Map.of(), shown.document(), "a client that shows a model facts alone would hide the text");
        assertTrue(restored.text().contains("in the tree"), restored.text());
        assertEquals("105\n", lab.read("value.txt"));
    }

    @Test
    void statusBriefAndIdeasTellWhereTheSessionIs() {
        assertTrue(works("status").text().contains("init_experiment"));
        begun();
        works("ideas", "action", "add", "text", "try\na bigger buffer");
        works("ideas", "action", "add", "text", "give up");
        var ideas = works("ideas", "action", "done", "number", 2);

        assertEquals(
                List.of(
                        Map.of("number", 1, "text", "try a bigger buffer", "done", false),
                        Map.of("number", 2, "text", "give up", "done", true)),
                ideas.get("ideas"));
        assertEquals(100, works("status").get("best_metric"));
        var brief = works("brief").text();
        assertTrue(brief.contains("try a bigger buffer") && brief.contains("one change"), brief);
        assertTrue(
                brief.contains(
                        "\n    attempt {\"description\": \"what you changed\", \"hypothesis\": \"why it should help\"}\n"),
                brief);
        assertFalse(brief.contains("autoresearch attempt"), brief);
    }

    @Test
    void whatHooksPrintIsHandedOn() {
        lab.script("autoresearch.hooks/before.sh", "echo look at the parser")
                .script("autoresearch.hooks/after.sh", "grep -o '\"status\":\"[a-z]*\"'")
                .commit("hooks");
        begun();
        lab.write("value.txt", "105\n");
        var attempt = works("attempt", "description", "more");
        works("run_experiment");
        var log = works("log_experiment", "description", "again");

        assertEquals("\"status\":\"discard\"", attempt.get("hook").toString().strip());
        assertTrue(attempt.text().endsWith("\"status\":\"discard\""), attempt.text());
        assertEquals("\"status\":\"keep\"", log.get("hook").toString().strip());
        assertTrue(works("brief").text().contains("look at the parser"));
    }

    @Test
    void aFolderMayHaveSeveralSessions() {
        begun();
        works("init_experiment", "name", "the other", "metric_name", "ms", "session", "two");

        assertEquals("the other", works("status", "session", "two").get("name"));
        var third = works("status", "session", "three").text();
        assertTrue(third.contains("there is two, the unnamed one"), third);
        assertTrue(call("status", "session", "no/name").error());
    }

    @Test
    void aProblemIsAToolErrorThatSaysWhatToDoNext() {
        var without = call("attempt", "description", "x");
        begun();
        var other = call("init_experiment", "name", "another", "metric_name", "ms");
        works("run_experiment");
        var waiting = call("attempt", "description", "x");
        var nowhere = agent.call("status", "cwd", folder.resolve("not there").toString());

        assertTrue(without.error());
        assertTrue(without.text().contains("init_experiment"), without.text());
        assertTrue(other.error());
        assertTrue(other.text().contains("reset"), other.text());
        assertTrue(waiting.error());
        assertTrue(waiting.get("hint").toString().contains("log_experiment"), waiting.text());
        assertTrue(nowhere.error());
        assertTrue(nowhere.text().contains("there is no folder"), nowhere.text());
    }

    @Test
    void resetBeginsAnewAndKeepsTheOldJournal() {
        works("init_experiment", "name", "goal", "metric_name", "ms", "command", "exit 3");
        var crashed = works("attempt", "description", "baseline").text();
        var anew = works("init_experiment", "name", "another", "metric_name", "ms", "reset", true);

        assertTrue(crashed.contains("there is no baseline") && crashed.contains("\"reset\": true"), crashed);
        assertEquals(0, anew.get("total_runs"));
        assertTrue(anew.text().contains("note: the old journal is kept as"), anew.text());
    }

    @Test
    void aGuardThatNeverVariedIsNamedAfterOneRun() {
        lab.script(
                        "benchmark.sh",
                        "echo METRIC ms=$(( $(cat value.txt) * 100 + RANDOM % 300 )); echo METRIC errors=$(cat errors.txt)")
                .write("errors.txt", "0\n")
                .commit("noisy");
        lab.cli("init", "-n", "goal", "-m", "ms", "-c", "./benchmark.sh", "--guard", "errors <= 2")
                .exits(0);
        works("attempt", "description", "baseline", "accept_bias", true, "rule", "paired");
        lab.write("value.txt", "60\n").write("errors.txt", "3\n");
        var said = works("attempt", "description", "faster and wrong", "rule", "paired");
        assertTrue(said.text().contains("errors 3 breaks the guard <= 2 in the first run"), said.text());
    }

    @Test
    void badInputIsAnsweredAndTheServerGoesOn() {
        var wrongType = call("run_experiment", "command", 7);
        var missing = call("init_experiment", "name", "goal");
        var wrongWord = call("log_experiment", "description", "x", "status", "great");
        var several = call("attempt", "rule", "strange", "max_pairs", 0.5);
        var metrics = call("log_experiment", "description", "x", "metrics", Map.of("a", "b"));
        var unknown = works("status", "colour", "blue");
        var huge = call("init_experiment", "name", "x".repeat(3_000_000), "metric_name", "ms");
        var odd = call("init_experiment", "name", "\u0000\u001b[31m\uD800", "metric_name", "m s");
        var empty = call("attempt", "description", " ");

        assertTrue(
                wrongType.error() && wrongType.text().contains("\"command\" must be a string, not 7"),
                wrongType.text());
        assertTrue(missing.error() && missing.text().contains("\"metric_name\" is missing"), missing.text());
        assertTrue(missing.get("hint").toString().contains("name (required), metric_name (required), metric_unit"));
        assertEquals(
                "attempt cannot be called like this: \"description\" is missing; \"rule\" must be one of auto, paired,"
                        + " single, not \"strange\"; \"max_pairs\" must be a whole number from 1, not 0.5",
                several.get("error"));
        assertTrue(wrongWord.error() && wrongWord.text().contains("not \"great\""), wrongWord.text());
        assertTrue(metrics.text().contains("\"metrics\" must be an object of numbers"), metrics.text());
        assertEquals(List.of("colour"), unknown.get("ignored_parameters"));
        assertTrue(huge.error() && huge.text().length() < 1000, huge.text());
        assertTrue(odd.error(), odd.text());
        assertTrue(empty.error(), empty.text());
        assertThrows(McpError.class, () -> agent.call("no_such_tool"));
        assertFalse(works("status").error());
    }

    @Test
    void aFailingBenchmarkIsNoErrorOfTheTool() {
        begun();
        var failed = works("run_experiment", "command", "echo oh no; exit 3");
        var slow = works("log_experiment", "description", "broken");

        assertEquals(false, failed.get("passed"));
        assertTrue(failed.text().contains("| oh no"), failed.text());
        assertEquals("crash", slow.get("status"));
    }

    @Test
    void theChecksScriptHasTheTimeThatItIsGiven() {
        lab.script("autoresearch.checks.sh", "sleep 30").commit("checks");
        works("init_experiment", "name", "goal", "metric_name", "ms", "command", "./benchmark.sh");
        var run = works("run_experiment", "checks_timeout_seconds", 0.3);

        assertEquals("checks_failed", run.get("outcome"), run.text());
        assertTrue(run.text().contains("{\"status\": \"checks_failed\""), run.text());
    }
}
