package dev.autoresearch.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.autoresearch.AutoResearch;
import dev.autoresearch.process.Command;
import dev.autoresearch.process.CommandResult;
import dev.autoresearch.process.LocalExecutor;
import dev.autoresearch.testing.TestRepo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person's scripts around each experiment. */
@Tag("locale")
class HooksTest {
    @TempDir
    Path folder;

    private TestRepo with(String name, String body) {
        return TestRepo.in(folder)
                .write(".gitignore", "*.json\n")
                .script("autoresearch.hooks/" + name + ".sh", body)
                .commit("hook")
                .begun();
    }

    private static List<String> keys(JsonNode object) {
        return StreamSupport.stream(((Iterable<String>) object::fieldNames).spliterator(), false)
                .toList();
    }

    @Test
    void theHookBeforeGetsTheSessionAndSpeaksInTheBrief() throws Exception {
        var lab = with("before", "cat > in.json; echo 'look at the cache'; echo grumble >&2");

        var brief = lab.cli("brief").exits(0);

        brief.prints("## Know this first\n> look at the cache\n\n");
        assertFalse(brief.out().contains("grumble"), brief.out());
        var input = new JsonMapper().readTree(lab.read("in.json"));
        assertEquals(List.of("event", "cwd", "next_run", "last_run", "session"), keys(input));
        assertEquals("before", input.path("event").asText());
        assertEquals(1, input.path("next_run").asInt());
        assertTrue(input.path("last_run").isNull()
                && input.path("session").path("best_metric").isNull());
        assertEquals(
                List.of(
                        "metric_name",
                        "metric_unit",
                        "direction",
                        "baseline_metric",
                        "best_metric",
                        "run_count",
                        "goal"),
                keys(input.path("session")));
    }

    @Test
    void theHookAfterGetsTheRunAndIsShown() throws Exception {
        var lab = with("after", "cat > in.json; printf 'a\\033[2Jb\\nc'");

        lab.cli("attempt", "-d", "baseline").exits(0).prints("| a\\e[2Jb\n| c\n");

        var input = new JsonMapper().readTree(lab.read("in.json"));
        assertEquals(List.of("event", "cwd", "run_entry", "session"), keys(input));
        assertEquals("baseline", input.path("run_entry").path("description").asText());
        assertEquals(1, input.path("session").path("run_count").asInt());
        assertEquals(100, input.path("session").path("best_metric").asInt());
        lab.cli("run");
        assertTrue(lab.cli("log", "-d", "x", "--json").exits(0).json("hook").endsWith("c"));
        assertTrue(lab.journal().get(lab.journal().size() - 1).startsWith("{\"type\":\"hook\",\"name\":\"after\""));
    }

    @Test
    void aHookThatFailsIsToldAndTheRunStands() {
        var lab = with("after", "echo part; echo 'no network' >&2; exit 7");

        lab.cli("attempt", "-d", "baseline")
                .exits(0)
                .prints("| part\n| (the hook autoresearch.hooks/after.sh failed with exit 7: no network)");

        assertEquals("1", lab.cli("status", "--json").json("total_runs"));
    }

    @Test
    void aHookThatDoesNotReadItsInputIsFineAndLongOutputIsCut() {
        var lab = with("before", "exec <&-; for ((i = 0; i < 3000; i++)); do echo µµµµµ; done");

        var told = AutoResearch.in(lab.folder()).beforeHook().orElseThrow();

        assertTrue(told.startsWith("µµµµµ\n") && told.length() > 3000, told);
        assertTrue(told.getBytes(StandardCharsets.UTF_8).length <= 8192);
        assertFalse(told.contains("\ufffd") || told.contains("failed"), told);
    }

    @Test
    void aHookMayCallUs() {
        var lab = with("after", "cd . && echo '- from the hook' >> autoresearch.ideas.md");

        lab.cli("attempt", "-d", "baseline").exits(0);

        lab.cli("brief").prints("> from the hook");
    }

    @Test
    void aHookWhoseTimeIsUpIsTold() {
        var lab = with("before", "sleep 60");
        var real = new LocalExecutor();
        var impatient = AutoResearch.in(
                lab.folder(),
                (task, progress) -> {
                    assertEquals(30, task.timeout().toSeconds());
                    real.execute(Command.of("echo started", task.folder(), task.timeout(), task.output()), progress);
                    return new CommandResult(OptionalInt.empty(), true, 30, Map.of(), "", List.of(), 8);
                },
                Clock.systemUTC());

        var told = impatient.beforeHook().orElseThrow();

        assertTrue(told.startsWith("started\n(the hook autoresearch.hooks/before.sh was ended after 30 s"), told);
    }

    @Test
    void withoutHooksNothingIsRunOrLogged() {
        var lab = TestRepo.in(folder).begun();
        var lines = lab.journal();

        assertTrue(AutoResearch.in(lab.folder()).beforeHook().isEmpty());

        assertEquals(lines, lab.journal());
    }

    @Test
    void anExperimentMayNotTouchTheHooks() {
        var lab = with("before", "true");
        lab.cli("attempt", "-d", "baseline").exits(0);

        for (var edit : List.of("echo bad", "true # other")) {
            lab.write("value.txt", "90\n").script("autoresearch.hooks/before.sh", edit);
            lab.refuses("attempt", "-d", "better")
                    .with(1, "may not touch the hooks: autoresearch.hooks/before.sh", "commit it by itself");
        }

        lab.git("add", "autoresearch.hooks");
        lab.git("commit", "-q", "-m", "mine");
        lab.cli("attempt", "-d", "better").exits(0);
    }

    @Test
    void piKeepsItsHooksInItsOwnFolder() {
        var lab = TestRepo.in(folder)
                .script(".auto/hooks/before.sh", "echo hello from pi")
                .commit("hook");
        lab.cli("init", "--layout", "pi", "-n", "goal", "-m", "ms", "-c", "./benchmark.sh")
                .exits(0);

        lab.cli("brief").prints("> hello from pi", "- `.auto/hooks/**`");
        assertTrue(lab.has(".auto/prompt.md"));
    }
}
