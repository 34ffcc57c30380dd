package dev.autoresearch.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.Problem;
import dev.autoresearch.journal.SessionFiles;
import dev.autoresearch.journal.SessionLock;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.LoopState.LoopReport;
import dev.autoresearch.model.Plan;
import dev.autoresearch.process.CommandResult;
import dev.autoresearch.process.Executor;
import dev.autoresearch.process.LocalExecutor;
import dev.autoresearch.session.AgentTree;
import dev.autoresearch.testing.SmallDisk;
import dev.autoresearch.testing.TestRepo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentLoopTest {
    private static final String FASTER = "cat > /dev/null; echo $(($(cat value.txt) - 1)) > value.txt";

    @TempDir
    Path folder;

    private final List<AutoResearch> looping = new ArrayList<>();
    private TestRepo lab;

    @BeforeEach
    void begin() throws Exception {
        lab = TestRepo.in(Files.createDirectories(folder.resolve("project"))).begun();
    }

    @Test
    void whatIsWrongAtTheBeginningIsSaidBeforeAnythingHappens() throws Exception {
        lab.refuses("loop").with(2, "option --agent is required", "loop --help");
        lab.refuses("loop", "--agent", " ").with(2, "the agent's command is empty", "claude -p");
        lab.refuses("loop", "--agent", "a", "--runs", "0").with(2, "--runs takes a whole number", "loop --help");
        lab.refuses("loop", "--agent", "a", "--until", "fast").with(2, "cannot be understood", "latency_ms < 50");
        lab.refuses("loop", "--agent", "a", "--scope", "[").with(2, "cannot be understood", "--scope");
        lab.write("value.txt", "1\n");
        lab.refuses("loop", "--agent", "a").with(1, "changes that are not committed: value.txt", "attempt -d");
        lab.git("checkout", "-q", ".");
        TestRepo.withoutGit(Files.createDirectories(folder.resolve("plain")))
                .refuses("loop", "--agent", "a")
                .with(1, "there is no session", "init");
        var plain = TestRepo.withoutGit(folder.resolve("plain"));
        plain.begun();
        plain.refuses("loop", "--agent", "a").with(1, "a loop needs git", "git init");
        lab.cli("attempt", "-d", "baseline").exits(0);
        lab.refuses("loop", "--agent", "a", "--rule", "nonsense").with(2, "unknown rule", "auto, paired, or single");
        lab.refuses("loop", "--agent", "a", "-c", "echo METRIC ms=1").with(1, "by another command", "leave -c out");
    }

    @Test
    void aSecondLoopIsRefusedByName() {
        var lock = SessionLock.acquireLoop(SessionFiles.of(lab.folder(), Layout.SDK, Optional.empty()), false);
        lab.cli("loop", "--agent", "a")
                .exits(1)
                .explains("`autoresearch loop` (pid " + ProcessHandle.current().pid());
        lock.close();
    }

    @Test
    void aDryRunShowsPlanAndBriefAndChangesNothing() {
        var before = lab.fingerprint().toString();
        lab.cli("loop", "--agent", "claude -p", "--hours", "0.5", "--losses", "3", "--dry-run")
                .exits(0)
                .prints("claude -p", "30 min, or 3 iterations in a row without a keep", "the brief:");
        var document =
                lab.cli("loop", "--agent", "claude -p", "--dry-run", "--json").exits(0);
        assertEquals("claude -p", document.json("agent"));
        assertTrue(document.json("brief").contains("goal"));
        assertEquals(before, lab.fingerprint().toString());
    }

    @Test
    void everyLimitHasItsExitWord() {
        assertEquals("target", reason(FASTER, "--until", "ms < 98", "--runs", "9"));
        assertEquals("plateau", reason("echo 2$RANDOM > value.txt", "--plateau", "2"));
        assertEquals("losses", reason("true", "--losses", "2"));
        assertEquals("cost", reason("echo COST usd=0.3", "--cost", "0.5"));
        assertEquals("hours", reason("sleep 9", "--hours", "0.00005"));
        lab.cli("loop", "--agent", "a", "--until", "m < 9").exits(1).explains("no metric m", "--until takes one of ms");
    }

    @Test
    void theIterationAfterAKeepMayBeALoss() {
        var report = lab.cli(
                "loop",
                "--json",
                "--losses",
                "1",
                "--agent",
                "[ $AUTORESEARCH_LOOP != ${AUTORESEARCH_LOOP%.1} ] && echo 1 > value.txt; true");
        assertEquals("2", report.exits(0).json("iterations"), report::toString);
    }

    @Test
    void whatIsPutBackAfterAKilledLoopIsToldToThePerson() {
        var notices = new ArrayList<String>();
        var tree = new AgentTree(
                AutoResearch.in(lab.folder()).onNotice(notices::add).context());
        tree.lend("loop", 1);
        lab.git("config", "remote.origin.url", "mine");
        tree.recover();
        assertTrue(
                String.join("\n", notices).contains("git's config was changed, which was put back"), notices::toString);
    }

    @Test
    void theNamesOfStoredRunsThatAnAgentRemovesAreBack() {
        var research = AutoResearch.in(lab.folder());
        research.attempt("baseline");
        for (var worse : List.of("101", "102")) research.attempt(worse, () -> lab.write("value.txt", worse));
        var refs = lab.git("for-each-ref", "--format=%(refname)", "refs/autoresearch/1-*")
                .lines()
                .toList();
        var tree = new AgentTree(research.context());
        lab.git("update-ref", "-d", refs.get(0));
        tree.lend("loop", 1);
        lab.git("update-ref", "-d", refs.get(1));
        var remarks = tree.takeBack().remarks();
        assertEquals(List.of("the refs of stored runs were removed; 1 of 1 are back"), remarks);
        tree.close(true);
        lab.cli("restore", "3").exits(0);
        assertEquals("102", lab.read("value.txt"));
    }

    private String reason(String agent, String... options) {
        var words = new ArrayList<>(List.of("loop", "--json", "--agent", agent));
        words.addAll(List.of(options));
        return lab.cli(words.toArray(new String[0]))
                .exits(0)
                .json()
                .get("reason")
                .asText();
    }

    /** The likeliest first minutes: an agent that may not edit, and one that is not logged in. */
    @Test
    void anAgentThatCannotWorkIsExplainedAtOnce() {
        lab.cli("loop", "--agent", "no-such-agent -p", "--runs", "1")
                .exits(1)
                .explains("the agent's command is not there: no-such-agent", "nothing was measured");
        lab.cli("loop", "--agent", "echo I would edit", "--runs", "1")
                .prints("no edit     I would edit\n", "  agents need leave to edit", "acceptEdits", "workspace-write");
        lab.cli("loop", "--agent", "echo Please log in; exit 1", "--runs", "1")
                .prints("failed      the agent failed with exit code 1 (Please log in)\n");
    }

    @Test
    void settingsGiveTheUsualNumberOfIterations() {
        lab.write("autoresearch.config.json", "{\"maxIterations\": 2}");
        var report = lab.cli("loop", "--json", "--agent", "true").exits(0);
        assertEquals("runs", report.json("reason"));
        assertEquals("2", report.json("iterations"));
    }

    /** Runs everything for real until a command holds this text for the n-th time; then the program is asked to stop. */
    private static Executor stoppingAt(String text, int nth, boolean after) {
        var real = new LocalExecutor();
        int[] seen = {0};
        return (task, progress) -> {
            boolean stop = task.command().contains(text) && ++seen[0] == nth;
            CommandResult execution = !stop || after ? real.execute(task, progress) : null;
            if (stop) throw new Problem("stopped", "run it again", 130);
            return execution;
        };
    }

    private LoopReport loop(Executor executor, String agent, int runs) {
        var research = AutoResearch.in(lab.folder(), executor, Clock.systemUTC());
        looping.add(0, research);
        var report = research.agentLoop(Agent.of(agent), Limits.NONE.and(Limit.runs(runs)), Plan.DEFAULT, 0, true)
                .run(LoopListener.NONE);
        assertEquals("", lab.git("status", "--porcelain"));
        return report;
    }

    @Test
    void stoppedWhileTheAgentWorksItsEditsAreStoredAndTheLoopGoesOn() {
        var first = loop(stoppingAt("value.txt", 2, true), FASTER, 3);
        assertEquals("interrupted", first.reason());
        assertEquals("99", lab.git("show", "HEAD:value.txt"));
        var stored = AutoResearch.in(lab.folder())
                .session()
                .loop()
                .orElseThrow()
                .latest()
                .orElseThrow()
                .stored()
                .orElseThrow();
        assertEquals("98", lab.git("show", stored.commit() + ":value.txt"));
        var second = loop(new LocalExecutor(), FASTER, 3);
        assertEquals(first.loop().id(), second.loop().id());
        assertEquals(3, second.loop().counts().iterations());
        assertEquals("97", lab.git("show", "HEAD:value.txt"));
        var third = loop(new LocalExecutor(), FASTER, 1);
        assertFalse(third.loop().id().equals(second.loop().id()));
        assertEquals(1, third.loop().counts().iterations());
    }

    @Test
    void stoppedWhileACandidateIsMeasuredItIsPutAwayAndMeasuredLater() {
        var agent = FASTER + "; echo DESCRIPTION one less; echo LEARNED much";
        loop(new LocalExecutor(), "true", 1);
        var first = loop(stoppingAt("benchmark", 1, false), agent, 2);
        assertEquals("interrupted", first.reason());
        assertEquals("100", lab.read("value.txt").strip());
        var second = loop(new LocalExecutor(), agent, 2);
        assertEquals(2, second.loop().count("keep"));
        assertEquals(2, second.loop().counts().iterations());
        var run = AutoResearch.in(lab.folder()).runs().get(1);
        assertEquals("one less", run.description());
        assertEquals(List.of("much"), run.asi().get("learned"));
        assertEquals("98", lab.git("show", "HEAD:value.txt"));
    }

    @Test
    void anAgentMayAttemptByItself() {
        var real = new LocalExecutor();
        Executor executor = (task, progress) -> {
            var execution = real.execute(task, progress);
            // what the agent would do with the command line while it works, marked as the loop's
            if (task.command().contains("by itself")) {
                looping.get(0).attempt("my own attempt");
                looping.get(0).idea("more of it");
            }
            return execution;
        };
        var report = loop(executor, FASTER + "; : by itself", 2);
        assertEquals(2, report.loop().count("attempted"));
        assertEquals(2, report.loop().count("keep"));
        assertEquals(0, report.loop().counts().losses());
        assertEquals("98", lab.git("show", "HEAD:value.txt"));
    }

    @Test
    void aCandidateThatCannotBeDecidedIsPutAwayAndTheLoopGoesOn() throws Exception {
        lab.write(".git/hooks/pre-commit", "#!/bin/sh\ngrep -q 99 value.txt && exit 1\nexit 0\n")
                .mode(".git/hooks/pre-commit", "rwxr-xr-x");
        var report = loop(new LocalExecutor(), "echo 9$((10 - ${AUTORESEARCH_LOOP##*.})) > value.txt", 2);
        assertEquals(1, report.loop().count("refused"));
        assertEquals(1, report.loop().count("keep"));
    }

    @Test
    void afterAKillAnotherCommandPutsTheAgentsEditsAway() throws Exception {
        loop(new LocalExecutor(), "true", 1);
        var process = lab.process(
                        "loop",
                        "--agent",
                        "echo 7 > value.txt; rm autoresearch.results.jsonl; touch ../at-work; sleep 600; echo 8 > value.txt")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        while (!Files.exists(folder.resolve("at-work")))
            assertFalse(process.waitFor(5, TimeUnit.MILLISECONDS), () -> lab.read("../output"));
        process.destroyForcibly().waitFor();
        lab.cli("ideas", "add", "go on").exits(0).explains("the agent of an interrupted loop left was put away");
        assertEquals("", lab.git("status", "--porcelain"));
        var latest = AutoResearch.in(lab.folder())
                .session()
                .loop()
                .orElseThrow()
                .latest()
                .orElseThrow();
        assertEquals("interrupted", latest.end().word());
        assertEquals("7", lab.git("show", latest.stored().orElseThrow().commit() + ":value.txt"));
    }

    @Test
    void aProjectThatIsMovedAwayIsNotBegunAnewWhereItWas() {
        lab.cli("loop", "--runs", "1", "--agent", "echo 7 > value.txt; mv \"$PWD\" ../moved")
                .exits(1)
                .explains("the folder " + lab.folder() + " is gone", "if it was moved, go on where it is now");
        assertFalse(Files.exists(lab.folder()));
        var moved = TestRepo.at(folder.resolve("moved"));
        moved.cli("loop", "--runs", "1", "--agent", "true").exits(0);
        assertEquals("", moved.git("status", "--porcelain"));
    }

    @Test
    void anAgentThatFillsTheDiskLosesNothing() throws Exception {
        try (var disk = SmallDisk.at(folder.resolve("small"), 2500)) {
            var small = TestRepo.in(folder.resolve("small")).begun();
            var agent = "echo 7 > value.txt; [ -e ../room ] || cat /dev/urandom > big; true";
            small.cli("loop", "--runs", "1", "--agent", agent).exits(1).explains("o space left", "then");
            assertTrue(Files.size(small.path("big")) > 0);
            assertEquals("7", small.read("value.txt").strip());
            small.delete("big");
            Files.createFile(folder.resolve("room"));
            small.cli("loop", "--runs", "1", "--agent", agent).exits(0).prints("goes on", "1 interrupted, 1 kept");
            assertEquals("", small.git("status", "--porcelain"));
            assertEquals("7", small.git("show", "HEAD:value.txt"));
            disk.free();
        }
    }
}
